"""期次管理: the office's desk: the current period, the plan, all periods and snapshots, the year."""

import streamlit as st

from accounts.roles import Action, Forbidden
from locales import _
from panels import cards, reads, session
from panels.desk_actions import draw_actions
from panels.desk_list import draw_list
from panels.desk_now import draw_counts, draw_rows, draw_unit
from panels.desk_outcome import draw_outcome
from panels.desk_plan import draw_plan
from panels.desk_remind import draw_reminders
from panels.desk_year import draw_year
from panels.filters import settle
from services.desk_board import fetch_board
from services.findings import desk as findings
from services.period_states import PeriodStanding, current_period, fetch_period_standings
from store.queries import fetch_revision

SECTION_KEY, PERIOD_KEY = "desk", "desk_period"
REFRESH_SECONDS = 30


def render() -> None:
    """Draw the page for the office; others read why they don't see it."""
    title = _("Periods")
    try:
        session.actor().check_can(Action.RUN_PERIODS)
    except Forbidden as refusal:
        cards.page_head(title, str(refusal))
        return
    with st.container(key="desk_page"):
        _sections(title)


def _sections(title: str) -> None:
    """The choice between the four parts, and the chosen one; without a plan, only where it is loaded."""
    sections = (_("Current period"), _("Plan"), _("All periods"), _("Year"))
    standings = fetch_period_standings(session.store().engine, reads.now())
    settle(SECTION_KEY, sections)
    if not standings:
        draw_outcome()
        cards.page_head(title, findings.plan(None))
        draw_plan()
        return
    section = st.segmented_control(
        title,
        sections,
        key=SECTION_KEY,
        default=sections[0],
        required=True,
        label_visibility="collapsed",
        bind="query-params",
    )
    draw_outcome()
    if section == sections[1]:
        cards.page_head(title, findings.plan(reads.plan()))
        draw_plan()
    elif section == sections[2]:
        cards.page_head(title, findings.periods(standings))
        draw_list(standings)
    elif section == sections[3]:
        _year(title)
    else:
        _current(title)


@st.fragment(run_every=REFRESH_SECONDS)
def _watch(seen: tuple[int, int]) -> None:
    """Look again every half minute; draw the page anew only when something was written or a deadline has passed."""
    if _state_of_things() != seen:
        st.rerun()


def _state_of_things() -> tuple[int, int]:
    """The store's revision, and how many deadlines have passed."""
    windows = known.windows if (known := reads.plan()) is not None else ()
    passed = sum(window.due_at < reads.now() for window in windows)
    return fetch_revision(session.store().engine), passed


def _current(title: str) -> None:
    """The live board; it looks again by itself while the page is open."""
    _watch(_state_of_things())
    engine, now = session.store().engine, reads.now()
    standings = {one.code: one for one in fetch_period_standings(engine, now)}
    code = current_period(tuple(standings.values()), now) or ""
    chosen = _chosen(list(standings), code)
    standing = standings[chosen]
    board = fetch_board(engine, chosen, now)
    cards.page_head(title, findings.board(board, standing, now))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="desk_row"):
        _period_box(list(standings), chosen)
        _state(standing)
        st.space("stretch")
        draw_actions(board, standing)
    draw_counts(board)
    left, right = st.columns([8, 4], gap="large")
    with left:
        row = draw_rows(board)
    with right:
        if row is not None:
            draw_unit(board, standing, row)
        else:
            st.caption(_("Choose a unit's row to read its report, return it, or send one on its behalf."))
        draw_reminders(board)


def _chosen(codes: list[str], current: str) -> str:
    asked = st.session_state.get(PERIOD_KEY, st.query_params.get(PERIOD_KEY))
    return str(asked) if asked in codes else current


def _period_box(codes: list[str], chosen: str) -> None:
    newest_first = list(reversed(codes))
    settle(PERIOD_KEY, newest_first)
    st.selectbox(
        _("Period"),
        newest_first,
        index=newest_first.index(chosen),
        key=PERIOD_KEY,
        bind="query-params",
        width=150,
    )


def _state(standing: PeriodStanding) -> None:
    st.markdown(f"**{standing.state.label}**", width="content")


def _year(title: str) -> None:
    briefing = reads.live_briefing()
    if briefing is None:
        cards.no_plan()
        return
    draw_year(briefing, title)
