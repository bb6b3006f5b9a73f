"""Step 1 of the upload page: whose report, for which period, and the workbook to fill in."""

from dataclasses import dataclass
from datetime import datetime

import streamlit as st
from sqlalchemy import Engine

from accounts.actor import Actor
from domain.plan import Plan, Window
from locales import _
from panels.filters import settle, unit_names
from panels.session import Viewer, actor
from services.findings.upload import time_left
from services.forms import form
from services.reporting_period import due_window, open_windows
from store.periods import fetch_closed_periods
from store.queries import fetch_submissions

UNIT_KEY, PERIOD_KEY = "upload_unit", "upload_period"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose report for which period; unit_id None: each file tells it. window None: no period is open."""

    unit_id: str | None
    window: Window | None


def chosen(engine: Engine, plan: Plan, viewer: Viewer, now: datetime) -> tuple[Choice, tuple[Window, ...]]:
    """What is chosen, before the boxes are drawn in this run, and the periods to choose from."""
    closed, reported = fetch_closed_periods(engine), _reported(engine)
    windows = open_windows(plan, closed, now)
    asked = st.session_state.get(PERIOD_KEY, st.query_params.get(PERIOD_KEY))
    window = next((one for one in windows if one.period == asked), None) or due_window(windows, reported, now)
    named = st.session_state.get(UNIT_KEY, st.query_params.get(UNIT_KEY))
    unit = viewer.unit_id or unit_names(plan).get(str(named))
    return Choice(unit, window), windows


def _reported(engine: Engine) -> frozenset[str]:
    sent = fetch_submissions(engine)
    return frozenset(sent.loc[sent["counts"], "period"])


def draw_choice(
    engine: Engine, plan: Plan, viewer: Viewer, choice: Choice, windows: tuple[Window, ...], now: datetime
) -> None:
    """Draw the boxes, the deadline and the download."""
    if viewer.unit_id is None:
        each = _("Each file tells its unit")
        settle(UNIT_KEY, [each, *unit_names(plan)])
        st.selectbox(_("Report of which unit"), [each, *unit_names(plan)], key=UNIT_KEY, bind="query-params")
    if choice.window is None:
        st.markdown(_("No period is open. The supervision office opens it."))
        return
    codes = [window.period for window in reversed(windows)]
    settle(PERIOD_KEY, codes)
    st.selectbox(
        _("For which period"),
        codes,
        index=codes.index(choice.window.period),
        key=PERIOD_KEY,
        bind="query-params",
    )
    late = choice.window.due_at < now
    words = time_left(choice.window, now)
    st.markdown(f":red[◆ {words}]" if late else words)
    _download(engine, plan, choice, actor())


def _download(engine: Engine, plan: Plan, choice: Choice, asker: Actor) -> None:
    """The prefilled workbook; made when the button is pressed."""
    unit = plan.unit(choice.unit_id) if choice.unit_id else None
    if choice.window is None or unit is None:
        st.caption(_("Choose a unit to download its workbook."))
        return
    period = choice.window.period
    st.download_button(
        _("Download the workbook for {period}", period=period),
        lambda: form(engine, unit.unit_id, period, actor=asker),
        file_name=_("{unit} progress {period}.xlsx", unit=unit.label, period=period),
        mime=XLSX,
        key="upload_form",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )
    st.caption(_("Tasks and last period's values are in it already; fill in the white cells only."))
