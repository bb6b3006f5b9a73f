"""A store far larger than the sample, to look at and to measure: ``python -m tools.big_store URL [--weeks 52]``.

60 units with long names, 40 tasks each, 60 projects, weekly periods, everything reported but what chance left out.
"""

import random
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from domain.dimension import Dimension
from domain.period import Period
from domain.plan import Kind, Milestone, Plan, Project, Task, Unit, Window
from domain.report import MilestoneLine, Report, TaskLine
from domain.unit_group import UnitGroup
from sample_data.district import plan as sample_plan
from store.audit import Entry
from store.engine import open_engine
from store.writes import Arrival, File, add_plan, add_submission

UNITS, TASKS_EACH, YEAR = 60, 40, 2022
MISSED = 0.04  # share of reports that never came


def big_plan() -> Plan:
    """The plan: names of the sample district, two joined to one so that they are long."""
    units = tuple(_unit(number) for number in range(UNITS))
    tasks = tuple(task for unit in units for task in _tasks(unit))
    projects = tuple(_project(number, unit) for number, unit in enumerate(units))
    milestones = tuple(node for project in projects for node in _milestones(project))
    windows = tuple(_window(week) for week in range(1, 53))
    return Plan(units=units, tasks=tasks, projects=projects, milestones=milestones, windows=windows)


def _unit(number: int) -> Unit:
    sample = sample_plan().units
    first, second = sample[number % len(sample)], sample[(number * 7 + 5) % len(sample)]
    name = f"{first.name}{second.name}"
    group = list(UnitGroup)[number % 3]
    short = f"{first.label}{second.label}{number + 1:02d}"
    return Unit(unit_id=f"U{number + 1:02d}", name=name, short_name=short, group=group, head=first.head)


def _tasks(unit: Unit) -> Iterator[Task]:
    sample = sample_plan().tasks
    for number in range(TASKS_EACH):
        like = sample[(int(unit.unit_id[1:]) * 11 + number) % len(sample)]
        yield Task(
            task_id=f"{unit.unit_id}-{number + 1:02d}",
            dimension=list(Dimension)[number % 5],
            name=like.name,
            lead_unit=unit.unit_id,
            start_on=date(YEAR, 1, 1),
            due_on=date(YEAR, 3, 31) + timedelta(days=7 * number),
            weight=like.weight,
            kind=Kind.QUALITATIVE,
            standard=like.standard,
        )


def _project(number: int, unit: Unit) -> Project:
    sample = sample_plan().projects
    like = sample[number % len(sample)]
    return replace(
        like, project_id=f"P{number + 1:02d}", name=f"{like.name}{unit.label}", lead_unit=unit.unit_id
    )


def _milestones(project: Project) -> Iterator[Milestone]:
    for number, like in enumerate(sample_plan().milestones[:4], 1):
        yield Milestone(
            milestone_id=f"{project.project_id}-{number}",
            project_id=project.project_id,
            name=like.name,
            baseline_finish=date(YEAR, 3 * number, 20),
        )


def _window(week: int) -> Window:
    period = Period.parse(f"{YEAR}-W{week:02d}")
    due_at = datetime.combine(period.ends_on, datetime.min.time(), UTC) + timedelta(days=2)
    return Window(period=period.code, starts_on=period.starts_on, ends_on=period.ends_on, due_at=due_at)


def reports(plan: Plan, weeks: int, seed: int = 1) -> Iterator[Report]:
    """A report of every unit and week but those that were missed."""
    chance = random.Random(seed)  # noqa: S311 - made-up data
    pace = {unit.unit_id: chance.uniform(0.65, 1.15) for unit in plan.units}
    luck = {task.task_id: chance.uniform(0.8, 1.15) for task in plan.tasks}
    slips = {node.milestone_id: chance.choice((0, 0, 0, 0.5, 1.5)) for node in plan.milestones}
    tasks = {
        unit.unit_id: [task for task in plan.tasks if task.lead_unit == unit.unit_id] for unit in plan.units
    }
    nodes = {
        unit.unit_id: [node for node in plan.milestones if plan.owner(node.project_id) == unit.unit_id]
        for unit in plan.units
    }
    for window in plan.windows[:weeks]:
        for unit in plan.units:
            if chance.random() < MISSED:
                continue
            speed = pace[unit.unit_id]
            yield Report(
                unit_id=unit.unit_id,
                period=window.period,
                filled_on=window.ends_on,
                tasks=tuple(
                    _line(task, window.ends_on, speed * luck[task.task_id], chance, row)
                    for row, task in enumerate(tasks[unit.unit_id], 6)
                ),
                milestones=tuple(
                    _node_line(node, window, slips[node.milestone_id], row)
                    for row, node in enumerate(nodes[unit.unit_id], 4)
                ),
            )


def _line(task: Task, on: date, speed: float, chance: random.Random, row: int) -> TaskLine:
    assert task.due_on is not None  # noqa: S101 - _tasks gives every task a date
    due = (on - task.start_on).days / (task.due_on - task.start_on).days
    need = task.standard if chance.random() < 0.004 else ""
    return TaskLine(
        task_id=task.task_id, reported=round(min(1.0, due * speed), 2), note=task.name, need=need, row=row
    )


def _node_line(node: Milestone, window: Window, slip: float, row: int) -> MilestoneLine:
    finish = node.baseline_finish + timedelta(days=int(slip * int(window.period[-2:])))
    if finish <= window.ends_on:
        return MilestoneLine(milestone_id=node.milestone_id, actual_finish=finish, row=row)
    return MilestoneLine(milestone_id=node.milestone_id, forecast_finish=finish, row=row)


def fill(url: str, *, weeks: int) -> None:
    """Fill the empty store at this address with the plan and the reports of so many weeks."""
    engine, plan = open_engine(url), big_plan()
    start = datetime(YEAR, 1, 1, tzinfo=UTC)
    add_plan(
        engine,
        plan,
        File(name="big.xlsx", content=b"big"),
        Arrival(received_at=start),
        valid_from="",
        entry=_entry(start),
    )
    for report in reports(plan, weeks):
        name = f"{report.unit_id}-{report.period}.xlsx"
        received_at = datetime.combine(report.filled_on or start.date(), datetime.min.time(), UTC)
        add_submission(
            engine,
            report,
            File(name=name, content=name.encode()),
            Arrival(received_at=received_at),
            entry=_entry(received_at),
        )
    engine.dispose()


def main() -> None:
    """Fill the store at the address given."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("url", help="address of an empty store, e.g. sqlite:////tmp/big/board.db")
    parser.add_argument("--weeks", type=int, default=12)
    given = parser.parse_args()
    fill(given.url, weeks=given.weeks)


def _entry(at: datetime) -> Entry:
    return Entry(at=at, actor="big_store", role="office", action="fill")


if __name__ == "__main__":
    main()
