"""Three values 自报、核验、评价 side by side: what a unit reports, what checks found of it, what outsiders say."""

import pandas as pd

from domain.oversight import Voter
from services.briefing import Briefing


def three_values(briefing: Briefing) -> pd.DataFrame:
    """One row a unit of the Briefing, in its order: unit_id, label, group, and of the year so far

    reported, verified [0–1, weighted over the checks of tasks the unit leads; NaN = never checked], checks [count],
    enterprise, public [0–100: raw score of its votes, NaN = no votes], enterprise_votes, public_votes [count],
    enterprise_scored, public_scored [bool: enough votes].
    Reported and verified are of the very same tasks and days, so that they can be compared:
    80 and 60 % reported at weights 1 and 3 are 65 %.
    """
    units = briefing.units[["unit_id", "label", "group"]].set_index("unit_id", drop=False).rename_axis(None)
    frame = units.join(_checked(briefing.inspections))
    for voter in Voter:
        frame = frame.join(_said(briefing.voices, voter))
        frame[f"{voter}_votes"] = frame[f"{voter}_votes"].fillna(0).astype("int64")
        frame[f"{voter}_scored"] = frame[f"{voter}_scored"].eq(True)
    frame["checks"] = frame["checks"].fillna(0).astype("int64")
    return frame.reset_index(drop=True)


def _checked(checks: pd.DataFrame) -> pd.DataFrame:
    rows = checks.loc[checks["is_lead"] & checks["claimed"].notna()]
    unit, weight = rows["unit_id"], rows["weight"]
    whole = weight.groupby(unit).sum()
    return pd.DataFrame(
        {
            "reported": (rows["reported"] * weight).groupby(unit).sum() / whole,
            "verified": (rows["verified"] * weight).groupby(unit).sum() / whole,
            "checks": rows.groupby("unit_id").size(),
        }
    )


def _said(voices: pd.DataFrame, voter: Voter) -> pd.DataFrame:
    rows = voices.loc[voices["voters"] == voter.value].set_index("unit_id")
    told = rows[["raw", "valid", "scored"]]
    return told.rename(
        columns={"raw": voter.value, "valid": f"{voter}_votes", "scored": f"{voter}_scored"}
    ).rename_axis(None)
