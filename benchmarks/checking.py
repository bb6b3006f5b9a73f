"""The check of one workbook, timed beside the two common ways to only read it.

Half of the check is reading, half is judging. What was tried, and what each gave: docs/decisions, the note on where
the time of a check goes.
"""

from io import BytesIO

import pandas as pd
from python_calamine import CalamineWorkbook

from benchmarks.timing import interleaved
from benchmarks.workbook import benchmark_plan, unit_workbook
from loaders.check import check
from loaders.context import Context


def measure_check(runs: int) -> dict[str, float]:
    """Milliseconds (medians): ``check_ms`` reads and judges all; the other two read only."""
    content, context = unit_workbook(), Context(plan=benchmark_plan())
    checked = check(content, "bench.xlsx", context)
    if checked.verdict not in ("accepted", "questions"):
        raise RuntimeError(f"the benchmark's own workbook is {checked.verdict}: {checked.problems[:3]}")

    def bare_calamine() -> list[object]:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    return interleaved(
        {
            "check_ms": lambda: check(content, "bench.xlsx", context),
            "pandas_openpyxl_ms": lambda: pd.read_excel(BytesIO(content), sheet_name=None, engine="openpyxl"),
            "calamine_ms": bare_calamine,
        },
        runs,
    )
