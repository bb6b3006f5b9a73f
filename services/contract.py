"""What a Briefing holds: everything that is shown of one period, frame by frame and column by column."""

from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from domain.period import Period
from domain.plan import Plan
from services.headline import Headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """Which snapshot a Briefing is read from. published_at [aware]; method: ``metrics.method.METHOD`` of then."""

    version: int
    published_at: datetime
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """One period of one district. All frames are to be read only; missing values are NaN/NaT/None, never 0.

    ``as_of`` is the period's last day: every light, schedule and slip is judged on it, never by the clock.
    ``periods`` can be chosen: those with an accepted report anywhere in the year's plan, and this one, in time order.
    ``submission_count``: accepted reports that count, of the year up to this period.
    ``frozen``: the snapshot it was read from; None = live, as the store stands.

    tasks — one row a task of the plan in force, worst light first, then largest gap behind:
        task_id, name, dimension [Dimension value], clause, lead_unit [code], lead_label [short name],
        joint_units [tuple of codes], joint_labels [text, 、-joined], group [UnitGroup value of the lead],
        start_on, due_on [Timestamp, NaT = no date], weight, kind, measure, base, target [NaN = 未定],
        direction, standard,
        reported [0–1], verified [0–1, NaN = not inspected in this period], actual [quantity], completion [0–1], over [over-fulfilment, fraction above 1, NaN none],
        effective [0–1], schedule [0–1], gap [points], light [Light value], attainment [0–1, NaN = not started
        or not scored], previous_effective, previous_gap, previous_light [None = no last period],
        carried [bool: no report this period, the last accepted value stands],
        carried_from [period code or ""], age [periods since it was reported; 0 = this period],
        overdue_days [whole days past due_on, 0 = not overdue],
        forecast_finish [Timestamp, as reported], estimated_finish [Timestamp, earned schedule; NaT = 无法预测],
        note, problem, next_step, need [text, "" = none],
        submission_id [Int64], file_name, place [e.g. ``任务进展!F12``],
        scored [bool: False = no known target, listed but not scored]
    history — one row a task and period up to this one, in time order:
        task_id, period, as_of [Timestamp], reported, verified, effective, schedule, gap, light, carried,
        note, problem, next_step, need, forecast_finish, submission_id, file_name, place,
        dimension, lead_unit, weight, attainment, scored
        (words are those of that very period; the value and its source are the standing ones)
    milestones — one row a milestone, by project and baseline:
        milestone_id, project_id, project_name, project_field, lead_unit, lead_label, group, name, weight, evidence,
        baseline_finish, forecast_finish, actual_finish [Timestamp], finish [actual, else forecast, else baseline],
        state [done / late_done / due_missed / slipping / on_plan], slip_days [float, NaN = neither forecast nor
        actual known; positive = late; a missed due date without forecast counts days to as_of], previous_slip_days,
        points [0–1, NaN = not yet due], proof [the unit's 佐证 text], note, submission_id, file_name, place
    milestone_history — one row a milestone and period in which a forecast or actual stood:
        milestone_id, project_id, period, as_of, finish [Timestamp], slip_days, reached [bool]
    projects — one row a project, worst slip first:
        project_id, name, field, lead_unit, lead_label, group, investment [万元, NaN unknown], milestone_count,
        reached_count, worst_slip_days [NaN none], previous_worst_slip_days, worst_milestone [name],
        next_milestone [name or ""], next_on [Timestamp],
        state, previous_state [done / slipping / on_plan]
    units — one row a unit, by group and rank (unranked last):
        unit_id, name, label, group, head, deputy, contact, task_count, lead_count,
        completion, schedule [0–1], gap [points], attainment [0–1],
        critical, behind, on_track, done, unknown [number of led tasks by light],
        report_state [on_time / late / missing / open], carried_count [led tasks carried over],
        tasks_value, milestones_value, rating_value, verification_value, problems_value, reporting_value [0–100, NaN = no data],
        score [0–100, NaN], rank [Int64], previous_score, previous_rank, moved [Int64, positive = up],
        behind_next [points to the one ahead, NaN for first], band [excellent/good/fair/poor or ""],
        unranked_reason [text, "" = ranked], adjustment [points, capped, in the score], honesty [mean of reported −
        verified in points over the year's checks, NaN = never], inspected_count, flagged_count [checks],
        votes, negative_votes [of the year so far]
    unit_history — one row a unit and period: unit_id, label, group, period, as_of, completion, schedule, gap, score, rank
    score_lines — one row a unit and component that has data:
        unit_id, component [Component value], value [0–100], nominal_weight, weight [after redistribution, Σ = 100],
        points [weight × value / 100], lost [weight − points]
    losses — what cost a unit its points, most costly first; Σ per unit and component = that component's lost:
        unit_id, component, kind [task/milestone/report/problem], item_id, item_name, cause [text], lost [points],
        period, place
    reports — one row a unit and period of the plan up to this one (the 报送 matrix):
        unit_id, label, group, period, due_at [UTC], state [on_time/late/missing/open], versions [int], received_at [UTC, NaT],
        submission_id [Int64, newest accepted], file_name, question_count, notice_count,
        first_received_at [UTC: of the first version that was not returned; it decides on_time or late]
    dimensions — one row a dimension, in the speech's order: dimension, task_count, completion, schedule, gap,
        previous_completion, critical, behind, on_track, done, unknown
    unit_dimensions — one row a unit and dimension it leads tasks in: unit_id, label, group, dimension, task_count,
        completion, schedule, gap, light
    curve — one row a period of the plan, future ones too: period, as_of, planned [0–1], actual [0–1, NaN future],
        projected [0–1: from the last actual on at the pace so far, NaN before]
    changes — what happened since last period, most important first:
        kind [turned_red/turned_amber/turned_green/done/new_slip/caught_up/milestone_reached], subject [task/milestone],
        item_id, name, unit_id, label, dimension, before [Light value or days], after
    due_soon — tasks and milestones not done whose date falls in the days after as_of (rule: due_soon_days), soonest first:
        subject, item_id, name, parent [project name or ""], unit_id, label, dimension, due_on, days_left, light
    needs — open 需协调事项 of this period: task_id, name, unit_id, label, dimension, need, light, file_name, place
    issues — 问题台账 lines standing this period: unit_id, label, group, problem_id, source, category, description,
        raised_on, promised_on, solved_on, result, callback, state [solved_in_time/solved_late/open/overdue],
        age_days, place, file_name, period [of the report they come from]
    inspections — checks of the year so far, newest first: unit_id, label, group, task_id, name, dimension, inspected_on,
        method [Method value], period, reported [0–1, as it stood in that period], verified [0–1], claimed [points reported
        above verified, negative = modest], ratio [verified / reported], weight, flagged [outside 0.90–1.10],
        is_lead [the unit leads the task; others are shown, not scored], field [Field value, "" = not told], finding, evidence, note, place, file_name, book_id
    ratings — votes as given, one row a period, unit and voters: unit_id, label, group, period, voters [Voter value],
        very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied, valid, negative [counts], sample [asked, NaN not told], raw [0–100],
        measures [what was done about the negatives], place, file_name
    voices — the year's votes so far, one row a unit and voters, worst first: unit_id, label, group, voters,
        very_satisfied, satisfied, fairly_satisfied, dissatisfied, very_dissatisfied, valid, negative, raw, mean [of the group], shrunk [what the score counts], scored [enough votes]
    promises — newest period first: period, item, promised, kept, kept_share [fraction], base, current, change
        [current − base], measure, is_newest [of its item], place, file_name
    adjustments — points of the year so far, newest first: unit_id, label, group, happened_on, points, reason, document,
        approved_by, place, file_name
    examples — cases of the year so far, newest first: unit_id, label, group, happened_on, type [ExampleType value],
        reason, approved_by, place, file_name
    decisions — assigned up to the period's end, open and most overdue first: assigned_on, meeting, content,
        units [tuple of codes], labels, due_on, done_on, state [open/overdue/done/done_late], is_open, days_over, result,
        place, file_name, book_id
    coverage — one row a unit and quarter of the year so far: unit_id, label, group, quarter [2022-Q3], inspection_count
    joint_notes — words of joint units, one row a task, unit and period: task_id, unit_id, label, period,
        note, problem, next_step, need, place
    """

    period: Period
    previous: str | None
    as_of: date
    periods: tuple[str, ...]
    plan: Plan
    headline: Headline
    previous_headline: Headline | None
    submission_count: int
    revision: int
    tasks: pd.DataFrame
    history: pd.DataFrame
    milestones: pd.DataFrame
    milestone_history: pd.DataFrame
    projects: pd.DataFrame
    units: pd.DataFrame
    unit_history: pd.DataFrame
    score_lines: pd.DataFrame
    losses: pd.DataFrame
    reports: pd.DataFrame
    dimensions: pd.DataFrame
    unit_dimensions: pd.DataFrame
    curve: pd.DataFrame
    changes: pd.DataFrame
    due_soon: pd.DataFrame
    needs: pd.DataFrame
    issues: pd.DataFrame
    joint_notes: pd.DataFrame
    inspections: pd.DataFrame
    ratings: pd.DataFrame
    voices: pd.DataFrame
    promises: pd.DataFrame
    adjustments: pd.DataFrame
    examples: pd.DataFrame
    decisions: pd.DataFrame
    coverage: pd.DataFrame
    frozen: Frozen | None = None
