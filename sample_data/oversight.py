"""Nine months of oversight of the invented district: what checks found, what voters said, what was promised and decided."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from domain.oversight import Decision, Inspection, Oversight, Promise, Rating
from domain.plan import Task, Unit
from domain.unit_group import UnitGroup
from sample_data import oversight_words as words
from sample_data.district import YEAR, plan
from sample_data.pace import MONTHS, month_end, task_path
from sample_data.profiles import PROFILES

INFLATED = {"S02": 0.28, "C05": 0.14}  # whose reports do not hold up, and by how much of the whole
MODEST = {"D11": -0.05, "S05": -0.03}
_NEVER_IN_SPRING = "C03"  # the unit that one quarter's checks left out


def oversight(month: int, seed: int) -> Oversight:
    """Everything the office wrote down in a month, as it would fill in its workbook."""
    return Oversight(
        period=f"{YEAR}-{month:02d}",
        inspections=tuple(_inspections(month, seed)),
        ratings=tuple(_ratings(month, seed)),
        promises=tuple(_promises(month, seed)),
        adjustments=tuple(row for row in words.ADJUSTMENTS if row.happened_on.month == month),
        examples=tuple(row for row in words.EXAMPLES if row.happened_on.month == month),
        decisions=tuple(_decisions(month)),
    )


def _inspections(month: int, seed: int) -> Iterator[Inspection]:
    """A third of the units each month, so that a quarter covers (nearly) all; the inflated ones oftener."""
    chance = random.Random(f"{seed}:checks:{month}")
    units = [unit for number, unit in enumerate(plan().units) if number % 3 == month % 3]
    units += [unit for unit in plan().units if unit.unit_id in INFLATED and unit not in units and month % 2]
    if month in (4, 5, 6):
        units = [unit for unit in units if unit.unit_id != _NEVER_IN_SPRING]
    for unit in units:
        tasks = [
            task for task in plan().tasks if task.lead_unit == unit.unit_id and _begun(task, month, seed)
        ]
        for task in sorted(
            chance.sample(tasks, min(len(tasks), 1 + chance.randint(0, 1))), key=lambda t: t.task_id
        ):
            yield _inspection(chance, unit, task, month, seed)


def _begun(task: Task, month: int, seed: int) -> bool:
    path = task_path(task, seed)
    return month in path and path[month].rate > 0.05 and task.target != task.base


def _inspection(chance: random.Random, unit: Unit, task: Task, month: int, seed: int) -> Inspection:
    rate = min(1.0, task_path(task, seed)[month].rate)
    off = INFLATED.get(unit.unit_id, MODEST.get(unit.unit_id, 0.0))
    found = rate - off * chance.uniform(0.7, 1.2) - chance.choice((0, 0, 0, 0.01, 0.02))
    verified = round(min(1.0, max(0.0, found)), 2)
    gap = rate - verified
    kind = "short" if gap > 0.1 else "slight" if gap > 0.005 else "modest" if gap < -0.005 else "true"
    finding, evidence = chance.choice([line for line in words.FINDINGS if line[0] == kind])[1:]
    return Inspection(
        inspected_on=date(YEAR, month, chance.randint(8, 27)),
        method="unannounced" if chance.random() < 0.4 or unit.unit_id in INFLATED else "regular",
        unit_id=unit.unit_id,
        task_id=task.task_id,
        verified=verified,
        finding=finding,
        evidence=evidence,
        field=words.FIELD_OF.get(task.task_id, ""),
    )


def _ratings(month: int, seed: int) -> Iterator[Rating]:
    """Enterprises rate departments and companies, the public rates streets and counters; some with few votes."""
    for unit in plan().units:
        chance = random.Random(f"{seed}:votes:{unit.unit_id}:{month}")
        for voters, size in _electorate(unit):
            count = max(0, round(chance.gauss(size, size / 4)))
            if count:
                yield _rating(chance, unit, voters, count, month)


def _electorate(unit: Unit) -> tuple[tuple[str, float], ...]:
    if unit.unit_id in ("D01", "D03"):
        return (("enterprise", 1.2),)  # hardly anyone deals with them: too few to be scored for months
    if unit.group is UnitGroup.STREET:
        return (("enterprise", 9), ("public", 48))
    if unit.group is UnitGroup.COMPANY:
        return (("enterprise", 26),)
    return (("enterprise", 34), ("public", 90 if unit.unit_id in ("D08", "D12", "D13") else 14))


def _rating(chance: random.Random, unit: Unit, voters: str, count: int, month: int) -> Rating:
    profile = PROFILES[unit.unit_id]
    liked = 0.45 + 0.4 * profile.solves + 0.06 * (profile.pace_at(month) - 0.9)
    liked -= 0.16 if unit.unit_id in INFLATED else 0.0
    weights = (
        liked**2,
        liked * 0.55,
        0.22,
        0.24 * (1 - profile.solves) + 0.02,
        0.10 * (1 - profile.solves) + 0.005,
    )
    votes = [0, 0, 0, 0, 0]
    for grade in chance.choices(range(5), weights, k=count):
        votes[grade] += 1
    return Rating(
        period=f"{YEAR}-{month:02d}",
        unit_id=unit.unit_id,
        voters=voters,
        very_satisfied=votes[0],
        satisfied=votes[1],
        fairly_satisfied=votes[2],
        dissatisfied=votes[3],
        very_dissatisfied=votes[4],
        sample=count + chance.randint(0, max(2, count // 5)),
        measures=chance.choice(words.MEASURES) if votes[3] + votes[4] else "",
    )


def _promises(month: int, seed: int) -> Iterator[Promise]:
    """Promised cuts and what was paid so far; days and hours before and now; the six cost lines."""
    chance = random.Random(f"{seed}:promises:{month}")
    gone = month / 12
    for item, promised, pace, measure in words.CUTS:
        kept = round(promised * min(1.0, gone * pace * chance.uniform(0.97, 1.03)), 0)
        yield Promise(period=f"{YEAR}-{month:02d}", item=item, promised=promised, kept=kept, measure=measure)
    for item, base, last, measure in words.SPEEDS:
        current = round(base + (last - base) * min(1.0, month / 9) * chance.uniform(0.94, 1.03), 1)
        yield Promise(period=f"{YEAR}-{month:02d}", item=item, base=base, current=current, measure=measure)


def _decisions(month: int) -> Iterator[Decision]:
    """What this month's meeting decided, and what was finished in it of earlier meetings."""
    for held, meeting, content, units, days, taken, result in words.DECISIONS:
        assigned_on, due_on = date(YEAR, *held), date(YEAR, *held) + timedelta(days=days)
        done_on = assigned_on + timedelta(days=taken) if taken else None
        base = Decision(assigned_on=assigned_on, meeting=meeting, content=content, units=units, due_on=due_on)
        if done_on is not None and done_on.month == month and done_on <= month_end(max(MONTHS)):
            yield Decision(
                assigned_on=assigned_on, meeting=meeting, content=content, units=units, due_on=due_on,
                done_on=done_on, result=result,
            )  # fmt: skip
        elif assigned_on.month == month:
            yield base
