"""What the ranking page says: who leads, who is last, who moved, and where a unit lost its points."""

import pandas as pd

from domain import figures
from domain.rules import Display
from domain.states import Band
from domain.unit_group import UnitGroup
from locales import _
from services.briefing import Briefing
from services.findings.listing import listed
from services.findings.standing import most_lost, shown, standing
from services.unit_sheet import unit_row


def title(briefing: Briefing) -> str:
    """The page's name; without the word rank where nothing is ranked."""
    names = {
        Display.RANK: _("Ranking of units"),
        Display.BANDS: _("Bands of units"),
        Display.NONE: _("Standing of units"),
    }
    return names[briefing.plan.rules.display]


def head(briefing: Briefing, subject: str = "", *, own: bool = False) -> str:
    """The first sentence. subject: unit code, "" = all; own: the viewer belongs to it and may see its score."""
    display = briefing.plan.rules.display
    if subject in set(briefing.units["unit_id"]):
        return _unit_head(briefing, unit_row(briefing, subject), own=own)
    if display is Display.NONE:
        return _("{count} units; results are not compared", count=len(briefing.units))
    scored = briefing.units.dropna(subset="score")
    if scored.empty:
        return _("No unit can be scored yet")
    if display is Display.BANDS:
        return band_counts(scored)
    return _leaders(scored)


def band_counts(units: pd.DataFrame) -> str:
    """How many units stand in each band, best first; empty bands are left out."""
    counts = units["band"].value_counts()
    parts = [
        _("{band} {count}", band=band.word, count=counts[band.value]) for band in Band if band.value in counts
    ]
    return listed(parts, len(parts))


def _leaders(scored: pd.DataFrame) -> str:
    firsts = scored.loc[scored["rank"] == 1]
    lasts = scored.loc[scored["rank"] == scored.groupby("group")["rank"].transform("max")]
    lasts = lasts.loc[lasts["rank"] > 1]
    if scored["group"].nunique() == 1:
        return _one_group(scored, firsts, lasts)
    if lasts.empty:
        return _("First of their groups: {units}", units=listed(firsts["label"].tolist()))
    return _(
        "First of their groups: {units}; last: {others}",
        units=listed(firsts["label"].tolist()),
        others=listed(lasts["label"].tolist()),
    )


def _one_group(scored: pd.DataFrame, firsts: pd.DataFrame, lasts: pd.DataFrame) -> str:
    lead = _lead(scored, firsts)
    if len(lasts) != 1:
        return lead
    last = lasts.iloc[0]
    return _("{lead}; {unit} is last with {score}", lead=lead, unit=last["label"], score=shown(last["score"]))


def _lead(scored: pd.DataFrame, firsts: pd.DataFrame) -> str:
    """``A leads by 4.17 points``, or who shares the first place."""
    if len(firsts) > 1:
        return _("{units} share the first place", units=listed(firsts["label"].tolist()))
    first = firsts.iloc[0]
    ahead = scored.loc[scored["rank"] > 1, "behind_next"].head(1)
    if ahead.empty:
        return _("{unit} scores {score}", unit=first["label"], score=shown(first["score"]))
    return _("{unit} leads by {points} points", unit=first["label"], points=figures.score(ahead.iloc[0]))


def group_title(units: pd.DataFrame) -> str:
    """The title over the bars of one group. units: rows of ``Briefing.units`` of that group."""
    word = UnitGroup(units["group"].iloc[0]).word
    scored = units.dropna(subset="rank")
    if scored.empty:
        return _("{group}: nobody can be ranked yet", group=word)
    return _("{group}: {finding}", group=word, finding=_lead(scored, scored.loc[scored["rank"] == 1]))


def unranked(units: pd.DataFrame) -> str:
    """Who takes no part, and why; "" where all are ranked."""
    rows = units.loc[units["unranked_reason"] != ""]
    parts = [
        _("{reason} ({units})", reason=reason, units=listed(group["label"].tolist(), 6))
        for reason, group in rows.groupby("unranked_reason")
    ]
    return _("Not ranked: {parts}", parts=listed(parts, len(parts))) if parts else ""


def bump_title(history: pd.DataFrame, subject: str = "") -> str:
    """The title over the lines of one group: how the subject moved, else who climbed and who fell most.

    history: ``Briefing.unit_history`` of that group.
    """
    moves = _moves(history)
    if moves.empty:
        return _("One period only: no movement to show")
    own = moves.loc[moves.index == subject]
    if len(own):
        return _(
            "{unit}: place {first} in {period}, now {last}",
            unit=own["label"].iloc[0],
            first=own["first"].iloc[0],
            last=own["last"].iloc[0],
            period=own["since"].iloc[0],
        )
    up, down = int(moves["change"].iloc[-1]), int(moves["change"].iloc[0])
    if up <= 0 <= down:
        return _("Nobody has changed place since {period}", period=moves["since"].min())
    return _(
        "Since {period}: {climber} {climb}, {faller} {fall}",
        period=moves["since"].min(),
        climber=moves["label"].iloc[-1],
        climb=f"▲{up}",
        faller=moves["label"].iloc[0],
        fall=f"▼{-down}",
    )


def climber(history: pd.DataFrame) -> str:
    """Code of the unit that climbed most, which the title names; "" where nobody did."""
    moves = _moves(history)
    return str(moves.index[-1]) if len(moves) and moves["change"].iloc[-1] > 0 else ""


def _moves(history: pd.DataFrame) -> pd.DataFrame:
    """First and last rank of each unit with ranks in two or more periods, the newest too; best climber last."""
    ranked = history.dropna(subset="rank").sort_values("as_of")
    first, last = (
        ranked.drop_duplicates("unit_id", keep=kept).set_index("unit_id").sort_index()
        for kept in ("first", "last")
    )
    ends = pd.DataFrame(
        {
            "first": first["rank"],
            "last": last["rank"],
            "since": first["period"],
            "until": last["period"],
            "label": last["label"],
        }
    )
    lasting = (ends["since"] < ends["until"]) & (ends["until"] == history["period"].max())
    moves: pd.DataFrame = ends.loc[lasting].assign(change=ends["first"] - ends["last"])
    return moves.sort_values("change", kind="stable")


def _unit_head(briefing: Briefing, row: pd.Series, *, own: bool) -> str:
    display = briefing.plan.rules.display
    if pd.isna(row["score"]):
        return _("{unit} has no score: {reason}", unit=row["label"], reason=row["unranked_reason"])
    if display is Display.NONE and not own:
        return _(
            "{unit}: {completion} done, {gap} points against schedule",
            unit=row["label"],
            completion=figures.percent(row["completion"]),
            gap=figures.points(row["gap"]),
        )
    return _("{standing}; {loss}", standing=standing(briefing, row), loss=most_lost(briefing, row["unit_id"]))
