"""A Briefing of one period, computed once from what was handed in, for screens, slides and letters alike."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from domain.period import Period
from domain.plan import PlanVersion
from locales import in_language, language
from services import (
    agenda,
    milestone_frames,
    oversight_frames,
    score_frames,
    summaries,
    task_frames,
    unit_frames,
)
from services.contract import Briefing, Frozen
from services.frames import shaped
from services.headline import Headline
from services.issue_ledger import issue_ledger
from services.milestone_ledger import milestone_ledger
from services.oversight_ledger import Parts, Said, said
from services.report_matrix import report_matrix
from services.task_ledger import Ledger, task_ledger
from services.timeline import Timeline, newest_period, timeline
from services.unit_scores import member_rows, unit_scores
from store import queries
from store.oversight import fetch_oversight

__all__ = ["Briefing", "Frozen", "Headline", "briefing", "build", "build_in"]


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
    said: Said


def build(
    *,
    plans: tuple[PlanVersion, ...],
    submissions: pd.DataFrame,
    task_lines: pd.DataFrame,
    milestone_lines: pd.DataFrame,
    issue_lines: pd.DataFrame,
    oversight: Parts | None = None,
    period: str,
    now: datetime,
    revision: int = 0,
) -> Briefing:
    """The Briefing of one period from what was handed in; raises ValueError where the plan has no such period.

    The frames are those of store.queries; lines only of submissions that count. oversight: as
    ``store.oversight.fetch_oversight`` gives it, None = nothing yet. now [aware] decides alone which reports are
    still open. Causes and reasons are worded in the language in use.
    """
    spoken = language()
    made = build_in(
        (spoken,),
        plans=plans,
        submissions=submissions,
        task_lines=task_lines,
        milestone_lines=milestone_lines,
        issue_lines=issue_lines,
        oversight=oversight,
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
    oversight: Parts | None = None,
    period: str,
    now: datetime,
    revision: int = 0,
) -> dict[str, Briefing]:
    """As build, once for each language; what has no words in it is reckoned once."""
    year = timeline(plans, period)
    outside = said(year, oversight)
    ledger = Ledger(task_ledger(year, task_lines, outside.verified), task_lines)
    outside = outside.beside(ledger.rows)
    nodes = milestone_ledger(year, milestone_lines)
    problems = issue_ledger(year, issue_lines)
    matrix = report_matrix(year, submissions, pd.Timestamp(now).tz_convert("UTC"))
    members = member_rows(year, ledger.rows)
    scores = unit_scores(year, members, nodes, problems, matrix, outside.values)
    reckoned = _Reckoned(
        year=year,
        ledger=ledger,
        members=members,
        scores=scores,
        matrix=matrix,
        milestones=milestone_frames.milestone_frame(year, nodes, milestone_lines),
        issues=unit_frames.issue_frame(year, problems),
        score_lines=score_frames.score_line_frame(year, scores),
        said=outside,
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
        **oversight_frames.oversight_frames(year, made.said),
    }


def _worded(made: _Reckoned, languages: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """By language, the frames whose causes, reasons and lists are in words."""
    frames = {}
    outside = made.said
    for code in languages:
        with in_language(code):
            tasks = task_frames.task_frame(made.year, made.ledger)
            items = [
                score_frames.task_items(made.members.loc[made.members["at"] == made.year.last], tasks),
                score_frames.milestone_items(made.milestones),
                score_frames.report_items(made.matrix),
                score_frames.problem_items(made.issues),
                score_frames.rating_items(oversight_frames.voice_frame(made.year, outside.voices)),
                score_frames.inspection_items(oversight_frames.inspection_frame(made.year, outside.checks)),
            ]
            frames[code] = {
                "tasks": tasks,
                "units": unit_frames.unit_frame(
                    made.year, made.scores, tasks, outside.checks, outside.voices
                ),
                "losses": score_frames.loss_frame(made.year, made.score_lines, items),
                "decisions": oversight_frames.decision_frame(made.year, outside.parts["decisions"]),
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
        frames["inspections"],
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
        oversight=fetch_oversight(engine),
    )
