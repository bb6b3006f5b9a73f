"""What the verification page says: how many units were checked, and whether their reports held up."""

import pandas as pd

from domain import figures
from domain.light import Light
from domain.oversight import Field
from domain.rules import Rules
from domain.unit_group import UnitGroup
from locales import _
from services.briefing import Briefing
from services.check_tables import coverage_by_quarter, units_by_coverage
from services.findings.listing import listed

_SHOWN = 4


def head(briefing: Briefing) -> str:
    """The first line: coverage of the quarter, how far reports lay above what was found, and where most."""
    now = this_quarter(briefing)
    if now is None:
        return _("There is no unit in this selection.")
    first = _(
        "{quarter}: {inspected} of {units} units checked",
        quarter=quarter_words(now["quarter"]),
        **_counts(now),
    )
    if briefing.inspections.empty:
        return _("{first}; no check this year yet", first=first)
    gap = briefing.headline.honesty
    if gap is None:
        return _("{first}; {count} checks this year", first=first, count=len(briefing.inspections))
    worst = briefing.units.dropna(subset="honesty").nlargest(1, "honesty")
    if gap < 0.05 or worst.empty or worst.iloc[0]["honesty"] <= 0:
        return _(
            "{first}; reports hold up: {points} points on average", first=first, points=figures.points(gap)
        )
    return _(
        "{first}; reports are {points} points too high, most at {unit} ({most})",
        first=first,
        points=figures.points(gap).lstrip("+"),
        unit=worst.iloc[0]["label"],
        most=figures.points(worst.iloc[0]["honesty"]),
    )


def this_quarter(briefing: Briefing) -> pd.Series | None:
    """The newest row of ``coverage_by_quarter``; None where no unit is chosen."""
    rows = coverage_by_quarter(briefing.coverage)
    return None if rows.empty else rows.iloc[-1]


def _counts(row: pd.Series) -> dict[str, int]:
    return {"inspected": int(row["inspected"]), "units": int(row["units"])}


def quarter_words(quarter: str) -> str:
    """``2022-Q3`` as it is said."""
    year, _dash, number = quarter.partition("-Q")
    return _("{year} Q{number}", year=year, number=int(number))


def honesty_note() -> str:
    """What the honesty gap beside a rank is."""
    return _("Honesty gap: points reported above verified, the mean of the year's checks; — = never checked.")


def doubt_note(rules: Rules) -> str:
    """What the signs before a honesty gap say."""
    return _(
        "{behind} above {low:g} points, {critical} above {high:g} points: the reports are in doubt.",
        behind=Light.BEHIND.shape,
        low=rules.award_claimed,
        critical=Light.CRITICAL.shape,
        high=rules.talk_claimed,
    )


def pairs_title(rows: pd.DataFrame) -> str:
    """The line above reported and verified side by side. rows: ``check_tables.pairs``."""
    if rows.empty:
        return _("No task has been both reported and checked yet")
    flagged = int(rows["flagged"].sum())
    worst = rows.iloc[0]
    if worst["claimed"] <= 0:
        return _("Of {count} tasks checked none was reported above what was found", count=len(rows))
    return _(
        "{flagged} of {count} tasks checked differ by more than a tenth; most: {unit}, {task} ({points})",
        flagged=flagged,
        count=len(rows),
        unit=worst["label"],
        task=worst["name"],
        points=figures.points(worst["claimed"]),
    )


def unit_pairs_title(rows: pd.DataFrame) -> str:
    """The line above one unit's pairs. rows: ``check_tables.pairs``, not empty."""
    flagged = int(rows["flagged"].sum())
    if not flagged:
        return _("{count} tasks checked, none differs by more than a tenth", count=len(rows))
    return _(
        "{count} tasks checked, {flagged} differ by more than a tenth (most {points} points)",
        count=len(rows),
        flagged=flagged,
        points=figures.points(max(rows["claimed"], key=abs)),
    )


def pairs_key() -> str:
    """What the marks of the pairs mean."""
    return _("Hollow: reported. Filled: found. ◆ differs by more than a tenth. Click a row to open its task.")


def coverage_title(coverage: pd.DataFrame) -> str:
    """The line above the map of coverage: who is missing this quarter."""
    units = units_by_coverage(coverage)
    missing = units.loc[units["now"] == 0, "label"].tolist()
    if not missing:
        return _("Every unit has been checked this quarter: the goal of 100% is met")
    return _("Not checked this quarter: {units}", units=listed(missing, _SHOWN))


def coverage_note() -> str:
    """What the map's cells are."""
    return _(
        "Checks by quarter; goal: every unit in every quarter. Those not checked this quarter come first."
    )


def field_title(rows: pd.DataFrame) -> str:
    """The line above the five fields. rows: ``check_tables.by_field``."""
    told = rows.loc[rows["field"] != ""]
    if told["checks"].sum() == 0:
        return _("No check tells yet which of the five fields it is about")
    most = told.nlargest(1, "checks").iloc[0]
    words = _("Most checks: {field}, {count}", field=Field(most["field"]).word, count=most["checks"])
    empty = [Field(value).word for value in told.loc[told["checks"] == 0, "field"]]
    if empty:
        return _("{first}; none yet: {fields}", first=words, fields=listed(empty, len(empty)))
    worst = told.dropna(subset="claimed").nlargest(1, "claimed")
    if worst.empty:
        return words
    if worst.iloc[0]["field"] == most["field"]:
        return _(
            "{first}; furthest apart too ({points})",
            first=words,
            points=figures.points(worst.iloc[0]["claimed"]),
        )
    return _(
        "{first}; furthest apart: {field} ({points})",
        first=words,
        field=Field(worst.iloc[0]["field"]).word,
        points=figures.points(worst.iloc[0]["claimed"]),
    )


def field_word(value: str) -> str:
    """A field's name; of checks that don't tell, that."""
    return Field(value).word if value else _("Not told")


def register_title(shown: int, total: int) -> str:
    """The line above the register."""
    if shown == total:
        return _("Register of checks: {count}, the newest first", count=total)
    return _("Register of checks: {shown} of {count}", shown=shown, count=total)


def groups_words(groups: pd.Series) -> str:
    """How many units of each group: ``Streets 6 · Departments 13``."""
    counts = groups.value_counts()
    return " · ".join(
        _("{group} {count}", group=group.word, count=int(counts[group.value]))
        for group in UnitGroup
        if group.value in counts
    )
