"""Checks as the verification page, a slide or a letter shows them: pairs, coverage by quarter, counts by field, a register."""

import pandas as pd

from domain.oversight import Field


def pairs(inspections: pd.DataFrame) -> pd.DataFrame:
    """The newest check of each task at the unit that leads it, what was claimed most above what was found first.

    inspections: ``Briefing.inspections``, whose columns are kept. Tasks that were never reported are left out.
    """
    known = inspections.loc[inspections["is_lead"]].dropna(subset=["reported", "verified"])
    newest = known.sort_values("inspected_on", kind="stable").drop_duplicates("task_id", keep="last")
    return newest.sort_values(["claimed", "unit_id", "task_id"], ascending=[False, True, True]).reset_index(
        drop=True
    )


def coverage_by_quarter(coverage: pd.DataFrame) -> pd.DataFrame:
    """One row a quarter, in time order: quarter, inspected, units [counts], share [0–1].

    coverage: ``Briefing.coverage``. Source: docs/terms/verification.md.
    """
    seen = coverage.assign(inspected=coverage["inspection_count"] > 0)
    rows = seen.groupby("quarter").agg(inspected=("inspected", "sum"), units=("unit_id", "nunique"))
    return rows.assign(share=rows["inspected"] / rows["units"]).reset_index()


def units_by_coverage(coverage: pd.DataFrame) -> pd.DataFrame:
    """One row a unit: unit_id, label, group, now, year [checks in the last quarter and in all]; the least seen first."""
    if coverage.empty:
        return pd.DataFrame(columns=["unit_id", "label", "group", "now", "year"])
    last = coverage["quarter"].max()
    now = coverage.loc[coverage["quarter"] == last].set_index("unit_id")["inspection_count"]
    year = coverage.groupby("unit_id")["inspection_count"].sum()
    units = coverage[["unit_id", "label", "group"]].drop_duplicates("unit_id")
    rows = units.assign(now=units["unit_id"].map(now), year=units["unit_id"].map(year))
    order = rows.assign(is_seen=rows["now"] > 0).sort_values(["is_seen", "now", "year", "unit_id"])
    return order.drop(columns="is_seen").reset_index(drop=True)


def by_field(inspections: pd.DataFrame) -> pd.DataFrame:
    """One row a field, in the speech's order, those without a field last: checks, units, flagged [counts], claimed.

    field: Field value, "" = not told (a row only where there are such checks). claimed [mean of points reported above
    verified, by the tasks' weights, at units that lead the task; NaN = none].
    """
    rows = []
    for field in (*(one.value for one in Field), ""):
        mine = inspections.loc[inspections["field"] == field]
        if field or len(mine):
            rows.append(
                {
                    "field": field,
                    "checks": len(mine),
                    "units": mine["unit_id"].nunique(),
                    "flagged": int((mine["flagged"] & mine["is_lead"]).sum()),
                    "claimed": mean_claimed(mine),
                }
            )
    return pd.DataFrame(rows)


def mean_claimed(inspections: pd.DataFrame) -> float:
    """The mean of what was reported above verified [points], by the tasks' weights; NaN without checks."""
    led = inspections.loc[inspections["is_lead"]].dropna(subset="claimed")
    weights = led["weight"].sum()
    return float((led["claimed"] * led["weight"]).sum() / weights) if weights else float("nan")


def found(inspections: pd.DataFrame, words: str) -> pd.DataFrame:
    """Checks whose unit, task, finding, evidence or note hold every one of the words; all where there are none."""
    texts = inspections[["label", "task_id", "name", "finding", "evidence", "note"]].agg(" ".join, axis=1)
    kept = pd.Series(True, index=inspections.index)
    for word in words.casefold().split():
        kept &= texts.str.casefold().str.contains(word, regex=False)
    return inspections.loc[kept]
