"""Sheets of the data workbook about what others say: problems, checks, ratings, promises, points, decisions."""

from domain.dimension import Dimension
from domain.oversight import ExampleType, Method, Voter
from domain.states import IssueState
from locales import N_
from reports.data_columns import Kind, Sheet, figure, long, text, word_of
from reports.data_work import named

_UNIT = text(N_("Unit"), "label")
_DECISION = {
    "open": N_("In hand"),
    "overdue": N_("Past its day"),
    "done": N_("Done"),
    "done_late": N_("Done late"),
}
_SOURCE = (text(N_("File"), "file_name"), text(N_("Cell"), "place"))
_GRADES = tuple(
    figure(title, name, Kind.WHOLE)
    for title, name in (
        (N_("Very satisfied"), "very_satisfied"),
        (N_("Satisfied"), "satisfied"),
        (N_("Fairly satisfied"), "fairly_satisfied"),
        (N_("Dissatisfied"), "dissatisfied"),
        (N_("Very dissatisfied"), "very_dissatisfied"),
        (N_("Valid votes"), "valid"),
        (N_("Negative votes"), "negative"),
    )
)
ISSUES = Sheet(
    title=N_("Problems raised"),
    frame="issues",
    columns=(
        text(N_("Problem code"), "problem_id"),
        _UNIT,
        text(N_("Source"), "source"),
        text(N_("Category"), "category"),
        long(N_("Description"), "description"),
        figure(N_("Raised on"), "raised_on", Kind.DAY),
        figure(N_("Promised for"), "promised_on", Kind.DAY),
        figure(N_("Solved on"), "solved_on", Kind.DAY),
        text(N_("State"), "state", word_of(IssueState)),
        figure(N_("Days open"), "age_days", Kind.DAYS),
        long(N_("Result"), "result"),
        long(N_("Call back"), "callback"),
        text(N_("Cell"), "place"),
    ),
)
INSPECTIONS = Sheet(
    title=N_("Checks"),
    frame="inspections",
    columns=(
        figure(N_("Checked on"), "inspected_on", Kind.DAY),
        text(N_("Method"), "method", word_of(Method)),
        _UNIT,
        text(N_("Task code"), "task_id"),
        text(N_("Task"), "name"),
        text(N_("Dimension"), "dimension", word_of(Dimension)),
        text(N_("Period"), "period"),
        figure(N_("Reported value"), "reported", Kind.PERCENT),
        figure(N_("Verified"), "verified", Kind.PERCENT),
        figure(N_("Claimed too much, points"), "claimed", Kind.POINTS),
        figure(N_("Verified / reported"), "ratio", Kind.SCORE),
        figure(N_("Flagged"), "flagged", Kind.FLAG),
        figure(N_("Lead unit checked"), "is_lead", Kind.FLAG),
        long(N_("Finding"), "finding"),
        long(N_("Evidence"), "evidence"),
        long(N_("Note"), "note"),
        *_SOURCE,
    ),
)
RATINGS = Sheet(
    title=N_("Ratings"),
    frame="ratings",
    columns=(
        text(N_("Period"), "period"),
        _UNIT,
        text(N_("Voters"), "voters", word_of(Voter)),
        *_GRADES,
        figure(N_("Asked"), "sample", Kind.WHOLE),
        figure(N_("Raw score"), "raw", Kind.SCORE),
        long(N_("Measures taken"), "measures"),
        *_SOURCE,
    ),
)
VOICES = Sheet(
    title=N_("Ratings of the year"),
    frame="voices",
    by_code="unit_id",
    columns=(
        _UNIT,
        text(N_("Voters"), "voters", word_of(Voter)),
        *_GRADES,
        figure(N_("Raw score"), "raw", Kind.SCORE),
        figure(N_("Mean of the group"), "mean", Kind.SCORE),
        figure(N_("What counts"), "shrunk", Kind.SCORE),
        figure(N_("Scored"), "scored", Kind.FLAG),
    ),
)
PROMISES = Sheet(
    title=N_("Promises and speed"),
    frame="promises",
    columns=(
        text(N_("Period"), "period"),
        text(N_("Item"), "item"),
        figure(N_("Promised value"), "promised", Kind.NUMBER),
        figure(N_("Kept value"), "kept", Kind.NUMBER),
        figure(N_("Share kept"), "kept_share", Kind.PERCENT),
        figure(N_("Base value"), "base", Kind.NUMBER),
        figure(N_("Current value"), "current", Kind.NUMBER),
        figure(N_("Difference"), "change", Kind.NUMBER),
        text(N_("Measure"), "measure"),
        *_SOURCE,
    ),
)
ADJUSTMENTS = Sheet(
    title=N_("Points for and against"),
    frame="adjustments",
    columns=(
        figure(N_("Date"), "happened_on", Kind.DAY),
        _UNIT,
        figure(N_("Points given"), "points", Kind.POINTS),
        long(N_("Reason"), "reason"),
        text(N_("Document"), "document"),
        text(N_("Approved by"), "approved_by"),
        *_SOURCE,
    ),
)
EXAMPLES = Sheet(
    title=N_("Examples"),
    frame="examples",
    columns=(
        figure(N_("Date"), "happened_on", Kind.DAY),
        _UNIT,
        text(N_("Type"), "type", word_of(ExampleType)),
        long(N_("Reason"), "reason"),
        text(N_("Approved by"), "approved_by"),
        *_SOURCE,
    ),
)
DECISIONS = Sheet(
    title=N_("Decisions"),
    frame="decisions",
    columns=(
        figure(N_("Assigned on"), "assigned_on", Kind.DAY),
        text(N_("Meeting"), "meeting"),
        long(N_("What was decided"), "content"),
        text(N_("By whom"), "labels"),
        figure(N_("Due on"), "due_on", Kind.DAY),
        figure(N_("Done on"), "done_on", Kind.DAY),
        text(N_("State"), "state", named(_DECISION)),
        figure(N_("Days overdue"), "days_over", Kind.DAYS),
        long(N_("Result"), "result"),
        *_SOURCE,
    ),
)
