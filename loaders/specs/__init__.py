"""One spec per sheet, as data: what a sheet is called, its columns, and how their cells are read."""

from loaders.specs.column import Column, Spec
from loaders.specs.progress import ISSUES, MILESTONES, TASKS

SPECS: tuple[Spec, ...] = (TASKS, MILESTONES, ISSUES)

__all__ = ["SPECS", "Column", "Spec"]
