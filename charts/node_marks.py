"""Marks of milestones on a time scale: baseline, actual, forecast and the slip between them."""

from collections.abc import Iterable

import altair as alt
import numpy as np
import pandas as pd

from charts.theme import Look
from domain import figures
from domain.states import MilestoneState
from locales import _

LATE, VERY_LATE, EASY = "behind", "critical", "muted"
REACHED = (MilestoneState.DONE.value, MilestoneState.LATE_DONE.value)
_TIP = ("project", "name", "state_word", "baseline_finish", "finish", "slip_text")


def marked(milestones: pd.DataFrame, zero_days: int) -> pd.DataFrame:
    """What the marks need of each milestone.

    milestones: ``Briefing.milestones``. zero_days: slips longer than this are very late (rule 节点清零天数).
    Adds ``reached`` [bool], ``tone`` [palette colour of the slip: critical, behind or muted], ``end`` [Timestamp:
    baseline + slip, where the slip line ends], ``ring`` [forecast of an open one, NaT = none], ``slip_text``,
    ``state_word``, ``project`` [its project's name].
    """
    rows = milestones.rename(columns={"project_name": "project"})
    reached = rows["state"].isin(REACHED)
    slip = rows["slip_days"]
    missed = rows["state"] == MilestoneState.DUE_MISSED.value
    tones = np.select([~reached & (missed | (slip > zero_days)), slip > 0], [VERY_LATE, LATE], EASY)
    return rows.assign(
        reached=reached,
        tone=tones,
        end=rows["baseline_finish"] + pd.to_timedelta(slip.fillna(0), unit="D"),
        ring=rows["forecast_finish"].where(~reached),
        slip_text=[slip_words(value) for value in slip],
        state_word=[MilestoneState(value).word for value in rows["state"]],
    )


def slip_words(slip: float) -> str:
    """A slip in words: ``+47 days``, ``−3 days``, ``on time``; none is —."""
    if pd.isna(slip):
        return figures.NONE
    if slip == 0:
        return _("on time")
    return _("{sign}{days} days", sign="+" if slip > 0 else "", days=figures.days(slip))


def tone_scale(look: Look) -> alt.Scale:
    """Colour scale of slips: very late, late, and all the rest."""
    palette = look.palette
    return alt.Scale(domain=[VERY_LATE, LATE, EASY], range=[palette.critical, palette.behind, palette.muted])


def node_marks(
    rows: pd.DataFrame, scale: alt.Scale, order: alt.Y, axis: alt.Axis, look: Look
) -> list[alt.Chart]:
    """The layers: slip line, hollow diamond = baseline, solid diamond = actual, ring = forecast.

    rows: what ``marked`` gives, with the column that ``order`` names.
    """
    palette, tip = look.palette, _tooltip()
    at = {name: alt.X(f"{name}:T", scale=scale, axis=axis) for name in ("baseline_finish", "finish", "ring")}
    tone = tone_scale(look)
    line = alt.Chart(_slip_ends(rows)).mark_line(strokeWidth=4, opacity=0.75)
    hollow = alt.Chart(rows).mark_point(
        shape="diamond", size=130, fill=palette.paper, stroke=palette.muted, strokeWidth=1.6, opacity=1
    )
    solid = alt.Chart(rows[rows["reached"]]).mark_point(
        shape="diamond", size=150, filled=True, color=palette.accent, opacity=1
    )
    rings = alt.Chart(rows[rows["ring"].notna() & (rows["ring"] != rows["baseline_finish"])])
    ring = rings.mark_point(size=120, fill=palette.paper, strokeWidth=3, opacity=1)
    return [
        line.encode(
            x=alt.X("day:T", scale=scale, axis=axis),
            y=order,
            color=alt.Color("tone:N", scale=tone, legend=None),
            detail=alt.Detail("milestone_id:N"),
        ),
        hollow.encode(x=at["baseline_finish"], y=order, tooltip=tip),
        solid.encode(x=at["finish"], y=order, tooltip=tip),
        ring.encode(x=at["ring"], y=order, stroke=alt.Stroke("tone:N", scale=tone, legend=None), tooltip=tip),
    ]


def _slip_ends(rows: pd.DataFrame) -> pd.DataFrame:
    """Both ends of each slip line as rows of their own: a rule with x2 makes Vega-Lite see two time scales."""
    moved = rows[rows["end"] != rows["baseline_finish"]]
    ends = [moved.assign(day=moved[name]) for name in ("baseline_finish", "end")]
    return pd.concat(ends)[["milestone_id", "row", "tone", "day"]]


def node_table(rows: pd.DataFrame) -> dict[str, Iterable[object]]:
    """What the marks say of each milestone, in words. rows: what ``marked`` gives."""
    columns = [
        map(figures.day, rows[name]) if name in ("baseline_finish", "finish") else rows[name] for name in _TIP
    ]
    return dict(zip(_titles(), columns, strict=True))


def _titles() -> tuple[str, ...]:
    return _("Project"), _("Milestone"), _("State"), _("Baseline"), _("Forecast or actual"), _("Slip")


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip(f"{name}:T", title=title, format="%Y-%m-%d")
        if name in ("baseline_finish", "finish")
        else alt.Tooltip(f"{name}:N", title=title)
        for name, title in zip(_TIP, _titles(), strict=True)
    ]


def as_of_line(as_of: pd.Timestamp, x: alt.Scale, look: Look) -> list[alt.Chart]:
    """The line of the day on which all is judged, with its date below."""
    day = pd.DataFrame({"as_of": [as_of], "text": [_("As of {day}", day=figures.short_day(as_of))]})
    base = alt.Chart(day).encode(x=alt.X("as_of:T", scale=x))
    return [
        base.mark_rule(color=look.palette.ink, strokeWidth=1.5),
        base.mark_text(color=look.palette.ink, fontSize=look.text, fontWeight="bold", dy=14).encode(
            y=alt.YValue("height"), text=alt.Text("text:N")
        ),
    ]


def marks_key() -> str:
    """How to read the marks, for the line under a chart's title."""
    return _(
        "Hollow diamond: baseline. Solid: done. Ring: forecast. Line between: slip, amber, or red when long."
    )
