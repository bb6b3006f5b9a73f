"""The row of headline figures: value, change since last period, and the small line of its past."""

import streamlit as st

from domain import figures
from locales import _
from panels import cards
from services.briefing import Briefing, Headline
from services.findings.past import past


def draw_headline(briefing: Briefing) -> None:
    """Completion, gap, tasks far behind, projects that slip, units that reported, reports against checks.

    Where nobody has checked yet, the matters to coordinate stand last.
    """
    now, before, line = briefing.headline, briefing.previous_headline, past(briefing)
    with st.grid(6, min_column_width=170, key="headline"):
        cards.figure(
            _("Completion"),
            figures.percent(now.completion),
            delta=_shift(now.completion, before.completion if before else None, 100),
            trend=line.completion,
        )
        cards.figure(
            _("Gap to schedule"),
            _("{points} pts", points=figures.points(now.gap)) if now.gap is not None else figures.NONE,
            delta=_shift(now.gap, before.gap if before else None),
            trend=line.gap,
        )
        _count(_("Tasks far behind"), "critical_tasks", briefing, line.critical, f"/{now.task_count}")
        _count(
            _("Projects slipping"), "slipping_projects", briefing, line.slipping, f"/{len(briefing.projects)}"
        )
        _count(
            _("Units reported"),
            "reported_units",
            briefing,
            line.reported,
            f"/{now.expected_units}",
            better=True,
        )
        if now.honesty is None:
            _count(_("Matters to coordinate"), "need_count", briefing, line.needs, "")
        else:
            _honesty(now.honesty, before.honesty if before else None, now)


def _honesty(gap: float, before: float | None, now: Headline) -> None:
    """How far the reports lay above what checks found, in the year so far."""
    cards.figure(
        _("Reported above verified"),
        _("{points} pts", points=figures.points(gap)),
        delta=_shift(gap, before),
        more_is_better=False,
        note=_(
            "{count} checks of the year so far; in {flagged} of them report and finding differ by more than a tenth",
            count=now.inspected_tasks,
            flagged=now.flagged_tasks,
        ),
    )


def _count(
    label: str, name: str, briefing: Briefing, trend: tuple[float, ...], total: str, *, better: bool = False
) -> None:
    now = _number(briefing.headline, name)
    before = _number(briefing.previous_headline, name) if briefing.previous_headline else None
    delta = None if before is None else figures.change(now - before)
    cards.figure(
        label, f"{now}{total and f':small[{total}]'}", delta=delta, more_is_better=better, trend=trend
    )


def _number(headline: Headline, name: str) -> int:
    value: int = getattr(headline, name)
    return value


def _shift(now: float | None, before: float | None, scale: float = 1) -> str | None:
    return None if now is None or before is None else figures.points((now - before) * scale)
