"""Slide: where we stand, completion against schedule, the five dimensions."""

import pandas as pd

from domain import figures
from domain.dimension import Dimension
from locales import _
from services.briefing import Briefing
from services.findings import overview
from services.slides.model import Bar, Bars, Figure, Figures, Slide


def slide(briefing: Briefing) -> Slide:
    """The district's figures, and a bar a dimension, largest lag on top."""
    return Slide(
        key="standing",
        name=_("Where we stand"),
        finding=overview.district(briefing),
        blocks=(_figures(briefing), _bars(briefing)),
        footnote=_(
            "Bar: done. Black tick: schedule. Hollow dot: last period. Right: points ahead or behind."
        ),
        sources=(
            _("Completion: tasks weighted, a task that was checked counts as verified; each task once."),
        ),
    )


def _figures(briefing: Briefing) -> Figures:
    now, before = briefing.headline, briefing.previous_headline
    moved = "" if before is None else _moved(now.completion, before.completion)
    return Figures(
        items=(
            Figure(value=figures.percent(now.completion), label=_("Completion"), note=moved),
            Figure(value=figures.percent(now.schedule), label=_("Schedule")),
            Figure(
                value=str(now.critical_tasks),
                label=_("Tasks far behind"),
                note=_("of {count}", count=now.task_count),
            ),
            Figure(
                value=str(now.slipping_projects),
                label=_("Projects slipping"),
                note=_("of {count}", count=len(briefing.projects)),
            ),
            Figure(
                value=f"{now.reported_units}/{now.expected_units}",
                label=_("Units reported"),
            ),
        )
    )


def _moved(now: float | None, before: float | None) -> str:
    if now is None or before is None:
        return ""
    return _("{points} pts since last period", points=figures.points((now - before) * 100))


def _bars(briefing: Briefing) -> Bars:
    rows = briefing.dimensions.sort_values("gap", kind="stable", na_position="last")
    return Bars(
        rows=tuple(
            Bar(
                label=Dimension(row["dimension"]).word,
                value=known(row["completion"]),
                text=figures.percent(row["completion"]),
                more=figures.points(row["gap"]),
                mark=known(row["schedule"]),
                before=known(row["previous_completion"]),
            )
            for row in rows.to_dict("records")
        ),
        top=1.0,
        value_name=_("Completion"),
        mark_name=_("Schedule"),
        before_name=_("Last period"),
    )


def known(value: float) -> float | None:
    """The number, None where it is missing."""
    return None if pd.isna(value) else float(value)
