"""The tables: plans and submissions, append-only; identities are short codes, timestamps UTC.

One module a topic; a new table is defined in its topic's module and named here.
"""

from store.schema.audit_tables import audit, audit_head, revision
from store.schema.columns import Instant, Json, Words, metadata, storable
from store.schema.letter_tables import awards, draws, letter_steps, letters
from store.schema.oversight_tables import (
    adjustments,
    decisions,
    examples,
    inspections,
    oversight_books,
    promises,
    ratings,
)
from store.schema.people_tables import accounts, api_tokens, failures, sign_ins, viewing_links
from store.schema.period_tables import meetings, period_changes, snapshots
from store.schema.plan_tables import (
    plan_milestones,
    plan_projects,
    plan_rule_notes,
    plan_rules,
    plan_tasks,
    plan_units,
    plan_windows,
    plans,
)
from store.schema.report_tables import (
    issue_lines,
    milestone_lines,
    submission_files,
    submission_problems,
    submissions,
    task_lines,
)

__all__ = [
    "Instant",
    "Json",
    "Words",
    "accounts",
    "adjustments",
    "api_tokens",
    "audit",
    "audit_head",
    "awards",
    "decisions",
    "draws",
    "examples",
    "failures",
    "inspections",
    "issue_lines",
    "letter_steps",
    "letters",
    "meetings",
    "metadata",
    "milestone_lines",
    "oversight_books",
    "period_changes",
    "plan_milestones",
    "plan_projects",
    "plan_rule_notes",
    "plan_rules",
    "plan_tasks",
    "plan_units",
    "plan_windows",
    "plans",
    "promises",
    "ratings",
    "revision",
    "sign_ins",
    "snapshots",
    "storable",
    "submission_files",
    "submission_problems",
    "submissions",
    "task_lines",
    "viewing_links",
]
