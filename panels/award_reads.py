"""What the page of examples and awards shows this viewer: examples, who may stand, what was decided."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from domain.awards import AwardKind
from domain.plan import Plan
from panels import reads, session
from panels.decision_reads import sight as decisions_sight
from panels.filters import Filters
from panels.letter_reads import sight as letters_sight
from services.award_lists import award_facts, decided, eligibility
from services.briefing import Briefing
from store.awards import fetch_awards
from store.oversight import fetch_oversight
from store.queries import fetch_revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Awards:
    """examples: of the plan's year, newest first, with ``label``; lists: award → criteria and units [``eligibility``].

    awards: ``decided`` on the figures of the period shown. briefing None: no figures yet, and no lists.
    """

    examples: pd.DataFrame
    lists: dict[AwardKind, tuple[pd.DataFrame, pd.DataFrame]]
    awards: pd.DataFrame
    briefing: Briefing | None


@st.cache_data(show_spinner=False, max_entries=4)
def _stored(_engine: Engine, name: str, revision: int) -> tuple[pd.DataFrame, pd.DataFrame]:  # noqa: ARG001 - the cache's key
    return fetch_oversight(_engine)["examples"], fetch_awards(_engine)


def sight(plan: Plan) -> Awards:
    """All of it for the viewer; of a unit's staff the lists hold their own unit alone."""
    engine = session.store().engine
    examples, awards = _stored(engine, str(engine.url), fetch_revision(engine))
    every = _of_year(plan, examples)
    own, chosen = session.viewer(plan).unit_id, session.filters()
    rows = Filters(period=chosen.period, group=chosen.group, unit=own or chosen.unit)
    briefing = reads.current_briefing(rows)  # over all dimensions: an award is not for one alone
    lists: dict[AwardKind, tuple[pd.DataFrame, pd.DataFrame]] = {}
    if briefing is not None:
        seen = decisions_sight(plan)
        facts = award_facts(
            briefing,
            letters=letters_sight(plan).every,
            decisions=briefing.decisions if seen is None else seen.every,
            examples=every,
        )
        lists = {kind: eligibility(facts, plan.rules, kind) for kind in AwardKind}
    mine = awards if briefing is None else awards.loc[awards["unit_id"].isin(briefing.units["unit_id"])]
    return Awards(
        examples=_chosen(every, plan),
        lists=lists,
        awards=decided(mine, briefing.period.code if briefing else ""),
        briefing=briefing,
    )


def _of_year(plan: Plan, examples: pd.DataFrame) -> pd.DataFrame:
    """Examples of the plan's year, newest first, with the short name of their unit."""
    labels = {unit.unit_id: unit.label for unit in plan.units}
    days = [day for window in plan.windows for day in (window.starts_on, window.ends_on)]
    if not days:
        return examples.iloc[:0].assign(label="")
    inside = examples["happened_on"].between(pd.Timestamp(min(days)), pd.Timestamp(max(days)))
    rows = examples.loc[inside].sort_values("happened_on", ascending=False, kind="stable", ignore_index=True)
    return rows.assign(label=rows["unit_id"].map(lambda code: labels.get(code, code)))


def _chosen(examples: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Those of the unit or group chosen above."""
    chosen, viewer = session.filters(), session.viewer(plan)
    if viewer.unit_id is not None or (chosen.unit is None and chosen.group is None):
        return examples
    fits = {
        one.unit_id
        for one in plan.units
        if chosen.unit in (None, one.unit_id) and chosen.group in (None, one.group.value)
    }
    return examples.loc[examples["unit_id"].isin(fits)].reset_index(drop=True)
