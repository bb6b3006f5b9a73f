"""Checking files without storing them: what ``manage.py check`` does."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from domain.plan import Plan
from loaders.check import Checked, check
from loaders.context import Context
from loaders.problems import Problem
from services.folder import files_below, read_bounded


class NoPlan(Exception):  # noqa: N818 - it is an answer to the caller, not a failure of ours
    """The file that was given as the plan is none; ``checked`` says why."""

    def __init__(self, checked: Checked) -> None:
        super().__init__(checked.file)
        self.checked = checked


def read_plan(path: Path) -> Plan:
    """The plan in a workbook; raises NoPlan where it holds none that can be used."""
    checked = _checked(path, Context())
    if checked.plan is None or checked.verdict not in ("accepted", "questions"):
        raise NoPlan(checked)
    return checked.plan


def check_files(paths: Iterable[Path], plan: Plan | None = None) -> Iterator[Checked]:
    """Check one file after the other, of a folder every file below it; never stops for a bad one.

    A file whose bytes came before in this run gets a notice that names the earlier one.
    """
    seen: dict[str, str] = {}
    for path in _files(paths):
        checked = _checked(path, Context(plan=plan))
        earlier = seen.setdefault(checked.sha256, str(path)) if checked.size else str(path)
        yield checked if earlier == str(path) else _with_notice(checked, earlier)


def _with_notice(checked: Checked, earlier: str) -> Checked:
    notice = Problem("same_file_twice", values={"other": earlier})
    return replace(checked, problems=(*checked.problems, notice))


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from files_below(path)
        else:
            yield path


def _checked(path: Path, context: Context) -> Checked:
    """What the checker finds; a file that can't be opened is unreadable."""
    try:
        content = read_bounded(path)
    except OSError as error:
        problem = Problem("cannot_open", values={"reason": error.strerror or str(error)})
        return _unreadable(path, problem)
    return replace(check(content, path.name, context), file=str(path))


def _unreadable(path: Path, problem: Problem) -> Checked:
    return Checked(
        file=str(path), sha256=sha256(b"").hexdigest(), size=0, verdict="unreadable", problems=(problem,)
    )
