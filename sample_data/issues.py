"""The year of the 问题台账: what enterprises and the public raised with each unit, and when it was solved."""

import random
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from domain.plan import Unit
from domain.report import IssueLine
from domain.unit_group import UnitGroup
from sample_data.district import YEAR, rows
from sample_data.pace import month_end
from sample_data.profiles import PROFILES
from sample_data.words import said

SOURCES = ("企业", "群众", "12345", "督查")
_FOR_STREETS = frozenset(("群众办事", "其他", "用工", "企业开办"))
_NOT_FOR_COMPANIES = frozenset(("群众办事", "企业开办"))


def issue_lines(unit: Unit, month: int, seed: int) -> tuple[IssueLine, ...]:
    """The lines a unit shows in a month: raised by its end and not already closed before it began."""
    begins, ends = date(YEAR, month, 1), month_end(month)
    lines = []
    for issue in _year(unit, seed):
        raised_in_time = issue.raised_on is not None and issue.raised_on <= ends
        if not raised_in_time or (issue.solved_on is not None and issue.solved_on < begins):
            continue
        still_open = issue.solved_on is None or issue.solved_on > ends
        lines.append(replace(issue, solved_on=None, result="", callback="") if still_open else issue)
    return tuple(lines)


@cache
def _year(unit: Unit, seed: int) -> tuple[IssueLine, ...]:
    chance = random.Random(f"{seed}:issues:{unit.unit_id}")
    count = chance.choice((4, 6, 7, 9, 12)) + 5 * (unit.unit_id in ("D08", "D04", "S03"))
    days = sorted(chance.randint(0, 262) for _ in range(count))
    return tuple(_issue(chance, unit, number, day) for number, day in enumerate(days, 1))


def _issue(chance: random.Random, unit: Unit, number: int, day: int) -> IssueLine:
    complaints = [row for row in rows("phrases") if row["kind"] == "complaint"]
    if unit.group is UnitGroup.STREET:
        complaints = [row for row in complaints if row["scope"] in _FOR_STREETS]
    if unit.group is UnitGroup.COMPANY:
        complaints = [row for row in complaints if row["scope"] not in _NOT_FOR_COMPANIES]
    complaint = chance.choice(complaints)
    raised_on = date(YEAR, 1, 5) + timedelta(days=day)
    promised_on = raised_on + timedelta(days=chance.choice((5, 7, 10, 15, 20)))
    prompt = chance.random() < PROFILES[unit.unit_id].solves
    solved_on = promised_on + timedelta(days=chance.randint(-4, 0) if prompt else chance.randint(4, 60))
    return IssueLine(
        problem_id=f"{unit.unit_id}-{number:03d}",
        source=chance.choice(SOURCES if complaint["scope"] == "其他" else SOURCES[:3]),
        raised_on=raised_on,
        category=complaint["scope"],
        description=complaint["text"],
        promised_on=promised_on,
        solved_on=solved_on,
        result=said(chance, "solved", "any"),
        callback=said(chance, "callback", "good" if prompt or chance.random() < 0.6 else "bad"),
    )
