"""The first line of a Briefing: the figures of one period for the whole selection."""

from dataclasses import dataclass

import pandas as pd

from domain.light import Light
from metrics.discipline import LATE, ON_TIME
from metrics.milestones import SLIPPING
from metrics.totals import totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The figures of the first line, for the whole selection; each with last period's value (None = no last period).

    completion, schedule [0–1]; gap [points]; honesty: weighted mean of reported − verified in the checks of the year
    so far [points]; counts are whole numbers; ``None`` = nothing to count.
    """

    completion: float | None
    schedule: float | None
    gap: float | None
    critical_tasks: int
    behind_tasks: int
    done_tasks: int
    task_count: int
    slipping_projects: int
    worst_slip_days: int
    worst_slip_project: str
    reported_units: int
    expected_units: int
    need_count: int
    honesty: float | None
    inspected_tasks: int
    flagged_tasks: int


def headline(
    history: pd.DataFrame,
    projects: pd.DataFrame,
    reports: pd.DataFrame,
    checks: pd.DataFrame,
    *,
    period: str,
    need_count: int,
) -> Headline:
    """Headline of one period.

    history: frame ``history`` with ``pull`` [how much a task counts]; projects: ``name``, ``state``,
    ``worst_slip_days`` as they stood then; reports: frame ``reports``; checks: frame ``inspections``.
    """
    rows = history.loc[history["period"] == period]
    sums = totals(rows, ["period"]).reindex([period])
    lights = rows["light"].value_counts()
    slipping = projects.loc[projects["state"] == SLIPPING].nlargest(1, "worst_slip_days")
    looked = checks.loc[checks["is_lead"] & checks["claimed"].notna() & (checks["period"] <= period)]
    weight = looked["weight"].sum()
    states = reports.loc[reports["period"] == period, "state"]
    return Headline(
        completion=_known(sums["completion"].iloc[0]),
        schedule=_known(sums["schedule"].iloc[0]),
        gap=_known(sums["gap"].iloc[0]),
        critical_tasks=int(lights.get(Light.CRITICAL.value, 0)),
        behind_tasks=int(lights.get(Light.BEHIND.value, 0)),
        done_tasks=int(lights.get(Light.DONE.value, 0)),
        task_count=len(rows),
        slipping_projects=int((projects["state"] == SLIPPING).sum()),
        worst_slip_days=int(slipping["worst_slip_days"].max()) if len(slipping) else 0,
        worst_slip_project=str(slipping["name"].iloc[0]) if len(slipping) else "",
        reported_units=int(states.isin([ON_TIME, LATE]).sum()),
        expected_units=len(states),
        need_count=need_count,
        honesty=float((looked["claimed"] * looked["weight"]).sum() / weight) if weight > 0 else None,
        inspected_tasks=len(looked),
        flagged_tasks=int(looked["flagged"].sum()),
    )


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
