"""The parts of the page of ratings: one voter group with its trend and units, the votes against, one unit's votes."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from charts.rating_trend import rating_trend
from charts.text_room import text_room
from charts.vote_bars import PICK, deepest, vote_bars, vote_key
from domain import figures
from domain.oversight import GRADES, Voter
from domain.rules import Display
from domain.unit_group import UnitGroup
from locales import _
from panels import cards, links
from panels.filters import unit_words
from panels.paper_table import paper_table
from panels.pictures import picture
from panels.unit_table import by_name
from services.briefing import Briefing
from services.findings import ratings as findings
from services.votes import negatives, over_time

_ALL_SHOWN, _AT_ONCE = 30, 10


def draw_voters(briefing: Briefing, voter: Voter) -> None:
    """One voter group: its trend, then its units by group, lowest first."""
    voices = briefing.voices.loc[briefing.voices["voters"] == voter]
    st.subheader(voter.word, anchor=False)
    if voices.empty:
        cards.nothing(_("No votes of this group have been handed in."))
        return
    ratings = briefing.ratings.loc[briefing.ratings["voters"] == voter]
    title, rules = findings.trend_title(ratings, voter), briefing.plan.rules
    picture = rating_trend(over_time(ratings), rules.rating_minimum, cards.look())
    cards.chart(title, picture, key=f"rating_trend_{voter.value}", wide=True)
    for group in UnitGroup:
        rows = voices.loc[voices["group"] == group.value]
        if len(rows):
            _group(briefing, rows, voter, group)
    if few := findings.too_few(voices, rules):
        st.caption(few)


def _group(briefing: Briefing, rows: pd.DataFrame, voter: Voter, group: UnitGroup) -> None:
    display, key = briefing.plan.rules.display, f"votes_{voter.value}_{group.value}"
    title = findings.group_title(rows, group, display)
    room = text_room(briefing.voices["label"], cards.look())
    with st.container(height=720 if len(rows) > _ALL_SHOWN else "content", border=False):
        cards.chart(
            title,
            picture(
                vote_bars, _ordered(rows, display), cards.look(), room=room, least=deepest(briefing.voices)
            ),
            key=key,
            wide=True,
            on_select=_opened(key, unit_words(briefing.plan)),
        )


def _ordered(rows: pd.DataFrame, display: Display) -> pd.DataFrame:
    """Lowest first; by name where nothing is compared."""
    if display is Display.NONE:
        return rows.set_index("unit_id", drop=False).loc[[code for _label, code in by_name(rows)]]
    return rows.sort_values(["scored", "shrunk"], ascending=[False, True], kind="stable")


def _opened(key: str, words: dict[str, str]) -> Callable[[], None]:
    """For a chart's callback: to the page of the clicked unit."""

    def turn() -> None:
        picked = st.session_state[key].selection.get(PICK)
        if picked and picked[0].get("unit_id") in words:
            links.turn_to("unit", unit=words[picked[0]["unit_id"]])

    return turn


def draw_key(briefing: Briefing) -> None:
    """How to read the bars and how votes become points."""
    st.caption(vote_key())
    st.caption(findings.how_counted(briefing.plan.rules))


def draw_negatives(briefing: Briefing, *, of_one: bool) -> None:
    """Votes against and what was done about them: of this period, of one unit those of the year."""
    rows = negatives(briefing.ratings, None if of_one else briefing.period.code)
    cards.part_title(findings.negatives_title(rows))
    if rows.empty:
        return
    paper_table(_negative_rows(rows.head(_AT_ONCE)))
    if len(rows) > _AT_ONCE:
        with st.expander(_("{count} more", count=len(rows) - _AT_ONCE)):
            paper_table(_negative_rows(rows.iloc[_AT_ONCE:]))


def _negative_rows(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Period"): rows["period"],
            _("Unit"): rows["label"],
            _("Voters"): [Voter(code).word for code in rows["voters"]],
            _("Votes against"): [
                f"{against}/{valid}" for against, valid in zip(rows["negative"], rows["valid"], strict=True)
            ],
            _("Measures taken"): rows["measures"].where(rows["told"], _("nothing written")),
            _("Where it stands"): rows["file_name"].str.cat(rows["place"], sep=" "),
        }
    )


def draw_votes(briefing: Briefing) -> None:
    """Every row of votes on one unit, newest first, with the cell it stands in."""
    rows = briefing.ratings.iloc[::-1]
    if rows.empty:
        return
    cards.part_title(_("Every row of votes, n = {count}", count=len(rows)))
    grades = (
        _("Very satisfied"),
        _("Satisfied votes"),
        _("Fairly satisfied"),
        _("Dissatisfied votes"),
        _("Very dissatisfied"),
    )
    counts = {word: rows[grade].astype("str") for word, grade in zip(grades, GRADES, strict=True)}
    told = {
        _("Period"): rows["period"],
        _("Voters"): [Voter(code).word for code in rows["voters"]],
        **counts,
        _("Votes / asked"): [
            f"{valid} / {figures.quantity(asked)}"
            for valid, asked in zip(rows["valid"], rows["sample"], strict=True)
        ],
        _("Raw"): [f"{value:.1f}" for value in rows["raw"]],
        _("Where it stands"): rows["file_name"].str.cat(rows["place"], sep=" "),
    }
    paper_table(pd.DataFrame(told))
