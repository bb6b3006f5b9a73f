"""Frames of a Briefing that speak of units: units, their history, reports, problems."""

import pandas as pd

from domain.light import Light
from domain.unit_group import UnitGroup
from locales import _
from metrics.rank import band, behind_next
from services.frames import shaped
from services.timeline import Timeline

_BEFORE = {"score": "previous_score", "rank": "previous_rank"}


def unit_frame(
    year: Timeline, scores: pd.DataFrame, tasks: pd.DataFrame, checks: pd.DataFrame, voices: pd.DataFrame
) -> pd.DataFrame:
    """Frame ``units``: one row a unit, by group and rank, unranked last.

    scores: ``unit_scores.unit_scores``; tasks: frame ``tasks``; checks: ``oversight_ledger.inspection_ledger``;
    voices: ``oversight_ledger.voice_ledger``.
    """
    now = _at(scores, year.last).drop(columns=["label", "group"])
    units = year.tables.units.set_index("unit_id", drop=False)
    frame = units.join(now.drop(columns="unit_id")).join(
        _at(scores, year.last - 1)[list(_BEFORE)].rename(columns=_BEFORE)
    )
    frame = frame.join(light_counts(tasks, "lead_unit")).assign(
        report_state=frame["state"],
        lead_count=tasks.groupby("lead_unit").size(),
        carried_count=tasks.groupby("lead_unit")["carried"].sum(),
        moved=frame["previous_rank"].astype("Int64") - frame["rank"],
        behind_next=behind_next(frame["score"], frame["group"]),
        band=band(frame["score"], year.plan.rules),
        unranked_reason=_reasons(frame),
        **_from_outside(year, checks, voices),
    )
    counts = ["lead_count", "carried_count", *_LIGHT_COLUMNS, *_OUTSIDE_COUNTS]
    frame[counts] = frame[counts].fillna(0).astype("int64")
    order = frame["group"].map({group.value: place for place, group in enumerate(UnitGroup)})
    return shaped("units", frame.assign(order=order).sort_values(["order", "rank"], kind="stable"))


def unit_history_frame(scores: pd.DataFrame) -> pd.DataFrame:
    """Frame ``unit_history``: one row a unit and period."""
    return shaped("unit_history", scores)


def report_frame(reports: pd.DataFrame) -> pd.DataFrame:
    """Frame ``reports``: the 报送 matrix."""
    return shaped("reports", reports)


def issue_frame(year: Timeline, issues: pd.DataFrame) -> pd.DataFrame:
    """Frame ``issues``: the problems that stand in the chosen period, by unit."""
    now = issues.loc[issues["at"] == year.last]
    return shaped(
        "issues",
        now.assign(
            label=now["unit_id"].map(year.tables.labels), group=now["unit_id"].map(year.tables.groups)
        ),
    )


_OUTSIDE_COUNTS = ("inspected_count", "flagged_count", "votes", "negative_votes")


def _from_outside(year: Timeline, checks: pd.DataFrame, voices: pd.DataFrame) -> dict[str, pd.Series]:
    """Honesty gap [points, weighted mean of the year's checks], checks and votes, by unit_id."""
    led = checks.loc[checks["is_lead"] & checks["claimed"].notna()]
    now = voices.loc[voices["at"] == year.last].groupby("unit_id")
    weight = led["weight"].groupby(led["unit_id"]).sum()
    return {
        "honesty": (led["claimed"] * led["weight"]).groupby(led["unit_id"]).sum() / weight,
        "inspected_count": checks.groupby("unit_id").size(),
        "flagged_count": checks.loc[checks["is_lead"]].groupby("unit_id")["flagged"].sum(),
        "votes": now["valid"].sum(),
        "negative_votes": now["negative"].sum(),
    }


_LIGHT_COLUMNS = {
    "critical": Light.CRITICAL,
    "behind": Light.BEHIND,
    "on_track": Light.ON_TRACK,
    "done": Light.DONE,
    "unknown": Light.UNKNOWN,
}


def light_counts(tasks: pd.DataFrame, by: str) -> pd.DataFrame:
    """Number of tasks by light, one column a light, indexed by ``by``."""
    flags = {column: (tasks["light"] == light).astype("int64") for column, light in _LIGHT_COLUMNS.items()}
    return pd.DataFrame(flags).groupby(tasks[by]).sum()


def _reasons(frame: pd.DataFrame) -> pd.Series:
    """Why a unit takes no part in the ranking, "" = it does."""
    silent = frame["accepted_so_far"].fillna(0) == 0
    reasons = pd.Series(_("no task that can be scored yet"), index=frame.index)
    reasons = reasons.mask(silent, _("no accepted report this year"))
    return reasons.where(frame["score"].isna(), "")


def _at(scores: pd.DataFrame, position: int) -> pd.DataFrame:
    return scores.loc[scores["at"] == position].set_index("unit_id", drop=False).rename_axis(None)
