"""What is said of the three values of a unit: reported, verified and outside ones, beside each other."""

import pandas as pd

from domain import figures
from domain.oversight import Voter
from domain.rules import Rules
from locales import _
from metrics.verification import doubt


def line(row: pd.Series) -> str:
    """All three in one line. row: of ``services.three_values``."""
    return _("; ").join((checked(row), *(f"{voter.word} {said(row, voter)}" for voter in Voter)))


def checked(row: pd.Series) -> str:
    """Reported and verified of the same tasks."""
    if not row["checks"]:
        return _("not checked yet this year")
    return _(
        "reported {reported}, verified {verified} ({count} checks)",
        reported=figures.percent(row["reported"]),
        verified=figures.percent(row["verified"]),
        count=row["checks"],
    )


def said(row: pd.Series, voter: Voter) -> str:
    """The raw score of a voter group with its n; that it has too few votes, or none."""
    count = row[f"{voter}_votes"]
    if not count:
        return _("no votes")
    score = _("{score} ({count} votes)", score=f"{row[voter]:.1f}", count=count)
    return score if row[f"{voter}_scored"] else _("{score}, sample too small", score=score)


def mark(row: pd.Series, rules: Rules) -> str:
    """▲ or ◆ where more was reported than found, by the limits of the board above; else ""."""
    light = doubt(claimed(row), rules)
    return f"{light.shape} " if light else ""


def claimed(row: pd.Series) -> float:
    """Points reported above what was found; NaN where nothing was checked."""
    return float(row["reported"] - row["verified"]) * 100


def title(rows: pd.DataFrame) -> str:
    """The finding over the three values of many units."""
    known = rows.loc[rows["checks"] > 0]
    if known.empty:
        return _("Reported, verified and outside values: nothing checked yet")
    over = (known["reported"] - known["verified"]) * 100
    if over.max() < 0.05:
        return _("Reported, verified and outside values: no unit reports more than was found")
    return _(
        "Reported, verified and outside values: {unit} reports {points} points more than was found",
        unit=known["label"].iloc[int(over.argmax())],
        points=figures.points(over.max()).lstrip("+"),
    )
