"""A Plan as rows of its seven tables, and back; columns are the fields of domain/plan.py by name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, TypeVar

from sqlalchemy import Connection, RowMapping, Table, insert, select

from domain.dimension import Dimension
from domain.plan import Direction, Kind, Milestone, Plan, Project, Task, Unit, Window
from domain.rules import Display, LightRule, Rules
from domain.unit_group import UnitGroup
from store import schema

_TABLES: Mapping[str, tuple[Table, type[Any]]] = {
    "units": (schema.plan_units, Unit),
    "tasks": (schema.plan_tasks, Task),
    "projects": (schema.plan_projects, Project),
    "milestones": (schema.plan_milestones, Milestone),
    "windows": (schema.plan_windows, Window),
}
_READ_AS = {
    "group": UnitGroup,
    "dimension": Dimension,
    "kind": Kind,
    "direction": Direction,
    "aliases": tuple,
    "joint_units": tuple,
    "light_rule": LightRule,
    "display": Display,
}
_Row = TypeVar("_Row")


def insert_plan_rows(connection: Connection, plan_id: int, plan: Plan) -> None:
    """Add all rows of a plan under its number."""
    for part, (table, _kind) in _TABLES.items():
        _insert(connection, table, plan_id, [_values(row) for row in getattr(plan, part)])
    rules = [{"name": name, "value": value} for name, value in asdict(plan.rules).items()]
    _insert(connection, schema.plan_rules, plan_id, rules)
    notes = [{"name": name, "note": note} for name, note in plan.rule_notes]
    _insert(connection, schema.plan_rule_notes, plan_id, notes)


def fetch_plan(connection: Connection, plan_id: int) -> Plan:
    """Read the plan with this number, equal to what was stored; empty where there is none."""
    parts = {
        part: tuple(_objects(connection, table, kind, plan_id)) for part, (table, kind) in _TABLES.items()
    }
    known = {field.name for field in fields(Rules)}
    stored = _rows(connection, schema.plan_rules, plan_id)
    rules = {row["name"]: _read(row["name"], row["value"]) for row in stored if row["name"] in known}
    notes = tuple((row["name"], row["note"]) for row in _rows(connection, schema.plan_rule_notes, plan_id))
    return Plan(**parts, rules=Rules(**rules), rule_notes=notes)


def _values(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(row)}


def _insert(connection: Connection, table: Table, plan_id: int, rows: list[dict[str, Any]]) -> None:
    numbered = [{"plan_id": plan_id, "position": position, **row} for position, row in enumerate(rows)]
    if numbered:
        connection.execute(insert(table), numbered)


def _rows(connection: Connection, table: Table, plan_id: int) -> Sequence[RowMapping]:
    wanted = select(table).where(table.c.plan_id == plan_id).order_by(table.c.position)
    return connection.execute(wanted).mappings().all()


def _objects(connection: Connection, table: Table, kind: type[_Row], plan_id: int) -> Iterator[_Row]:
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    for row in _rows(connection, table, plan_id):
        yield kind(**{name: _read(name, row[name]) for name in names})


def _read(name: str, value: Any) -> Any:
    return _READ_AS[name](value) if name in _READ_AS else value
