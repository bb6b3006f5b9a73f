"""A Briefing: everything that is shown of one period, computed once, for screens, slides and letters alike."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from domain.period import Period
from domain.plan import Plan, PlanVersion
from locales import in_language, language
from services import agenda, milestone_frames, score_frames, summaries, task_frames, unit_frames
from services.frames import shaped
from services.headline import Headline
from services.issue_ledger import issue_ledger
from services.milestone_ledger import milestone_ledger
from services.report_matrix import report_matrix
from services.task_ledger import Ledger, task_ledger
from services.timeline import Timeline, newest_period, timeline
from services.unit_scores import member_rows, unit_scores
from store import queries

__all__ = ["Briefing", "Frozen", "Headline", "briefing", "build", "build_in"]


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
        reported [0–1], actual [quantity], completion [0–1], over [over-fulfilment, fraction above 1, NaN none],
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
        task_id, period, as_of [Timestamp], reported, effective, schedule, gap, light, carried,
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
        unranked_reason [text, "" = ranked]
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
        age_days, place
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
    frozen: Frozen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reckoned:
    """What the worded frames are made of, without a word in it."""

    year: Timeline
    ledger: Ledger
    members: pd.DataFrame
    scores: pd.DataFrame
    matrix: pd.DataFrame
    milestones: pd.DataFrame
    issues: pd.DataFrame
    score_lines: pd.DataFrame


def build(
    *,
    plans: tuple[PlanVersion, ...],
    submissions: pd.DataFrame,
    task_lines: pd.DataFrame,
    milestone_lines: pd.DataFrame,
    issue_lines: pd.DataFrame,
    period: str,
    now: datetime,
    revision: int = 0,
) -> Briefing:
    """The Briefing of one period from what was handed in; raises ValueError where the plan has no such period.

    The frames are those of store.queries; lines only of submissions that count. now [aware] decides alone which
    reports are still open. Causes and reasons are worded in the language in use.
    """
    spoken = language()
    made = build_in(
        (spoken,),
        plans=plans,
        submissions=submissions,
        task_lines=task_lines,
        milestone_lines=milestone_lines,
        issue_lines=issue_lines,
        period=period,
        now=now,
        revision=revision,
    )
    return made[spoken]


def build_in(
    languages: tuple[str, ...],
    *,
    plans: tuple[PlanVersion, ...],
    submissions: pd.DataFrame,
    task_lines: pd.DataFrame,
    milestone_lines: pd.DataFrame,
    issue_lines: pd.DataFrame,
    period: str,
    now: datetime,
    revision: int = 0,
) -> dict[str, Briefing]:
    """As build, once for each language; what has no words in it is reckoned once."""
    year = timeline(plans, period)
    ledger = Ledger(task_ledger(year, task_lines), task_lines)
    nodes = milestone_ledger(year, milestone_lines)
    problems = issue_ledger(year, issue_lines)
    matrix = report_matrix(year, submissions, pd.Timestamp(now).tz_convert("UTC"))
    members = member_rows(year, ledger.rows)
    scores = unit_scores(year, members, nodes, problems, matrix)
    reckoned = _Reckoned(
        year=year,
        ledger=ledger,
        members=members,
        scores=scores,
        matrix=matrix,
        milestones=milestone_frames.milestone_frame(year, nodes, milestone_lines),
        issues=unit_frames.issue_frame(year, problems),
        score_lines=score_frames.score_line_frame(year, scores),
    )
    worded = _worded(reckoned, languages)
    frames: dict[str, Any] = worded[languages[0]] | _unworded(reckoned, worded[languages[0]], nodes)
    sums = _sums(year, frames, task_lines)
    first = Briefing(**_head(year, submissions, revision), **frames, **sums)
    return {code: replace(first, **parts) for code, parts in worded.items()}


def _unworded(made: _Reckoned, worded: dict[str, Any], nodes: pd.DataFrame) -> dict[str, Any]:
    """The frames that are the same in every language."""
    year, milestones = made.year, made.milestones
    return {
        "history": task_frames.history_frame(year, made.ledger),
        "milestones": shaped("milestones", milestones),
        "milestone_history": milestone_frames.milestone_history_frame(year, nodes),
        "projects": milestone_frames.project_frame(year, nodes),
        "unit_history": unit_frames.unit_history_frame(made.scores),
        "score_lines": made.score_lines,
        "reports": unit_frames.report_frame(made.matrix),
        "changes": agenda.change_frame(year, worded["tasks"], milestones),
        "due_soon": agenda.due_soon_frame(year, worded["tasks"], milestones),
        "issues": made.issues,
        "joint_notes": task_frames.joint_note_frame(year, made.ledger),
    }


def _worded(made: _Reckoned, languages: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """By language, the frames whose causes, reasons and lists are in words."""
    frames = {}
    for code in languages:
        with in_language(code):
            tasks = task_frames.task_frame(made.year, made.ledger)
            items = [
                score_frames.task_items(made.members.loc[made.members["at"] == made.year.last], tasks),
                score_frames.milestone_items(made.milestones),
                score_frames.report_items(made.matrix),
                score_frames.problem_items(made.issues),
            ]
            frames[code] = {
                "tasks": tasks,
                "units": unit_frames.unit_frame(made.year, made.scores, tasks),
                "losses": score_frames.loss_frame(made.year, made.score_lines, items),
            }
    return frames


def _head(year: Timeline, submissions: pd.DataFrame, revision: int) -> dict[str, Any]:
    """The fields of a Briefing that are no frames."""
    chosen = year.windows[-1]
    filed = set(submissions.loc[submissions["counts"].astype(bool), "period"]) | {chosen.period}
    windows = (*year.windows, *year.ahead)
    return {
        "period": Period.parse(chosen.period),
        "previous": year.windows[-2].period if year.last else None,
        "as_of": chosen.ends_on,
        "periods": tuple(window.period for window in windows if window.period in filed),
        "plan": year.plan,
        "revision": revision,
    }


def _sums(year: Timeline, frames: dict[str, pd.DataFrame], task_lines: pd.DataFrame) -> dict[str, Any]:
    """Headlines and the frames that are sums over tasks; a district's task counts once, whoever joins in."""
    history = summaries.summed(frames["history"])
    period, previous = year.windows[-1].period, year.windows[-2].period if year.last else None
    needs = task_frames.need_frame(year, task_lines, frames["tasks"], period)
    before = task_frames.need_frame(year, task_lines, frames["tasks"], previous or "")
    first, last = summaries.headlines(
        history,
        frames["projects"],
        frames["reports"],
        periods=(period, previous),
        need_counts=(len(needs), len(before)),
    )
    return {
        "submission_count": int(frames["reports"]["submission_id"].notna().sum()),
        "headline": first,
        "previous_headline": last,
        "needs": needs,
        "dimensions": summaries.dimension_frame(history, period, previous),
        "unit_dimensions": summaries.unit_dimension_frame(history, year.plan, period),
        "curve": summaries.curve_frame(history, year.plan, year.tables, year.calendar, period),
    }


def briefing(engine: Engine, period: str | None, now: datetime) -> Briefing | None:
    """The Briefing of a period as the store has it; period None = the newest one with an accepted submission.

    Where nothing was handed in yet: the period that ``now`` lies in, else the plan's first. None = there is no plan,
    or it has no periods. Raises ValueError for a period that the plan in force does not have.
    """
    plans = queries.fetch_plans(engine)
    submissions = queries.fetch_submissions(engine)
    chosen = period or newest_period(plans, submissions, now.date())
    if not plans or chosen is None:
        return None
    return build(
        plans=plans,
        submissions=submissions,
        task_lines=queries.fetch_task_lines(engine),
        milestone_lines=queries.fetch_milestone_lines(engine),
        issue_lines=queries.fetch_issue_lines(engine),
        period=chosen,
        now=now,
        revision=queries.fetch_revision(engine),
    )
