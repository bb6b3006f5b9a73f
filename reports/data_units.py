"""Sheets of the data workbook about units: how far, scores and what they are made of, what was lost, who reported."""

from domain.rules import Component
from domain.states import Band, ReportState
from locales import N_
from reports.data_columns import BANDED, RANKED, Column, Kind, Sheet, figure, long, text, word_of
from reports.data_work import GROUP, LIGHT_COUNTS

_UNIT = (text(N_("Unit code"), "unit_id"), text(N_("Unit"), "label"), text(N_("Unit group"), "group", GROUP))
_COMPONENT = word_of(Component)
UNITS = Sheet(
    title=N_("Units of the plan"),
    frame="units",
    by_code="unit_id",
    columns=(
        *_UNIT,
        text(N_("Head"), "head"),
        text(N_("Deputy in charge"), "deputy"),
        text(N_("Contact"), "contact"),
        figure(N_("Tasks in all"), "task_count", Kind.WHOLE),
        figure(N_("Tasks led"), "lead_count", Kind.WHOLE),
        figure(N_("Completion"), "completion", Kind.PERCENT),
        figure(N_("Schedule"), "schedule", Kind.PERCENT),
        figure(N_("Gap, points"), "gap", Kind.POINTS),
        figure(N_("Attainment"), "attainment", Kind.PERCENT),
        *LIGHT_COUNTS,
        text(N_("Report of this period"), "report_state", word_of(ReportState)),
        figure(N_("Tasks carried over"), "carried_count", Kind.WHOLE),
        figure(N_("Tasks checked"), "inspected_count", Kind.WHOLE),
        figure(N_("Checks flagged"), "flagged_count", Kind.WHOLE),
        figure(N_("Reported above verified, points"), "honesty", Kind.POINTS),
        figure(N_("Votes of the year"), "votes", Kind.WHOLE),
        figure(N_("Negative votes"), "negative_votes", Kind.WHOLE),
    ),
)
SCORES = Sheet(
    title=N_("Scores"),
    frame="units",
    by_code="unit_id",
    shown=BANDED,
    columns=(
        *_UNIT,
        figure(N_("Rank"), "rank", Kind.WHOLE, RANKED),
        figure(N_("Score"), "score", Kind.SCORE),
        figure(N_("Score last period"), "previous_score", Kind.SCORE),
        figure(N_("Rank last period"), "previous_rank", Kind.WHOLE, RANKED),
        figure(N_("Places up"), "moved", Kind.DAYS, RANKED),
        figure(N_("Behind the next"), "behind_next", Kind.SCORE, RANKED),
        Column(title=N_("Band"), source="band", words=word_of(Band), shown=BANDED),
        Column(title=N_("Why not ranked"), source="unranked_reason", shown=RANKED),
        *(
            figure(title, f"{name}_value", Kind.SCORE)
            for title, name in (
                (N_("Task completion"), "tasks"),
                (N_("Project milestones"), "milestones"),
                (N_("Enterprise and public rating"), "rating"),
                (N_("Inspection"), "verification"),
                (N_("Problem handling"), "problems"),
                (N_("Reporting"), "reporting"),
            )
        ),
        figure(N_("Adjustments"), "adjustment", Kind.POINTS),
    ),
)
SCORE_LINES = Sheet(
    title=N_("Score lines"),
    frame="score_lines",
    by_code="unit_id",
    shown=BANDED,
    columns=(
        text(N_("Unit code"), "unit_id"),
        text(N_("Component"), "component", _COMPONENT),
        figure(N_("Result (0–100)"), "value", Kind.SCORE),
        figure(N_("Weight by the rules"), "nominal_weight", Kind.SCORE),
        figure(N_("Weight here"), "weight", Kind.SCORE),
        figure(N_("Points"), "points", Kind.SCORE),
        figure(N_("Lost"), "lost", Kind.SCORE),
    ),
)
LOSSES = Sheet(
    title=N_("Points lost"),
    frame="losses",
    by_code="unit_id",
    shown=BANDED,
    columns=(
        text(N_("Unit code"), "unit_id"),
        text(N_("Component"), "component", _COMPONENT),
        text(N_("Code"), "item_id"),
        text(N_("Item"), "item_name"),
        long(N_("Cause"), "cause"),
        figure(N_("Lost"), "lost", Kind.SCORE),
        text(N_("Period"), "period"),
        text(N_("Cell"), "place"),
    ),
)
REPORTS = Sheet(
    title=N_("Submissions"),
    frame="reports",
    columns=(
        *_UNIT,
        text(N_("Period"), "period"),
        figure(N_("Deadline"), "due_at", Kind.MOMENT),
        text(N_("State"), "state", word_of(ReportState)),
        figure(N_("Versions"), "versions", Kind.WHOLE),
        figure(N_("First received"), "first_received_at", Kind.MOMENT),
        figure(N_("Newest received"), "received_at", Kind.MOMENT),
        figure(N_("Questions"), "question_count", Kind.WHOLE),
        figure(N_("Notices"), "notice_count", Kind.WHOLE),
        text(N_("File"), "file_name"),
    ),
)
