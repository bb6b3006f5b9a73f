"""Findings of the overview: what the district's figures of a period say, one sentence a question."""

import pandas as pd

from domain import figures
from domain.dimension import Dimension
from domain.light import Light
from domain.period import Period
from domain.unit_group import UnitGroup
from locales import _
from services.briefing import Briefing

LEVEL_POINTS = 0.05  # a gap below this is printed as 0.0, so it is called level


def district(briefing: Briefing) -> str:
    """The first line: how much is done, against schedule, and which dimension lags most."""
    headline, subject = briefing.headline, scope(briefing)
    if headline.completion is None:
        return _(
            "{subject}: nothing can be scored in {period} yet", subject=subject, period=briefing.period.label
        )
    first = _(
        "{subject}: {completion} done, {standing}",
        subject=subject,
        completion=figures.percent(headline.completion),
        standing=standing(headline.gap),
    )
    lagging = _lagging(briefing)
    if lagging.empty or len(known_dimensions(briefing)) < 2:
        return first
    worst = lagging.iloc[0]
    return _(
        "{first}; {dimension} lags most ({gap})",
        first=first,
        dimension=Dimension(worst["dimension"]).word,
        gap=figures.points(worst["gap"]),
    )


def scope(briefing: Briefing) -> str:
    """Whom the figures speak of: a unit, a group or the district, and the dimension where there is only one."""
    units, plan = briefing.units, briefing.plan
    groups = sorted(set(units["group"]))
    if len(units) == 1:
        who = str(units["label"].iloc[0])
    elif len(groups) == 1 and len({unit.group for unit in plan.units}) > 1:
        who = UnitGroup(groups[0]).word
    else:
        who = _("The district")
    shown = briefing.dimensions.loc[briefing.dimensions["task_count"] > 0, "dimension"]
    codes = set(units["unit_id"])
    theirs = {task.dimension for task in plan.tasks if codes & {task.lead_unit, *task.joint_units}}
    if len(shown) != 1 or len(theirs) == 1:
        return who
    return _("{who}, {dimension}", who=who, dimension=Dimension(shown.iloc[0]).word)


def standing(gap: float | None) -> str:
    """A gap in words: ``2.1 points ahead of schedule``."""
    if gap is None or gap != gap:
        return _("no schedule to compare with")
    if abs(gap) < LEVEL_POINTS:
        return _("level with schedule")
    text = figures.points(abs(gap)).lstrip("+")
    return (
        _("{points} points ahead of schedule", points=text)
        if gap > 0
        else _("{points} points behind schedule", points=text)
    )


def known_dimensions(briefing: Briefing) -> pd.DataFrame:
    """Dimensions that have a completion and a gap, largest lag first."""
    return briefing.dimensions.dropna(subset=["completion", "gap"]).sort_values("gap", kind="stable")


def _lagging(briefing: Briefing) -> pd.DataFrame:
    rows = known_dimensions(briefing)
    return rows.loc[rows["gap"] <= -LEVEL_POINTS]


def dimension_board(briefing: Briefing) -> str:
    """Title of the five-dimension board: how many lag and which most, else which is furthest ahead."""
    rows, lagging = known_dimensions(briefing), _lagging(briefing)
    if rows.empty:
        return _("No dimension can be scored yet")
    if lagging.empty:
        return _(
            "Every dimension is on schedule; {dimension} is furthest ahead ({gap})",
            dimension=Dimension(rows["dimension"].iloc[-1]).word,
            gap=figures.points(rows["gap"].iloc[-1]),
        )
    return _(
        "Dimensions behind schedule: {count} of {total}; {dimension} by {points} points",
        count=len(lagging),
        total=len(rows),
        dimension=Dimension(lagging["dimension"].iloc[0]).word,
        points=figures.points(-lagging["gap"].iloc[0]).lstrip("+"),
    )


