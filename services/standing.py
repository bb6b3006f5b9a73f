"""What is in a store, in a few figures: what ``manage.py status`` prints."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from sqlalchemy import Engine

from store.queries import fetch_plans, fetch_revision, fetch_submissions


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodStanding:
    """How many of a period's units have reported, with how many versions, and when the last came."""

    period: str
    units: int
    versions: int
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A store's address (without its password), its revision, plan versions, units, and reports by period."""

    address: str
    revision: int
    plan_versions: int
    units: int
    tasks: int
    periods: tuple[PeriodStanding, ...]


def standing(engine: Engine) -> Standing:
    """Look into a store; an empty one has zero of everything."""
    plans = fetch_plans(engine)
    newest = plans[-1].plan if plans else None
    return Standing(
        address=engine.url.render_as_string(hide_password=True),
        revision=fetch_revision(engine),
        plan_versions=len(plans),
        units=len(newest.units) if newest else 0,
        tasks=len(newest.tasks) if newest else 0,
        periods=_periods(fetch_submissions(engine)),
    )


def _periods(sent: pd.DataFrame) -> tuple[PeriodStanding, ...]:
    return tuple(
        PeriodStanding(
            period=str(period),
            units=int(rows["counts"].sum()),
            versions=len(rows),
            last_at=rows["received_at"].max().to_pydatetime(),
        )
        for period, rows in sent.groupby("period")
    )
