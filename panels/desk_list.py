"""All periods with their deadlines and states, opening a new one, and the snapshots with what they froze."""

from datetime import datetime

import pandas as pd
import streamlit as st

from domain import figures
from domain.period import Period
from domain.plan import Window
from locales import _
from panels import cards, reads, session
from panels.desk_actions import deadline_boxes, draw_warnings
from panels.desk_outcome import attempt
from panels.filters import settle
from panels.paper_table import plain
from services import periods
from services.period_states import PeriodStanding
from services.snapshot_facts import snapshot_facts
from services.workdays import proposed_deadline
from store.snapshots import Snapshot, fetch_snapshots

_CODE, _SNAPSHOT = "desk_new_code", "desk_snapshot"


def draw_list(standings: tuple[PeriodStanding, ...]) -> None:
    """Periods on the left, a new one and the snapshots on the right."""
    left, right = st.columns([7, 5], gap="large")
    with left:
        _periods(standings)
    with right:
        _new(standings)
        _snapshots(fetch_snapshots(session.store().engine))


def _periods(standings: tuple[PeriodStanding, ...]) -> None:
    rows = list(reversed(standings))
    frame = pd.DataFrame(
        {
            _("Period"): [one.code for one in rows],
            _("Days"): [f"{one.window.starts_on:%m-%d} – {one.window.ends_on:%m-%d}" for one in rows],
            _("Deadline"): [figures.moment(one.window.due_at) for one in rows],
            _("State"): [one.state.label for one in rows],
            _("Reported"): [f"{one.reported}/{one.expected}" for one in rows],
            _("Snapshot"): [_mark(one) for one in rows],
            _("Decided by"): ["" if one.change is None else one.change.changed_by for one in rows],
            _("Reason"): ["" if one.change is None else one.change.reason for one in rows],
        }
    )
    st.dataframe(frame, hide_index=True, key="desk_periods", height=38 + 35 * min(len(frame), 20))


def _mark(one: PeriodStanding) -> str:
    if one.snapshot is None:
        return figures.NONE
    moved = _(" · changed since") if one.has_moved else ""
    return f"v{one.snapshot.version} · {figures.moment(one.snapshot.published_at)[:10]}{moved}"


def _new(standings: tuple[PeriodStanding, ...]) -> None:
    cards.part_title(_("Open a new period"))
    known = [Period.parse(one.code) for one in standings]
    following = periods.next_code(known[-1]) if known else ""
    code = st.text_input(
        _("Code: a month as 2022-10, a week as 2022-W40"), value=following, key=_CODE, max_chars=8
    ).strip()
    try:
        days = periods.parsed(code)
    except periods.NotChanged as refusal:
        st.caption(f"▲ {refusal}")
        return
    proposal = proposed_deadline(days)
    due_at = deadline_boxes(proposal.due_at, f"desk_new_{code}")
    window = Window(period=code, starts_on=days.starts_on, ends_on=days.ends_on, due_at=due_at)
    st.caption(
        _(
            "{first} to {last}; proposed: {moment}.",
            first=figures.day(days.starts_on),
            last=figures.day(days.ends_on),
            moment=figures.moment(proposal.due_at),
        )
    )
    draw_warnings(periods.deadline_warnings(window, tuple(one.window for one in standings)))
    st.button(
        _("Open {period}", period=code),
        key="desk_open",
        icon=":material/add:",
        on_click=_open,
        args=(code, due_at),
    )


def _open(code: str, due_at: datetime) -> None:
    engine, actor, now = session.store().engine, session.actor(), reads.now()

    def act() -> str:
        periods.open_period(engine, code, due_at=due_at, actor=actor, now=now)
        return _("{period} is open until {moment}.", period=code, moment=figures.moment(due_at))

    attempt(act)


def _snapshots(snapshots: tuple[Snapshot, ...]) -> None:
    cards.part_title(_("Snapshots: {count}", count=len(snapshots)))
    if not snapshots:
        cards.nothing(_("Nothing has been published yet."))
        return
    titles = {
        f"{one.period} v{one.version} · {figures.moment(one.published_at)}": one
        for one in reversed(snapshots)
    }
    settle(_SNAPSHOT, list(titles))
    chosen = st.selectbox(_("Snapshot"), list(titles), key=_SNAPSHOT, label_visibility="collapsed")
    _snapshot(titles[chosen])


def _snapshot(one: Snapshot) -> None:
    engine, actor = session.store().engine, session.actor()
    lines = (
        _("Published by {name}", name=one.published_by),
        _("Reason: {reason}", reason=one.reason or figures.NONE),
        _("Counted: {count} submissions, plan {plan}", count=len(one.counted), plan=one.plan_id),
        _("Formulas: {method}", method=one.method),
    )
    st.markdown("  \n".join(plain(line) for line in lines))
    st.caption(f"SHA-256 {one.sha256}")
    st.download_button(
        _("Download its facts"),
        lambda: snapshot_facts(engine, one, actor=actor, now=reads.now()),
        file_name=f"{one.period}-v{one.version}.json",
        mime="application/json",
        key=f"desk_facts_{one.snapshot_id}",
        icon=":material/download:",
        on_click="ignore",
    )
