"""A row of 任务进展 against last period's line: fell, jumped or copied; and a forecast that is over already."""

from datetime import date

from domain.period import Period
from domain.plan import Kind
from loaders.context import Context
from loaders.findings import Findings
from loaders.problems import CARRY, confirm
from loaders.task_row import Row, completed
from loaders.text import folded, number_text


def compare_with_last(row: Row, context: Context, findings: Findings) -> None:
    """Fell, jumped, or copied unchanged since the last accepted report."""
    before, values = row.before, row.record.values
    if before is None or context.plan is None:
        return
    name = "actual" if row.task.kind is Kind.QUANTITATIVE else "reported"
    last = completed(row.task, before.reported, before.actual)
    now = completed(row.task, values.get("reported"), values.get("actual"))
    if last is not None and now is not None:
        code = _move(now - last, context.plan.rules.jump_points)
        if code:
            stated = values[name]
            chosen = findings.add(
                code, **row.record.spot(name), before=_percent(last), now=_percent(now),
                points=number_text(round(abs(now - last) * 100, 1)),
                options=(confirm(stated if isinstance(stated, float) else None), CARRY),
            )  # fmt: skip
            values[name] = chosen.value if chosen else None
    note = values.get("note")
    done = now is not None and now >= 1
    if isinstance(note, str) and len(note) >= 4 and not done and folded(note) == folded(before.note):
        findings.add("note_copied", **row.record.spot("note"))


def _move(change: float, jump_points: float) -> str:
    if change < -1e-9:
        return "fell"
    return "jumped" if change * 100 > jump_points + 1e-9 else ""


def _percent(rate: float) -> str:
    return f"{number_text(round(rate * 100, 1))}%"


def check_forecast(row: Row, period: Period | None, findings: Findings) -> None:
    """An unfinished task cannot be expected to have finished before the period began."""
    forecast = row.record.values.get("forecast_finish")
    if period is None or not isinstance(forecast, date) or forecast >= period.starts_on:
        return
    now = completed(row.task, row.record.values.get("reported"), row.record.values.get("actual"))
    if now is None or now < 1:
        findings.add("forecast_past", **row.record.spot("forecast_finish"), day=forecast.isoformat())
