"""One spec per sheet, as data: what a sheet is called, its columns, and how their cells are read."""

from loaders.specs.column import Column, Spec
from loaders.specs.oversight import OVERSIGHT_SPECS
from loaders.specs.plan import PLAN_SPECS
from loaders.specs.progress import ISSUES, MILESTONES, TASKS

PROGRESS_SPECS = (TASKS, MILESTONES, ISSUES)
SPECS: tuple[Spec, ...] = (*PROGRESS_SPECS, *PLAN_SPECS, *OVERSIGHT_SPECS)
WORDS = frozenset(word for spec in SPECS for word in spec.words)  # of all headers

__all__ = ["OVERSIGHT_SPECS", "PLAN_SPECS", "PROGRESS_SPECS", "SPECS", "WORDS", "Column", "Spec"]
