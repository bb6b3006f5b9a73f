"""Letters as they stand on a day: where each is on its way to being closed, which are overdue; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from domain.letters import LetterKind, LetterState
from domain.plan import Plan
from services.decision_ledger import judged_on
from store.frames import DATA, DAY, FLAG, NUMBER, TEXT, WHOLE, typed_frame

_DATED = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?: (?P<words>.*))?", re.DOTALL)
STANDING_TYPES: Mapping[str, str] = {
    "letter_id": WHOLE,
    **dict.fromkeys(("number", "kind", "unit_id", "label", "period", "title", "text"), TEXT),
    "issued_on": DAY,
    "due_on": DAY,
    "issued_by": TEXT,
    "cited": DATA,
    "steps": DATA,
    "state": TEXT,
    "is_open": FLAG,
    "days_over": NUMBER,
    "closed_on": DAY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step as it is shown. on: the day it happened, as told; words: finding, answer or reason."""

    state: LetterState
    on: date
    words: str
    by: str


def dated(on: date, words: str) -> str:
    """Words with the day they are about in front, as a step keeps them."""
    return f"{on:%Y-%m-%d} {' '.join(words.split())}".strip()


def letters_on(
    letters: pd.DataFrame, steps: pd.DataFrame, labels: Mapping[str, str], day: date
) -> pd.DataFrame:
    """Letters judged on a day: open ones first and of those the most overdue, then the newest.

    letters, steps: as stored; labels: unit code → short name. ``cited``: tuple of dicts as ``Cited.plain``; ``steps``:
    tuple of Taken, oldest first; ``days_over`` [NaN = not overdue]. A circular has nothing to close and is never open.
    """
    taken = _by_letter(steps)
    rows = [
        _standing(row, taken.get(int(row["letter_id"]), ()), labels) for row in letters.to_dict("records")
    ]
    frame = typed_frame([tuple(row[name] for name in STANDING_TYPES) for row in rows], STANDING_TYPES)
    as_of = pd.Timestamp(day)
    over = frame["is_open"] & (frame["due_on"] < as_of)
    frame["days_over"] = (as_of - frame["due_on"]).dt.days.astype("float64").where(over)
    order = frame.assign(shut=~frame["is_open"], newest=-frame["letter_id"])
    order = order.sort_values(["shut", "days_over", "due_on", "newest"], ascending=[True, False, True, True])
    return order[list(STANDING_TYPES)].reset_index(drop=True)


def judged_letters_on(plan: Plan, letters: pd.DataFrame, *, as_of: date | None, today: date) -> date:
    """The day on which letters are judged: today while the plan's year runs, else the newest day they speak of.

    letters: ``letters_on`` of any day; as_of: the shown period's last day, which is spoken of too.
    """
    days = [*letters["issued_on"], *(pd.Timestamp(one.on) for steps in letters["steps"] for one in steps)]
    spoken = pd.DataFrame({"assigned_on": days, "done_on": pd.NaT}).astype("datetime64[us]")
    return judged_on(plan, spoken, as_of=as_of, today=today)


def settled_keys(steps: pd.DataFrame) -> frozenset[str]:
    """Keys of the proposals that were issued or dismissed."""
    return frozenset(steps["proposal"])


def of_unit(letters: pd.DataFrame, unit_id: str) -> pd.DataFrame:
    """Letters addressed to a unit, and those to all."""
    return letters.loc[letters["unit_id"].isin([unit_id, ""])].reset_index(drop=True)


def last_check(steps: tuple[Taken, ...]) -> Taken | None:
    """The newest check of a letter; None = none yet."""
    checks = [one for one in steps if one.state in (LetterState.CHECKED, LetterState.UNMET)]
    return checks[-1] if checks else None


def _by_letter(steps: pd.DataFrame) -> dict[int, tuple[Taken, ...]]:
    found: dict[int, tuple[Taken, ...]] = {}
    for row in steps.loc[steps["letter_id"].notna()].to_dict("records"):
        key = int(row["letter_id"])
        found[key] = (*found.get(key, ()), taken_of(row))
    return found


def taken_of(row: Mapping[Any, Any]) -> Taken:
    """A stored step as it is shown; without a day in its words it happened when it was written."""
    told = _DATED.fullmatch(row["reason"])
    on = date.fromisoformat(told["day"]) if told else row["at"].tz_convert("Asia/Shanghai").date()
    words = (told["words"] or "") if told else row["reason"]
    return Taken(state=LetterState(row["state"]), on=on, words=words, by=row["by"])


def _standing(row: Mapping[Any, Any], steps: tuple[Taken, ...], labels: Mapping[str, str]) -> dict[str, Any]:
    kept = row["grounds"]
    closed = [one for one in steps if one.state is LetterState.CLOSED]
    is_circular = row["kind"] == LetterKind.CIRCULAR.value
    return {
        **row,
        "label": labels.get(row["unit_id"], row["unit_id"]),
        "title": kept.get("title", ""),
        "issued_on": pd.Timestamp(kept["issued_on"]),
        "cited": tuple(kept.get("cited", ())),
        "steps": steps,
        "state": steps[-1].state.value if steps else LetterState.ISSUED.value,
        "is_open": not closed and not is_circular,
        "days_over": None,
        "closed_on": pd.Timestamp(closed[-1].on) if closed else pd.NaT,
    }
