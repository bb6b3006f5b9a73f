"""Where the items of a statement come from: file, sheet and cell of a unit's report or of an oversight workbook."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from services.briefing import Briefing

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file and the cell in it (``任务进展!F12``, "" = the whole file).

    unit_id, period: whose report of which period it is; both "" = a workbook of the office.
    """

    file_name: str
    place: str
    unit_id: str = ""
    period: str = ""

    @property
    def words(self) -> str:
        """File and cell as they are printed."""
        return " · ".join(part for part in (self.file_name, self.place) if part)


_Found = Iterator[tuple[_Key, Source]]


def loss_sources(briefing: Briefing, losses: pd.DataFrame) -> list[tuple[Source, ...]]:
    """For each row of frame ``losses`` the cells it rests on; () = there is none: nothing was handed in.

    The Briefing must not be narrowed: a joint task stands in its lead's report.
    """
    found: dict[_Key, list[Source]] = defaultdict(list)
    for kind in dict.fromkeys(losses["kind"]):
        for key, source in _SOURCES[kind](briefing):
            if source.words:
                found[kind, *key].append(source)
    return [tuple(found.get(key, ())) for key in _keys(losses)]


def _keys(losses: pd.DataFrame) -> Iterator[_Key]:
    """What an item is known by: tasks and milestones by their code, what can be said twice by unit and cell too."""
    columns = (losses[name].tolist() for name in ("kind", "unit_id", "item_id", "period", "place"))
    for kind, unit_id, item_id, period, place in zip(*columns, strict=True):
        yield {
            "task": (kind, item_id),
            "milestone": (kind, item_id),
            "problem": (kind, unit_id, item_id, place),
            "inspection": (kind, unit_id, item_id, period, place),
        }.get(kind, (kind, unit_id, item_id))


def _tasks(briefing: Briefing) -> _Found:
    """The lead's report, and the check where a verified value counts in its place."""
    now, checks = briefing.period.code, briefing.inspections
    columns = ("task_id", "file_name", "place", "lead_unit", "carried_from")
    for task_id, file_name, place, lead, carried_from in _rows(briefing.tasks, columns):
        yield (task_id,), _reported(file_name, place, lead, carried_from or now)
    verified = checks.loc[checks["is_lead"] & (checks["period"] == now)]
    for task_id, file_name, place in _rows(verified, ("task_id", "file_name", "place")):
        yield (task_id,), Source(file_name=file_name, place=place)


def _milestones(briefing: Briefing) -> _Found:
    reports = briefing.reports.dropna(subset="submission_id")
    periods = dict(zip(reports["submission_id"], reports["period"], strict=True))
    known = briefing.milestones.dropna(subset="submission_id")
    columns = ("milestone_id", "file_name", "place", "lead_unit", "submission_id")
    for milestone_id, file_name, place, lead, submission_id in _rows(known, columns):
        period = periods.get(submission_id, briefing.period.code)
        yield (milestone_id,), _reported(file_name, place, lead, period)


def _reports(briefing: Briefing) -> _Found:
    for unit_id, period, file_name in _rows(briefing.reports, ("unit_id", "period", "file_name")):
        yield (unit_id, period), _reported(file_name, "", unit_id, period)


def _problems(briefing: Briefing) -> _Found:
    columns = ("unit_id", "problem_id", "place", "file_name", "period")
    for unit_id, problem_id, place, file_name, period in _rows(briefing.issues, columns):
        yield (unit_id, problem_id, place), _reported(file_name, place, unit_id, period)


def _ratings(briefing: Briefing) -> _Found:
    """Every row of votes of the year so far, the newest first."""
    columns = ("unit_id", "voters", "file_name", "place")
    for unit_id, voters, file_name, place in _rows(briefing.ratings.iloc[::-1], columns):
        yield (unit_id, voters), Source(file_name=file_name, place=place)


def _inspections(briefing: Briefing) -> _Found:
    columns = ("unit_id", "task_id", "period", "place", "file_name")
    for unit_id, task_id, period, place, file_name in _rows(briefing.inspections, columns):
        yield (unit_id, task_id, period, place), Source(file_name=file_name, place=place)


def _rows(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*(frame[name].tolist() for name in columns), strict=True)


def _reported(file_name: str, place: str, unit_id: str, period: str) -> Source:
    """A cell of a unit's report; where it was never handed in, nothing."""
    is_there = isinstance(file_name, str) and file_name != ""
    return Source(
        file_name=file_name if is_there else "",
        place=place if is_there else "",
        unit_id=unit_id,
        period=period,
    )


_SOURCES: Mapping[str, Callable[[Briefing], _Found]] = {
    "task": _tasks,
    "milestone": _milestones,
    "report": _reports,
    "problem": _problems,
    "rating": _ratings,
    "inspection": _inspections,
}
