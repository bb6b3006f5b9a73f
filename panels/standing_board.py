"""排名板: the units of each group as the rules want them shown: by rank, in bands, or by name alone."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from charts.bump import bump
from charts.components import score_key
from charts.score_bars import PICK, score_bars
from domain import figures
from domain.rules import Display, Rules
from domain.states import Band
from domain.unit_group import UnitGroup
from locales import _
from panels import cards
from panels.filters import UNIT_KEY, unit_words
from panels.paper_table import plain
from panels.pictures import picture
from panels.unit_table import by_name, column_width, unit_table
from services.briefing import Briefing
from services.findings import ranking, standing
from services.findings.verification import doubt_note, honesty_note

_ALL_SHOWN = 20


def draw_board(briefing: Briefing, subject: str = "", *, with_key: bool = False) -> None:
    """Every group of the briefing, side by side where there is room.

    subject: code of the unit that stands out. with_key: what the tones of the bars mean, right below them.
    """
    present = set(briefing.units["group"])
    groups = [group.value for group in UnitGroup if group.value in present]
    parts = {Display.RANK: (_ranks, _movement), Display.BANDS: (_bands,), Display.NONE: (_names,)}
    column = column_width(briefing.units["label"])
    for number, draw in enumerate(parts[briefing.plan.rules.display]):
        if draw is _movement and with_key:
            draw_key(briefing)
        key = f"ranking_groups_{number}"
        with st.grid(len(groups), min_column_width=column, gap="medium", key=key) as grid:
            for group in groups:
                with grid.cell():
                    draw(briefing, group, subject)


def _of_group(frame: pd.DataFrame, group: str) -> pd.DataFrame:
    return frame.loc[frame["group"] == group]


def draw_key(briefing: Briefing) -> None:
    """How 100 points are made up, which is also the key to the bars; nothing where no points are shown."""
    if briefing.plan.rules.display is not Display.RANK or briefing.score_lines.empty:
        return
    title = _("How 100 points are made up")
    bar = picture(score_key, standing.weight_rows(briefing), cards.look())
    cards.chart(title, bar, key="score_key", wide=True)
    notes = standing.weights_note(), honesty_note(), doubt_note(briefing.plan.rules)
    st.caption(" ".join(notes))


def _ranks(briefing: Briefing, group: str, subject: str) -> None:
    units = _of_group(briefing.units, group)
    if units["rank"].notna().any():
        key = f"ranks_{group}"
        with _room(len(units)):
            cards.chart(
                ranking.group_title(units),
                picture(score_bars, units, briefing.score_lines, briefing.plan.rules, cards.look(), subject),
                key=key,
                wide=True,
                on_select=_chosen(key, unit_words(briefing.plan)),
            )
    else:
        cards.part_title(ranking.group_title(units))
    if reasons := ranking.unranked(units):
        st.caption(reasons)


def _movement(briefing: Briefing, group: str, subject: str) -> None:
    history = _of_group(briefing.unit_history, group)
    if history.dropna(subset="rank")["period"].nunique() < 2:
        return
    finding = ranking.bump_title(history, subject)
    with _room(history["unit_id"].nunique()):
        cards.chart(
            finding if subject else _("{group}: {finding}", group=UnitGroup(group).word, finding=finding),
            picture(bump, history, cards.look(), subject or ranking.climber(history)),
            key=f"bump_{group}",
        )


def _room(count: int) -> st.delta_generator.DeltaGenerator:
    """A box as high as its chart, or one that scrolls where a group is very large."""
    return st.container(height=720 if count > _ALL_SHOWN else "content", border=False)


def _chosen(key: str, words: dict[str, str]) -> Callable[[], None]:
    """For a chart's callback: the clicked unit becomes the chosen one."""

    def choose() -> None:
        picked = st.session_state[key].selection.get(PICK)
        if picked and picked[0].get("unit_id") in words:
            st.session_state[UNIT_KEY] = words[picked[0]["unit_id"]]

    return choose


def _bands(briefing: Briefing, group: str, subject: str) -> None:
    units = _of_group(briefing.units, group)
    counts = ranking.band_counts(units) or _("No unit can be scored yet")
    cards.part_title(_("{group}: {finding}", group=UnitGroup(group).word, finding=counts))
    st.caption(_("Behind each name its honesty gap in points; — = never checked."))
    words = unit_words(briefing.plan)
    for band in Band:
        with st.container(border=True, key=f"band_{group}_{band.value}", gap="xxsmall"):
            st.markdown(f"**{band.word}** :gray[{band_range(band, briefing.plan.rules)}]")
            _band_members(units.loc[units["band"] == band.value], words, subject)
    if reasons := ranking.unranked(units):
        st.caption(reasons)


def _band_members(units: pd.DataFrame, words: dict[str, str], subject: str) -> None:
    """The units of a band by name, so that no order shows inside it."""
    if units.empty:
        st.caption(_("no unit"))
        return
    gaps = {code: figures.points(gap) for code, gap in zip(units["unit_id"], units["honesty"], strict=True)}
    with st.container(horizontal=True, gap="small"):
        for label, unit_id in by_name(units):
            name = f"**{plain(label)}**" if unit_id == subject else plain(label)
            st.button(
                f"{name} :gray[{gaps[unit_id]}]",
                key=f"band_{unit_id}",
                type="tertiary",
                on_click=_choose_unit,
                args=(words[unit_id],),
            )


def band_range(band: Band, rules: Rules) -> str:
    """The scores of a band: ``90 and above``, ``80 to under 90``, ``under 60``."""
    limits = {Band.EXCELLENT: rules.excellent, Band.GOOD: rules.good, Band.FAIR: rules.fair}
    if band is Band.EXCELLENT:
        return _("{low:g} and above", low=rules.excellent)
    above = list(Band)[list(Band).index(band) - 1]
    if band is Band.POOR:
        return _("under {high:g}", high=rules.fair)
    return _("{low:g} to under {high:g}", low=limits[band], high=limits[above])


def _choose_unit(name: str) -> None:
    st.session_state[UNIT_KEY] = name


def _names(briefing: Briefing, group: str, _subject: str) -> None:
    cards.part_title(UnitGroup(group).word)
    unit_table(briefing, _of_group(briefing.units, group), key=f"names_{group}")
