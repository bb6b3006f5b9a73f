"""The past of each headline figure, one value a period up to this one, for the small lines in the cards."""

from dataclasses import dataclass

import pandas as pd

from domain.light import Light
from services.briefing import Briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Values in time order, the last is this period's; completion in percent, gap in points, the rest counts."""

    completion: tuple[float, ...]
    gap: tuple[float, ...]
    critical: tuple[float, ...]
    slipping: tuple[float, ...]
    reported: tuple[float, ...]
    needs: tuple[float, ...]


def past(briefing: Briefing) -> Past:
    """The headline figures of every period up to this one; a period without data is left out of its line."""
    known = briefing.curve.dropna(subset="actual")
    history, nodes, reports = briefing.history, briefing.milestone_history, briefing.reports
    came = reports["state"].isin(["on_time", "late"])
    projects = nodes["project_id"].isin(briefing.projects["project_id"])
    late = nodes["slip_days"].gt(0) & ~nodes["reached"] & projects
    slipping = (
        nodes.loc[late].groupby("period")["project_id"].nunique().reindex(briefing.periods, fill_value=0)
    )
    asked = history["need"].ne("") & ~history["carried"]
    return Past(
        completion=tuple(known["actual"] * 100),
        gap=tuple((known["actual"] - known["planned"]) * 100),
        critical=_by_period(briefing, history["light"].eq(Light.CRITICAL), history["period"]),
        slipping=tuple(float(count) for count in slipping),
        reported=_by_period(briefing, came, reports["period"]),
        needs=_by_period(briefing, asked, history["period"]),
    )


def _by_period(briefing: Briefing, marks: pd.Series, periods: pd.Series) -> tuple[float, ...]:
    counts = marks.groupby(periods).sum().reindex(briefing.periods, fill_value=0)
    return tuple(float(count) for count in counts)
