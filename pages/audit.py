"""操作留痕: who did what, when, from where; and whether anything in the store was tampered with."""

import time
from datetime import date

import streamlit as st

from accounts.actor import Actor
from accounts.roles import Action, Forbidden
from locales import _
from panels import cards, session
from panels.filters import settle
from panels.paper_table import paper_table
from services.exports import XLSX_TYPE, csv_bytes, xlsx_bytes
from services.trail_table import trail_choices, trail_page, wanted_entries, whole_trail
from services.verifying import finding_line, summary_line, verified
from store.audit_reading import Wanted

ACTION_KEY, NAME_KEY, DAYS_KEY, PAGE_KEY = "deed", "who", "trail_days", "trail_page"
_RESULT = "verified"


def render() -> None:
    """Draw the page for those who may see the trail."""
    actor = session.actor()
    try:
        actor.check_can(Action.SEE_AUDIT)
    except Forbidden as refusal:
        cards.page_head(_("Audit trail"), str(refusal))
        return
    engine = session.store().engine
    whole = trail_page(engine, Wanted(), 1, actor=actor)
    newest = whole.rows.iloc[0, 1] if whole.count else ""
    title = _("{count} entries, the newest of {moment}", count=f"{whole.count:,}", moment=newest)
    cards.page_head(_("Audit trail"), title if whole.count else _("Nothing has been recorded yet"))
    _draw_verifying()
    wanted = _filters(actor)
    _draw_entries(wanted, actor)


def _draw_verifying() -> None:
    """The button, and below it what the last press of it found."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        pressed = st.button(_("Verify the store"), icon=":material/verified_user:", key="verify")
        st.caption(
            _(
                "Makes every hash again and compares it: entries, reports, plans, periods, snapshots, original files."
            )
        )
    if pressed:
        started = time.perf_counter()
        with st.spinner(_("Verifying")):
            result = verified(session.store().engine)
        st.session_state[_RESULT] = (result, time.perf_counter() - started)
    kept = st.session_state.get(_RESULT)
    if kept is None:
        return
    result, seconds = kept
    if not result.findings:
        st.success(summary_line(result, seconds), icon=":material/check_circle:")
        return
    st.error(summary_line(result, seconds), icon=":material/gpp_bad:")
    st.code("\n".join(finding_line(finding) for finding in result.findings), language=None, wrap_lines=True)


def _filters(actor: Actor) -> Wanted:
    actions, names = trail_choices(session.store().engine, actor=actor)
    everything, everyone = _("All actions"), _("Everyone")
    with st.container(key="trail_filters", horizontal=True, gap="small", vertical_alignment="bottom"):
        deed = _choice(_("Action"), [everything, *actions], ACTION_KEY, 230)
        name = _choice(_("Who"), [everyone, *names], NAME_KEY, 200)
        days = st.date_input(_("Days"), value=[], key=DAYS_KEY, width=260, format="YYYY-MM-DD")
    first_on, last_on = _span(days)
    return wanted_entries(actions.get(deed), name if name != everyone else None, first_on, last_on)


def _choice(label: str, options: list[str], key: str, width: int) -> str:
    settle(key, options)
    return str(st.selectbox(label, options, key=key, bind="query-params", width=width))


def _span(days: object) -> tuple[date | None, date | None]:
    """First and last day; one day alone is both."""
    chosen = [day for day in days if isinstance(day, date)] if isinstance(days, tuple) else []
    return (chosen[0], chosen[-1]) if chosen else (None, None)


def _draw_entries(wanted: Wanted, actor: Actor) -> None:
    engine = session.store().engine
    page = trail_page(engine, wanted, int(st.session_state.get(PAGE_KEY) or 1), actor=actor)
    if not page.count:
        cards.nothing(_("No entry fits this selection."))
        return
    with st.container(key="trail"):
        paper_table(page.rows)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if page.pages > 1:
            st.pagination(page.pages, key=PAGE_KEY)
        st.caption(_("{count} entries", count=f"{page.count:,}"))
        st.space("stretch")
        _draw_downloads(wanted, actor)


def _draw_downloads(wanted: Wanted, actor: Actor) -> None:
    """The selection as a file; made, and asked for again, when the button is pressed."""
    engine = session.store().engine
    st.download_button(
        "CSV",
        lambda: csv_bytes(whole_trail(engine, wanted, actor=actor)),
        file_name="audit.csv",
        mime="text/csv",
        key="trail_csv",
        icon=":material/download:",
        on_click="ignore",
    )
    title = _("Audit trail")
    st.download_button(
        "XLSX",
        lambda: xlsx_bytes(whole_trail(engine, wanted, actor=actor), title),
        file_name="audit.xlsx",
        mime=XLSX_TYPE,
        key="trail_xlsx",
        icon=":material/download:",
        on_click="ignore",
    )
