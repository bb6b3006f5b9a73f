"""The words of the circular 通报: state of the whole, of each group, who lags by name, what is asked; from the Briefing."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from domain import figures
from domain.dimension import Dimension
from domain.light import Light
from domain.rules import Display
from domain.unit_group import UnitGroup
from locales import _
from reports.circular_faults import faults, numbered
from services.briefing import Briefing
from services.findings import overview
from services.findings import ranking as ranking_findings
from services.findings.listing import listed
from services.findings.standing import shown
from services.narrowing import narrowed

NAMED = 5  # so many are named in a sentence; the annexes have all


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the first level, and pairs of a heading of the second level ("" = none) and its text."""

    title: str
    parts: tuple[tuple[str, str], ...]


def sections(briefing: Briefing) -> tuple[Section, ...]:
    """The circular's text in order."""
    return (
        Section(_("I. The whole"), tuple(_whole(briefing))),
        Section(_("II. By kind of unit"), tuple(numbered(_groups(briefing)))),
        Section(_("III. What is wrong"), tuple(faults(briefing))),
        Section(_("IV. What is asked"), tuple(numbered(_demands(briefing)))),
    )


def _whole(briefing: Briefing) -> Iterator[tuple[str, str]]:
    now = briefing.headline
    lights = briefing.tasks["light"].value_counts()
    counted = [
        _("{light} {count}", light=light.word, count=lights[light.value])
        for light in Light
        if light.value in lights
    ]
    first = _(
        "{finding}. Of {tasks} tasks: {lights}. Of {projects} projects {slipping} slip. {reported} of {expected} units have reported this period.",
        finding=overview.district(briefing),
        tasks=now.task_count,
        lights=listed(counted, len(counted)),
        projects=len(briefing.projects),
        slipping=now.slipping_projects,
        reported=now.reported_units,
        expected=now.expected_units,
    )
    yield "", first + _checked(briefing)
    for row in overview.known_dimensions(briefing).to_dict("records"):
        yield (
            "",
            _(
                "{dimension}: {count} tasks, {completion} done, {standing}; far behind {critical}, behind {behind}.",
                dimension=Dimension(row["dimension"]).word,
                count=row["task_count"],
                completion=figures.percent(row["completion"]),
                standing=overview.standing(row["gap"]),
                critical=row["critical"],
                behind=row["behind"],
            ),
        )


def _checked(briefing: Briefing) -> str:
    now = briefing.headline
    if now.honesty is None:
        return ""
    return _(
        "Checks of the year so far: {count}; reported less verified is {points} points on average.",
        count=now.inspected_tasks,
        points=figures.points(now.honesty),
    )


def _groups(briefing: Briefing) -> Iterator[tuple[str, str]]:
    for group in UnitGroup:
        units = briefing.units.loc[briefing.units["group"] == group.value]
        if units.empty:
            continue
        own = narrowed(briefing, group=group.value, unit=None, dimension=None).headline
        text = _(
            "{count} units. {completion} done, {standing}; {critical} of {tasks} tasks far behind. {reported} of {count} have reported.",
            count=len(units),
            completion=figures.percent(own.completion),
            standing=overview.standing(own.gap),
            critical=own.critical_tasks,
            tasks=own.task_count,
            reported=own.reported_units,
        )
        yield group.word, text + _standing(briefing, units)


def _standing(briefing: Briefing, units: pd.DataFrame) -> str:
    """First and last by name where ranks are shown, how many in each band where bands are, else nothing."""
    display = briefing.plan.rules.display
    if display is Display.NONE:
        return ""
    if display is Display.BANDS:
        counts = ranking_findings.band_counts(units)
        return _("Bands: {counts}.", counts=counts) if counts else ""
    ranked = units.dropna(subset="rank").sort_values(["rank", "label"])
    if ranked.empty:
        return ""
    first, last = ranked["rank"].min(), ranked["rank"].max()
    if first == last:
        return ""
    return _(
        "First: {firsts}; last: {lasts}.",
        firsts=_scored(ranked.loc[ranked["rank"] == first]),
        lasts=_scored(ranked.loc[ranked["rank"] == last]),
    )


def _scored(units: pd.DataFrame) -> str:
    pairs = zip(units["label"], units["score"], strict=True)
    return listed([_("{unit} ({score})", unit=label, score=shown(score)) for label, score in pairs], NAMED)


def _demands(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """Each demand rests on a figure; one without a figure is not made."""
    now, due = briefing.headline, briefing.due_soon
    if now.critical_tasks:
        yield (
            _("Put right what is far behind"),
            _(
                "Lead units of the {count} tasks far behind name measures, person and day for each task{until}.",
                count=now.critical_tasks,
                until=_deadline(briefing),
            ),
        )
    if now.slipping_projects:
        yield (
            _("Hold the milestones"),
            _(
                "Lead units of the {count} slipping projects set a schedule to catch up, node by node, and report each node's forecast.",
                count=now.slipping_projects,
            ),
        )
    if len(due):
        yield (
            _("Watch what falls due"),
            _(
                "{count} tasks and milestones fall due within {days} days; see to them one by one.",
                count=len(due),
                days=briefing.plan.rules.due_soon_days,
            ),
        )
    yield (
        _("Report in time and truly"),
        _(
            "Reports are signed by the unit's head; what a check finds replaces what was reported, and what is reported too high costs points."
        ),
    )
    if now.need_count:
        yield (
            _("Coordinate"),
            _(
                "{count} matters that units ask to have coordinated are answered one by one and go on the list of decisions.",
                count=now.need_count,
            ),
        )


def _deadline(briefing: Briefing) -> str:
    """Until when the next report is due, where the plan has a next period."""
    later = [window for window in briefing.plan.windows if window.starts_on > briefing.as_of]
    if not later:
        return ""
    following = min(later, key=lambda window: window.starts_on)
    return _(", in the next report, due {moment}", moment=figures.moment(following.due_at))
