"""What the page of letters shows this viewer: letters as they stand, what is proposed, what the office left alone."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from accounts.roles import Action, can
from domain.figures import SHANGHAI
from domain.plan import Plan
from panels import reads, session
from panels.filters import Filters
from services.briefing import Briefing
from services.letter_ledger import judged_letters_on, letters_on, of_unit, settled_keys
from services.letter_proposals import Proposed, idle, proposed
from store.letters import fetch_letters, fetch_steps
from store.oversight import fetch_oversight
from store.queries import fetch_revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """letters: ``letters_on`` of the chosen units, judged on ``day``; every: of all.

    proposed, idle: None = not for this viewer, or no figures yet. is_newest: the period shown is the newest one.
    """

    letters: pd.DataFrame
    every: pd.DataFrame
    proposed: Proposed | None
    idle: pd.DataFrame | None
    day: date
    is_newest: bool


@st.cache_data(show_spinner=False, max_entries=4)
def _stored(_engine: Engine, name: str, revision: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:  # noqa: ARG001 - the cache's key
    return fetch_letters(_engine), fetch_steps(_engine), fetch_oversight(_engine)["decisions"]


def sight(plan: Plan) -> Letters:
    """All of it for the viewer: a unit's staff see the letters to their unit and to all."""
    viewer, chosen = session.viewer(plan), session.filters()
    engine = session.store().engine
    stored, steps, decisions = _stored(engine, str(engine.url), fetch_revision(engine))
    sees_district = can(viewer.role, Action.SEE_DISTRICT)
    whole = reads.current_briefing(Filters(period=chosen.period)) if sees_district else None
    labels = {unit.unit_id: unit.label for unit in plan.units}
    day = _judged(plan, letters_on(stored, steps, labels, date.max), whole)
    every = letters_on(stored, steps, labels, day)
    periods = reads.periods()
    units = _chosen_units(plan, chosen, viewer.unit_id)
    return Letters(
        letters=of_unit(every, viewer.unit_id) if viewer.unit_id else _within(every, "unit_id", units),
        every=every,
        proposed=_proposed(whole, every, settled_keys(steps), units),
        idle=None if whole is None else _within(idle(whole, every, decisions), "lead_unit", units),
        day=day,
        is_newest=chosen.period is None or chosen.period in periods[-1:],
    )


def _judged(plan: Plan, letters: pd.DataFrame, whole: Briefing | None) -> date:
    today = reads.now().astimezone(SHANGHAI).date()
    return judged_letters_on(plan, letters, as_of=whole.as_of if whole else None, today=today)


def _proposed(
    whole: Briefing | None, every: pd.DataFrame, settled: frozenset[str], units: frozenset[str] | None
) -> Proposed | None:
    if whole is None:
        return None
    found = proposed(whole, every, settled)
    if units is None:
        return found
    mine = tuple(one for one in found.proposals if one.unit_id in units)
    return Proposed(proposals=mine, covered=found.covered)


def _chosen_units(plan: Plan, chosen: Filters, own: str | None) -> frozenset[str] | None:
    """Codes of the units chosen above; None = all."""
    unit, group = own or chosen.unit, chosen.group
    if unit is None and group is None:
        return None
    fits = [one for one in plan.units if unit in (None, one.unit_id) and group in (None, one.group.value)]
    return frozenset(one.unit_id for one in fits)


def _within(rows: pd.DataFrame, column: str, units: frozenset[str] | None) -> pd.DataFrame:
    return rows if units is None else rows.loc[rows[column].isin(units)].reset_index(drop=True)
