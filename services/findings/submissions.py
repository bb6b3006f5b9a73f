"""What the submissions page says: who has reported and who has not, how the year went, what the checker found."""

from typing import Any

import pandas as pd

from domain import figures
from domain.period import Period
from domain.states import ReportState
from locales import _
from services.briefing import Briefing
from services.findings.listing import listed
from services.findings.overview import scope

_CAME = (ReportState.ON_TIME, ReportState.LATE)
_NAMED = 4


def head(briefing: Briefing) -> str:
    """The first line: who reported in this period, who did not, and how much of the year came on time."""
    rows = briefing.reports
    now = rows.loc[rows["period"] == briefing.period.code]
    if now.empty:
        return _("No unit is expected to report here")
    first = _one(briefing, now.iloc[0]) if len(briefing.units) == 1 else _all(briefing, now)
    parts = [first, _absent(now), _over_the_year(rows, len(briefing.units) == 1)]
    return _("; ").join(part for part in parts if part)


def _all(briefing: Briefing, now: pd.DataFrame) -> str:
    counts = now["state"].value_counts()
    parts = [_counted(state, counts) for state in _CAME if state in counts]
    values = {
        "who": scope(briefing),
        "period": briefing.period.label,
        "came": int(now["state"].isin(_CAME).sum()),
        "total": len(now),
    }
    if not parts:
        return _("{who}, {period}: {came} of {total} reported", **values)
    return _("{who}, {period}: {came} of {total} reported ({parts})", parts=listed(parts, 2), **values)


def _one(briefing: Briefing, row: "pd.Series[Any]") -> str:
    values = {"unit": row["label"], "period": briefing.period.label, "state": ReportState(row["state"]).word}
    if row["versions"] > 1:
        return _("{unit}, {period}: {state}, {count} versions", count=row["versions"], **values)
    return _("{unit}, {period}: {state}", **values)


def _absent(now: pd.DataFrame) -> str:
    """Who is missing after the deadline, or still awaited before it; "" where it is the only unit or nobody."""
    if len(now) == 1:
        return ""
    missing = now.loc[now["state"] == ReportState.MISSING, "label"].tolist()
    awaited = now.loc[now["state"] == ReportState.OPEN, "label"].tolist()
    parts = []
    if missing:
        parts.append(_("missing: {units}", units=listed(missing, _NAMED)))
    if awaited:
        parts.append(_("not due yet: {units}", units=listed(awaited, _NAMED)))
    return _("; ").join(parts)


def _over_the_year(rows: pd.DataFrame, alone: bool) -> str:
    """The share of the reports due so far that came on time; for one unit, counted out."""
    counts = rows["state"].value_counts()
    due = len(rows) - int(counts.get(ReportState.OPEN, 0))
    if due == 0:
        return ""
    if alone:
        return _(
            "Reports: {on_time} of {due} on time, {late} late, {missing} missing",
            on_time=counts.get(ReportState.ON_TIME, 0),
            due=due,
            late=counts.get(ReportState.LATE, 0),
            missing=counts.get(ReportState.MISSING, 0),
        )
    share = counts.get(ReportState.ON_TIME, 0) / due
    return _("on time over the year: {share}", share=figures.percent(share))


def grid_title(units: pd.DataFrame, reports: pd.DataFrame) -> str:
    """The title over the matrix: how many units were never late or missing, and who was most; of one unit, when last.

    units: as services.report_tables.unit_discipline gives them from reports, ``Briefing.reports``.
    """
    due = units.loc[units["due"] > 0]
    if due.empty:
        return _("No deadline has passed yet")
    faulty = due.loc[due["share"] < 1]
    if faulty.empty:
        return _("Every report that was due came on time")
    if len(due) == 1:
        last = reports.loc[reports["state"].isin([ReportState.LATE, ReportState.MISSING])].iloc[-1]
        state, period = ReportState(last["state"]).label, Period.parse(last["period"]).label
        return _("Last not on time: {period} ({state})", period=period, state=state)
    worst = faulty.sort_values(["share", "discipline"], kind="stable").iloc[0]
    counts = worst[[ReportState.LATE.value, ReportState.MISSING.value]]
    parts = [_counted(ReportState(state), counts) for state in counts.index if counts[state]]
    return _(
        "{good} of {total} units always on time; most often not: {unit} ({parts})",
        good=len(due) - len(faulty),
        total=len(due),
        unit=worst["label"],
        parts=listed(parts),
    )


def periods_shown(shown: int, total: int) -> str:
    """What a drawing of the newest periods leaves out; "" = nothing."""
    if shown >= total:
        return ""
    return _(
        "Drawn: the newest {shown} of {total} periods; choose an earlier period above to see those before it.",
        shown=shown,
        total=total,
    )


def found_title(found: pd.DataFrame) -> str:
    """The title over the counts by period. found: as ``found_by_period`` gives it."""
    files = int(found["files"].sum())
    if files == 0:
        return _("No report has come yet, so nothing was checked")
    return _(
        "{clean} of {files} files without a remark; questions open: {questions}, notices: {notices}",
        clean=int(found["clean"].sum()),
        files=files,
        questions=int(found["questions"].sum()),
        notices=int(found["notices"].sum()),
    )


def _counted(state: ReportState, counts: "pd.Series[Any]") -> str:
    return _("{state} {count}", state=state.word, count=counts[state])