def worst_units(briefing: Briefing) -> list[str]:
    """Unit codes, worst first: most dimensions far behind, then most behind, then the largest lag."""
    rows = briefing.unit_dimensions
    if rows.empty:
        return []
    marks = rows.assign(critical=rows["light"] == Light.CRITICAL, behind=rows["light"] == Light.BEHIND)
    totals = marks.groupby("unit_id", sort=False).agg(
        critical=("critical", "sum"), behind=("behind", "sum"), gap=("gap", "min")
    )
    ordered = totals.sort_values(["critical", "behind", "gap"], ascending=[False, False, True], kind="stable")
    return [str(unit_id) for unit_id in ordered.index]


def unit_lights(briefing: Briefing) -> str:
    """Title of the unit × dimension lights: how many units are far behind somewhere, and which in most."""
    rows = briefing.unit_dimensions
    for light in (Light.CRITICAL, Light.BEHIND):
        found = rows.loc[rows["light"] == light]
        if found.empty:
            continue
        first = next(unit_id for unit_id in worst_units(briefing) if unit_id in set(found["unit_id"]))
        mine = found.loc[found["unit_id"] == first]
        if rows["unit_id"].nunique() == 1:
            return _("{light} in {number} dimensions", light=light.word, number=len(mine))
        return _(
            "Units marked {light} in a dimension: {count}; {unit} in {number}",
            count=found["unit_id"].nunique(),
            light=light.word,
            unit=mine["label"].iloc[0],
            number=len(mine),
        )
    if rows.empty:
        return _("No unit leads a task here")
    if rows["light"].eq(Light.UNKNOWN.value).all():
        return _("Nothing has been reported yet")
    return _("Nobody is behind in any dimension")


def course(briefing: Briefing) -> str:
    """Title of the S-curve: done against planned at the period's end, and where the pace leads."""
    known = briefing.curve.dropna(subset="actual")
    if known.empty:
        return _("Nothing has been reported yet")
    last, end = known.iloc[-1], briefing.curve.iloc[-1]
    first = _(
        "{actual} done by the end of {period}, {planned} planned",
        actual=figures.percent(last["actual"]),
        period=Period.parse(last["period"]).label,
        planned=figures.percent(last["planned"]),
    )
    if end["period"] == last["period"] or pd.isna(end["projected"]):
        return first
    return _(
        "{first}; at this pace {projected} by the end of {end}",
        first=first,
        projected=figures.percent(end["projected"]),
        end=Period.parse(end["period"]).label,
    )


def due(briefing: Briefing) -> str:
    """Title of the due line: how much falls due, and how much of it is behind."""
    rows, days = briefing.due_soon, briefing.plan.rules.due_soon_days
    if rows.empty:
        return _("Nothing falls due in the next {days} days", days=days)
    late = int(rows["light"].isin([Light.CRITICAL, Light.BEHIND]).sum())
    if late == 0:
        return _("Due in {days} days: {count}, none of them behind", count=len(rows), days=days)
    return _("Due in {days} days: {count}, of which behind: {late}", count=len(rows), days=days, late=late)


def due_left_out(briefing: Briefing, shown: int) -> str:
    """What a drawing of the first ``shown`` items leaves out; "" = nothing."""
    rest = len(briefing.due_soon) - shown
    return (
        _("The first {shown} are drawn, {rest} more follow later.", shown=shown, rest=rest)
        if rest > 0
        else ""
    )


def missing_units(briefing: Briefing) -> pd.DataFrame:
    """Rows of ``reports`` of this period that did not come: state missing, or open before the deadline."""
    rows = briefing.reports
    return rows.loc[(rows["period"] == briefing.period.code) & rows["state"].isin(["missing", "open"])]


def not_reported(briefing: Briefing) -> str:
    """Who has not reported, in one line."""
    rows, total = missing_units(briefing), briefing.headline.expected_units
    if rows.empty:
        return _("Every unit has reported")
    if (rows["state"] == "open").all():
        return _(
            "Still to report before the deadline: {count} of {total} units", count=len(rows), total=total
        )
    return _("Not reported: {count} of {total} units", count=len(rows), total=total)


def needs(briefing: Briefing) -> str:
    """How many matters wait for coordination."""
    if briefing.needs.empty:
        return _("No matter waits for coordination")
    return _(
        "Matters that wait for coordination: {count}",
        count=len(briefing.needs),
    )
