"""In which order the files of a folder are stored: plans first, then reports as they were handed in, then oversight."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from domain.plan import Plan
from loaders.check import Checked, check
from loaders.context import Context
from services.folder import SKIPPED, is_document, read_bounded

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file and what it says of itself; kind as the checker's, or ``skipped`` for what is no document."""

    path: Path
    kind: str
    unit_id: str | None = None
    period: str | None = None
    filled_on: date | None = None
    first_deadline: datetime = _NEVER
    plan: Plan | None = None

    @property
    def order(self) -> tuple[object, ...]:
        """Plans by their first deadline, reports by period and day, oversight by period; what is none comes first."""
        if self.kind == "plan":
            return (1, self.first_deadline, self.path.name)
        if self.kind == "progress":
            return (2, self.period or "", self.filled_on or date.max, self.path.name)
        if self.kind == "oversight":
            return (3, self.period or "", date.max, self.path.name)
        return (0, str(self.path))


def look_into(paths: Iterable[Path], plan: Plan | None, tell: Callable[[int], None]) -> list[Found]:
    """Look into every file once and return them in the order to be stored.

    A unit is known by its name only with a plan: a stored one, or one met on the way. What was looked into
    before that is looked into once more. tell gets the number of files done.
    """
    found: list[Found] = []
    for done, path in enumerate(sorted(paths, key=_likely_plans_first), start=1):
        found.append(_look(path, plan))
        plan = found[-1].plan or plan
        tell(done)
    known = [_look(one.path, plan) if plan and _is_nameless(one) else one for one in found]
    return sorted(known, key=lambda one: one.order)


def _likely_plans_first(path: Path) -> tuple[int, str]:
    """A plan mostly stands above the folders of its reports; a guess that only saves time."""
    return (len(path.parts), str(path))


def _is_nameless(one: Found) -> bool:
    return one.kind == "progress" and one.unit_id is None


def _look(path: Path, plan: Plan | None) -> Found:
    if not is_document(path):
        return Found(path=path, kind=SKIPPED)
    try:
        content = read_bounded(path)
    except OSError:
        return Found(path=path, kind="")  # said when it is to be stored
    return _found(path, check(content, path.name, Context(plan=plan)))


def _found(path: Path, checked: Checked) -> Found:
    windows = checked.plan.windows if checked.plan is not None else ()
    return Found(
        path=path,
        kind=checked.kind,
        unit_id=checked.unit_id,
        period=checked.period,
        filled_on=checked.report.filled_on if checked.report is not None else None,
        first_deadline=min((window.due_at for window in windows), default=_NEVER),
        plan=checked.plan,
    )
