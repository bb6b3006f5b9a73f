"""Letters that a period's figures call for, less those that people have settled; each cites its rules and figures."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from domain.letters import Ground, LetterKind
from domain.light import Light
from metrics.letters import FIGURES, grounds, left_alone
from services.briefing import Briefing
from services.decision_ledger import content_and_need

_ORDER = (LetterKind.TALK, LetterKind.URGE, LetterKind.REMINDER, LetterKind.CIRCULAR)
_ONCE = frozenset(
    {Ground.MISSED, Ground.MISSED_AGAIN}
)  # a fact of its period, which no earlier letter covers


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One ground of a letter: the rule, and the figures it rests on as they stood; None = not of this rule.

    name: of the task or letter; due_on as ``2022-10-28``; periods: codes of those missed; completion, schedule [0–1].
    """

    ground: str
    item_id: str = ""
    name: str = ""
    light: str = ""
    due_on: str = ""
    completion: float | None = None
    schedule: float | None = None
    gap: float | None = None
    days_left: float | None = None
    count: float | None = None
    score: float | None = None
    previous_score: float | None = None
    claimed: float | None = None
    periods: tuple[str, ...] = ()

    @property
    def plain(self) -> dict[str, Any]:
        """As it is kept with the letter."""
        return asdict(self) | {"periods": list(self.periods)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A letter that might be issued; unit_id "" = a circular to all."""

    kind: LetterKind
    unit_id: str
    label: str
    period: str
    cited: tuple[Cited, ...]

    @property
    def key(self) -> str:
        """What it is known by in the store: one letter of a kind to a unit in a period."""
        return f"{self.kind.value}:{self.unit_id}:{self.period}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Proposals, gravest first; covered: grounds left out because an open letter speaks of them already."""

    proposals: tuple[Proposal, ...]
    covered: int


def proposed(briefing: Briefing, letters: pd.DataFrame, settled: Iterable[str]) -> Proposed:
    """What a period's figures call for.

    briefing: of the whole district. letters: ``letter_ledger.letters_on``, all. settled: keys of proposals that were
    issued or dismissed. A ground of which an open letter of the same kind speaks already is not brought up again.
    """
    met = grounds(
        tasks=briefing.tasks,
        history=briefing.history,
        reports=briefing.reports,
        units=briefing.units,
        unit_history=briefing.unit_history,
        rules=briefing.plan.rules,
        as_of=pd.Timestamp(briefing.as_of),
    )
    known = _open_grounds(letters)
    parts: dict[tuple[LetterKind, str], list[Cited]] = {}
    covered = 0
    for row in met.to_dict("records"):
        ground = Ground(row["ground"])
        if ground not in _ONCE and (ground.value, row["unit_id"], row["item_id"]) in known:
            covered += 1
            continue
        parts.setdefault((ground.kind, str(row["unit_id"])), []).append(_cited(briefing, row))
    labels = dict(zip(briefing.units["unit_id"], briefing.units["label"], strict=True))
    made = [
        Proposal(
            kind=kind,
            unit_id=unit,
            label=labels.get(unit, unit),
            period=briefing.period.code,
            cited=tuple(cited),
        )
        for (kind, unit), cited in parts.items()
    ]
    done = frozenset(settled)
    left = [one for one in (*made, *_circular(briefing, letters)) if one.key not in done]
    return Proposed(proposals=tuple(sorted(left, key=lambda one: _ORDER.index(one.kind))), covered=covered)


def idle(briefing: Briefing, letters: pd.DataFrame, decisions: pd.DataFrame) -> pd.DataFrame:
    """Red tasks that the office has left alone: rows of ``tasks`` with ``count`` [periods red], longest first.

    A letter issued, or a decision assigned, since the task turned red counts as action when it names the task.
    decisions: as stored, everybody's: ``content``, ``assigned_on``.
    """
    return left_alone(
        briefing.tasks, briefing.history, _acted(briefing, letters, decisions), briefing.plan.rules
    )


def _acted(briefing: Briefing, letters: pd.DataFrame, decisions: pd.DataFrame) -> frozenset[str]:
    """Codes of red tasks that a letter or a decision has named since they turned red."""
    named = [(one["item_id"], row["issued_on"]) for row in letters.to_dict("records") for one in row["cited"]]
    names = dict(zip(briefing.tasks["task_id"], briefing.tasks["name"], strict=True))
    for row in decisions.to_dict("records"):
        words, need = content_and_need(row["content"])
        spoken = {code for code, name in names.items() if code in words or (name and name in words)}
        named += [(code, row["assigned_on"]) for code in spoken | ({need.task_id} if need else set())]
    before = _before_red(briefing.history)
    return frozenset(code for code, day in named if code not in before or day > before[code])


def _before_red(history: pd.DataFrame) -> Mapping[str, pd.Timestamp]:
    """The end of the last period in which each task was not red; none for a task that always was."""
    calm = history.loc[history["light"] != Light.CRITICAL.value]
    last: pd.Series = calm.groupby("task_id")["as_of"].max()
    return {str(code): day for code, day in last.items()}


def _open_grounds(letters: pd.DataFrame) -> frozenset[tuple[str, str, str]]:
    rows = letters.loc[letters["is_open"]].to_dict("records")
    return frozenset((one["ground"], row["unit_id"], one["item_id"]) for row in rows for one in row["cited"])


def _cited(briefing: Briefing, row: Mapping[Any, Any]) -> Cited:
    tasks = briefing.tasks
    found = tasks.loc[tasks["task_id"] == row["item_id"]].to_dict("records")
    task: Mapping[Any, Any] = found[0] if found else {}
    gone = briefing.reports.loc[
        (briefing.reports["unit_id"] == row["unit_id"]) & (briefing.reports["state"] == "missing"), "period"
    ]
    return Cited(
        ground=row["ground"],
        item_id=row["item_id"],
        name=task.get("name", ""),
        light=row["light"],
        due_on="" if pd.isna(row["due_on"]) else f"{row['due_on']:%Y-%m-%d}",
        completion=_number(task.get("effective")),
        schedule=_number(task.get("schedule")),
        **{name: _number(row[name]) for name in FIGURES},
        periods=tuple(gone) if row["ground"] in _ONCE else (),
    )


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _circular(briefing: Briefing, letters: pd.DataFrame) -> Iterable[Proposal]:
    """A circular that collects what was issued of a period, once there is something to collect."""
    issued = letters.loc[
        (letters["period"] == briefing.period.code) & (letters["kind"] != LetterKind.CIRCULAR.value)
    ]
    if issued.empty:
        return
    cited = tuple(
        Cited(ground=Ground.COLLECTED.value, item_id=str(row["number"]), name=str(row["label"]))
        for row in issued.to_dict("records")
    )
    yield Proposal(kind=LetterKind.CIRCULAR, unit_id="", label="", period=briefing.period.code, cited=cited)
