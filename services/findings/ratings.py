"""What the page of ratings says: what enterprises and the public think, who is rated lowest, what is done about it."""

from collections.abc import Iterator

import pandas as pd

from domain import figures
from domain.oversight import Voter
from domain.rules import Display, Rules
from domain.unit_group import UnitGroup
from locales import _
from services.findings.listing import listed
from services.votes import over_time, whole


def head(voices: pd.DataFrame, unit: str = "") -> str:
    """The first sentence: both voter groups, each with its n and its share of votes against.

    voices: of ``Briefing.voices``; unit: the label of the one that they are of, "" = of several.
    """
    told = list(_of_voters(voices))
    if not told:
        return _("Neither enterprises nor the public have voted yet")
    if unit:
        return _("{unit}, this year so far: {told}", unit=unit, told=_("; ").join(told))
    return _("This year so far: {told}", told=_("; ").join(told))


def _of_voters(voices: pd.DataFrame) -> Iterator[str]:
    for voter in Voter:
        rows = voices.loc[voices["voters"] == voter]
        if rows.empty:
            continue
        votes = whole(rows)
        yield _(
            "{who}: {score} ({count} votes, {negative} against)",
            who=voter.word,
            score=f"{votes['raw']:.1f}",
            count=figures.money(votes["valid"]),
            negative=figures.percent(votes["negative"] / votes["valid"]),
        )


def group_title(rows: pd.DataFrame, group: UnitGroup, display: Display) -> str:
    """The title over the units of one group: who is rated lowest, or only how many where nothing is compared."""
    scored = rows.loc[rows["scored"]].sort_values("shrunk")
    if display is Display.NONE or len(scored) < 2:
        return _("{group}: {count} units rated", group=group.word, count=len(rows))
    lowest = scored.iloc[0]
    return _(
        "{group}: lowest {unit} {score}, {negative} of {count} votes against",
        group=group.word,
        unit=lowest["label"],
        score=figures.score(lowest["shrunk"]),
        negative=lowest["negative"],
        count=lowest["valid"],
    )


def too_few(rows: pd.DataFrame, rules: Rules) -> str:
    """Who has too few votes to be scored; "" = nobody."""
    few = rows.loc[~rows["scored"]]
    if few.empty:
        return ""
    names = [
        _("{unit} ({count} votes)", unit=unit, count=count)
        for unit, count in zip(few["label"], few["valid"], strict=True)
    ]
    return _(
        "Sample too small, shown and not scored (below {minimum} votes): {units}",
        minimum=rules.rating_minimum,
        units=listed(names, 6),
    )


def how_counted(rules: Rules) -> str:
    """How votes become points, in words."""
    return _(
        "Five grades count 100, 80, 60, 30 and 0; raw = Σ votes × points / votes. Counted = (n × raw + {weight} × mean of the group) / (n + {weight}), so that a small sample moves little. Below {minimum} votes: sample too small, shown and not scored. The votes of the year so far count together.",
        weight=rules.rating_shrinkage,
        minimum=rules.rating_minimum,
    )


def trend_title(ratings: pd.DataFrame, voter: Voter) -> str:
    """The title over the periods: the newest one against the one before."""
    rows = over_time(ratings.loc[ratings["voters"] == voter])
    if len(rows) < 2:
        return _("First period with votes: no trend yet")
    last, before = rows.iloc[-1], rows.iloc[-2]
    return _(
        "{period}: {score} points, {step} against {before}",
        period=last["period"],
        score=f"{last['raw']:.1f}",
        step=figures.points(last["raw"] - before["raw"]),
        before=before["period"],
    )


def negatives_title(rows: pd.DataFrame) -> str:
    """The title over the votes against. rows: ``votes.negatives``."""
    if rows.empty:
        return _("No vote against")
    return _(
        "{count} votes against; what was done is written for {told} of {rows} rows",
        count=rows["negative"].sum(),
        told=rows["told"].sum(),
        rows=len(rows),
    )
