"""权重推演: the office moves the weights, sees who would move and how firm each stands; nothing is written."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from accounts.roles import Action, can
from charts.robust_bars import robust_bars
from charts.slope import slope
from domain.rules import Component, Display, Rules
from domain.unit_group import UnitGroup
from locales import _
from panels import cards, reads, session
from panels.absence import draw_absence
from panels.filters import Filters
from panels.pictures import picture
from panels.unit_table import column_width
from services.briefing import Briefing
from services.findings import what_if as findings
from services.what_if import moves, robustness, with_weights


def render() -> None:
    """Draw the page."""
    if not can(session.actor().role, Action.PUBLISH):
        cards.nothing(_("Only the supervision office tries out weights."))
        return
    chosen = session.filters()
    briefing = reads.current_briefing(Filters(period=chosen.period, group=chosen.group))
    if briefing is None:
        draw_absence()
        return
    rules = briefing.plan.rules
    if rules.display is Display.NONE:
        cards.page_head(_("What if"), _("Results are not compared, so there is nothing to try out"))
        cards.footnote(briefing)
        return
    head, knobs = st.container(), st.container(border=True)
    with knobs:
        tried = _tried(rules)
    if tried is not None:
        rows = moves(briefing, tried)
        with head:
            cards.page_head(_("What if"), findings.head(rows, rules.display))
        _by_group(rows, briefing, _draw_moves)
    else:
        with head:
            cards.page_head(_("What if"), _("All weights are 0: give at least one of them some"))
    cards.part_title(_("How firm each unit stands"))
    st.caption(findings.robustness_note())
    _by_group(robustness(briefing), briefing, _draw_robustness)
    cards.footnote(briefing)


def _tried(rules: Rules) -> Rules | None:
    """The rules by the sliders; None while all stand at 0."""
    weights: dict[Component, float] = {}
    for part, column in zip(Component, st.columns(len(Component)), strict=True):
        with column:
            key = f"weight_{part.value}"
            st.session_state.setdefault(key, float(rules.weight(part)))
            weights[part] = st.slider(part.word, 0.0, 100.0, step=0.5, format="%g", key=key)
    words, back = st.columns([6, 1], vertical_alignment="center")
    words.caption(findings.sum_note(weights))
    back.button(_("As in force"), key="weights_back", on_click=_back, args=(rules,), width="stretch")
    try:
        return with_weights(rules, weights)
    except ValueError:
        return None


def _back(rules: Rules) -> None:
    for part in Component:
        st.session_state[f"weight_{part.value}"] = float(rules.weight(part))


def _by_group(
    rows: pd.DataFrame, briefing: Briefing, draw: Callable[[pd.DataFrame, Rules, str], None]
) -> None:
    present = [group.value for group in UnitGroup if group.value in set(rows["group"])]
    if not present:
        cards.nothing(_("No unit can be scored yet"))
        return
    grid = st.grid(len(present), min_column_width=column_width(rows["label"]), gap="medium")
    for group in present:
        with grid.cell():
            draw(rows.loc[rows["group"] == group], briefing.plan.rules, group)


def _draw_moves(rows: pd.DataFrame, rules: Rules, group: str) -> None:
    title = findings.group_title(rows, rules.display)
    if rules.display is Display.BANDS:
        cards.part_title(title)
        for line in findings.band_moves(rows):
            st.markdown(line)
        return
    cards.chart(
        title,
        picture(slope, rows, (_("as in force"), _("as tried")), cards.look()),
        key=f"slope_{group}",
        wide=True,
    )


def _draw_robustness(rows: pd.DataFrame, rules: Rules, group: str) -> None:
    ranked = rules.display is Display.RANK
    field = "rank_kept" if ranked else "band_kept"
    ordered = rows.sort_values(["rank", "label"] if ranked else ["label"])
    cards.chart(
        findings.firm_title(ordered, field, UnitGroup(group)),
        picture(robust_bars, ordered, field, cards.look()),
        key=f"robust_{group}",
        wide=True,
    )
