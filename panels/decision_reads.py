"""Which decisions this viewer sees, as they stand on which day."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from accounts.roles import Role
from domain.figures import SHANGHAI
from domain.plan import Plan
from panels import reads, session
from services.decision_ledger import decisions_on, judged_on, of_units
from store.oversight import fetch_oversight
from store.queries import fetch_revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What is seen: decisions [``decisions_on``] of the chosen units, and of everybody, for what answers a request.

    day: judged on; is_newest: as they stand, not as they stood.
    """

    decisions: pd.DataFrame
    every: pd.DataFrame
    day: date
    is_newest: bool


@st.cache_data(show_spinner=False, max_entries=4)
def _stored(_engine: Engine, name: str, revision: int) -> pd.DataFrame:  # noqa: ARG001 - the cache's key
    return fetch_oversight(_engine)["decisions"]


def sight(plan: Plan) -> Sight | None:
    """What was decided, newest word on each; of a period before the newest, and by a viewing link, as it stood then.

    Decisions are the meetings' own words and no figures of a period: who sees the district sees them without waiting
    for a period to be published. A unit's staff see those that name the unit. None: nothing may be seen yet.
    """
    viewer, chosen = session.viewer(plan), session.filters()
    briefing, periods = reads.current_briefing(), reads.periods()
    is_newest = chosen.period is None or chosen.period == periods[-1]
    if viewer.role is Role.SCREEN or not is_newest:
        if briefing is None:
            return None
        then = briefing.decisions
        return Sight(decisions=then, every=then, day=briefing.as_of, is_newest=False)
    engine = session.store().engine
    stored = _stored(engine, str(engine.url), fetch_revision(engine))
    day = judged_on(
        plan,
        stored,
        as_of=briefing.as_of if briefing else None,
        today=reads.now().astimezone(SHANGHAI).date(),
    )
    rows = decisions_on(stored, {unit.unit_id: unit.label for unit in plan.units}, day)
    return Sight(decisions=_chosen(rows, plan), every=rows, day=day, is_newest=True)


def _chosen(rows: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Those of the unit or group chosen above; a unit's staff always see their own alone."""
    viewer, chosen = session.viewer(plan), session.filters()
    unit, group = viewer.unit_id or chosen.unit, chosen.group
    if unit is None and group is None:
        return rows
    units = [one for one in plan.units if unit in (None, one.unit_id) and group in (None, one.group.value)]
    return of_units(rows, frozenset(one.unit_id for one in units))
