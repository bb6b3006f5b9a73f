"""Decisions of meetings as they stand on a day, and the needs of units that they answer; pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from domain.plan import Plan
from locales import _
from services.frames import shaped

_MARK = re.compile(r"\s*\[(?P<task>[^\[\]·]+) · (?P<unit>[^\[\]·]+) · (?P<period>[^\[\]·]+)\]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Which need a decision came from: asked by whom, of which task, in which period's report."""

    task_id: str
    unit_id: str
    period: str

    @property
    def mark(self) -> str:
        """How it stands at the end of a decision's content, on pages and in workbooks alike."""
        return f"[{self.task_id} · {self.unit_id} · {self.period}]"


def content_and_need(content: str) -> tuple[str, Need | None]:
    """A decision's words without the mark of the need it answers, and that need."""
    found = _MARK.search(content)
    if found is None:
        return content, None
    need = Need(task_id=found["task"], unit_id=found["unit"], period=found["period"])
    return content[: found.start()].rstrip(), need


def decisions_on(decisions: pd.DataFrame, labels: Mapping[str, str], day: date) -> pd.DataFrame:
    """Frame ``decisions`` of a Briefing, judged on a day: assigned up to it, open and most overdue first.

    decisions: as stored; labels: unit code → short name. ``state``: done, done_late, overdue, open; what was done
    after the day is still open on it. A decision without a due date is never overdue.
    """
    as_of = pd.Timestamp(day)
    rows = decisions.loc[decisions["assigned_on"] <= as_of].reset_index(drop=True)
    done = rows["done_on"].notna() & (rows["done_on"] <= as_of)
    late = rows["done_on"] > rows["due_on"]
    over = ~done & (rows["due_on"] < as_of)
    state = pd.Series("open", index=rows.index, dtype="str")
    state = state.mask(over, "overdue").mask(done, "done").mask(done & late, "done_late")
    named = rows["units"].map(lambda codes: _(", ").join(labels.get(code, code) for code in codes))
    rows = rows.assign(
        state=state,
        is_open=~done,
        units=rows["units"].map(tuple),
        labels=named,
        days_over=(as_of - rows["due_on"]).dt.days.astype("float64").where(over),
    )
    order = rows.assign(shut=~rows["is_open"]).sort_values(
        ["shut", "due_on", "assigned_on"], kind="stable", ignore_index=True
    )
    return shaped("decisions", order)


def judged_on(plan: Plan, decisions: pd.DataFrame, *, as_of: date | None, today: date) -> date:
    """The day on which the newest decisions are judged: today while the plan's year runs.

    Before and after it, as with imported history: the newest of as_of [the shown period's last day] and the days
    on which something was decided or done.
    """
    if any(window.starts_on <= today <= window.ends_on for window in plan.windows):
        return today
    spoken = pd.concat([decisions["assigned_on"], decisions["done_on"]]).dropna()
    days = [one.date() for one in spoken] + ([as_of] if as_of is not None else [])
    return max((one for one in days if one <= today), default=today)


def of_units(decisions: pd.DataFrame, units: frozenset[str]) -> pd.DataFrame:
    """The decisions that name one of these units."""
    chosen = [bool(units & set(codes)) for codes in decisions["units"]]
    return decisions.loc[pd.Series(chosen, index=decisions.index, dtype="bool")].reset_index(drop=True)


def needs_answered(needs: pd.DataFrame, decisions: pd.DataFrame, period: str) -> pd.DataFrame:
    """Needs of a period with ``decision`` [position in decisions of the one that answers it, −1 = none yet].

    A decision answers a need when it names its task and unit, and either its period or the same words.
    """
    named = [content_and_need(text) for text in decisions["content"]]
    answers = []
    for row in needs.to_dict("records"):
        asked = _squeezed(row["need"])
        places = [
            place
            for place, (words, need) in enumerate(named)
            if need is not None
            and (need.task_id, need.unit_id) == (row["task_id"], row["unit_id"])
            and (need.period == period or asked in _squeezed(words))
        ]
        answers.append(places[0] if places else -1)
    return needs.assign(decision=pd.Series(answers, index=needs.index, dtype="int64"))


def _squeezed(text: str) -> str:
    return "".join(text.split())
