"""Settles which task each row is about: by its code, else by its name, else an error; and never twice."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

from domain.plan import Task
from loaders.cells import fault, raw
from loaders.context import Context
from loaders.findings import Findings
from loaders.records import Record
from loaders.text import folded

_SIGNS = re.compile(r"[\W_]")
_ORDINAL = re.compile(r"^[(]?\d{1,3}[)]?[.、)]")  # 1.推进代办制
_COPIES = 3  # so many tasks on the same sheets make one sheet a copy of the other


def settle_codes(records: list[Record], unit_id: str | None, context: Context, findings: Findings) -> None:
    """Give each record its task_id, or None with an error; rows of the same task are errors at each cell."""
    by_name = _names(context.tasks.values(), unit_id) if context.plan else {}
    loose = cache(partial(_loosely, context.tasks))  # worked out when a code is not the plan's, and once
    seen: dict[str, list[Record]] = {}
    for record in records:
        code = record.values.get("task_id") or None
        if code is None:
            code = _by_name(record, by_name, findings)
        elif context.plan is not None and code not in context.tasks:
            code = _near_code(record, str(code), loose, by_name, findings)
        elif context.plan is not None:
            _compare_names(record, str(code), by_name, findings)
        record.values["task_id"] = code
        if code is not None:
            seen.setdefault(str(code), []).append(record)
            _note_normalised(record, str(code), findings)
    _twice(seen, findings)


def _names(tasks: Iterable[Task], unit_id: str | None) -> dict[str, list[str]]:
    """Task name in its plain form → codes, of this unit's tasks where the unit is known."""
    found: dict[str, list[str]] = {}
    for task in tasks:
        if unit_id is None or unit_id == task.lead_unit or unit_id in task.joint_units:
            found.setdefault(plain_name(task.name), []).append(task.task_id)
    return found


def _loosely(codes: Iterable[str]) -> dict[str, str]:
    """Code without its signs → code, of codes with letters that no other is like: ZC01 → ZC-01."""
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(_bare(code), []).append(code)
    return {bare: alike[0] for bare, alike in found.items() if len(alike) == 1 and not bare.isdecimal()}


def _bare(code: str) -> str:
    return _SIGNS.sub("", code)


def plain_name(name: str) -> str:
    """A name for comparing: without the number before it, brackets, quotes and signs."""
    return _bare(_ORDINAL.sub("", folded(name)))


def _compare_names(record: Record, code: str, by_name: Mapping[str, list[str]], findings: Findings) -> None:
    """A row with the code of one task and the name of another may be about either."""
    codes = by_name.get(plain_name(record.words("name")), [code])
    if code not in codes:
        findings.add("name_of_other_task", **record.spot("name"), code=code, other=codes[0])


def _by_name(record: Record, by_name: Mapping[str, list[str]], findings: Findings) -> str | None:
    codes = by_name.get(plain_name(record.words("name")), [])
    if len(codes) == 1:
        cell = record.cells.get("task_id")
        if cell is None or not fault(cell):  # a faulty code has its own error
            findings.add("task_by_name", **record.spot("name"), task=codes[0])
        return codes[0]
    if "task_id" in record.values and record.values["task_id"] is None:
        return None  # its cell is an error already recorded
    findings.add(
        "row_without_code", **{**record.spot("name"), "cell": record.at("task_id")}, row=record.number
    )
    return None


def _near_code(
    record: Record,
    code: str,
    loose: Callable[[], Mapping[str, str]],
    by_name: Mapping[str, list[str]],
    findings: Findings,
) -> str:
    """ZC01 is ZC-01; a serial ① beside a known name is that task; all else stays as it is, unknown."""
    found = loose().get(_bare(code))
    if found:
        return found
    for name, codes in by_name.items():
        if len(codes) == 1 and _bare(code.lower()) == _bare((codes[0] + name).lower()):
            return codes[0]
    codes = by_name.get(plain_name(record.words("name")), [])
    if len(codes) == 1 and not any("A" <= sign <= "Z" for sign in code):
        findings.add("task_by_name", **record.spot("task_id"), task=codes[0])
        return codes[0]
    return code


def _note_normalised(record: Record, code: str, findings: Findings) -> None:
    """Say so where the code in the sheet differs from the one it is read as by more than its width."""
    cell = record.cells.get("task_id")
    if cell is None or cell.value == code or fault(cell):
        return
    written = folded(raw(cell))
    if written.upper() != code and any("a" <= sign <= "z" for sign in written):
        findings.add("code_normalised", **record.spot("task_id"), code=code)


def _twice(seen: Mapping[str, list[Record]], findings: Findings) -> None:
    copied = _on_copies(seen, findings)
    for code, records in seen.items():
        if len(records) > 1 and code not in copied:
            cells = tuple(f"{record.table.sheet.name}!{record.at('task_id')}" for record in records)
            for record in records:
                findings.add("task_twice", **record.spot("task_id"), code=code, cells=cells)


def _on_copies(seen: Mapping[str, list[Record]], findings: Findings) -> frozenset[str]:
    """Tasks that stand once on each of the same sheets, three or more: one error for those, not one a row."""
    by_sheets: dict[tuple[str, ...], list[str]] = {}
    for code, records in seen.items():
        sheets = tuple(record.table.sheet.name for record in records)
        if len(set(sheets)) == len(sheets) > 1:
            by_sheets.setdefault(sheets, []).append(code)
    copied: list[str] = []
    for sheets, codes in by_sheets.items():
        if len(codes) < _COPIES:
            continue
        last = seen[codes[0]][-1]
        findings.add(
            "sheets_repeat",
            sheet=last.table.sheet.name,
            cell=last.at("task_id"),
            sheets=sheets,
            count=len(codes),
            first=codes[0],
        )
        copied += codes
    return frozenset(copied)
