"""The demo's office: it publishes every period of the sample year and draws units, as a real one would have done."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from accounts.actor import DEMO
from services.drawing import Order, draw_units, frame_now
from services.publishing import publish
from store.queries import fetch_plans, fetch_submissions

_DRAWN = 6
_SEED, _DRAWN_AT = "306 417 952", datetime(2022, 10, 17, 2, 30, tzinfo=UTC)
PUBLISHED_AFTER = timedelta(days=10)  # after the deadline, when the last late report of the samples is in


def publish_reported(engine: Engine) -> None:
    """Publish each period that has reports, ten days after its deadline."""
    sent = fetch_submissions(engine)
    reported = set(sent.loc[sent["counts"], "period"])
    for window in fetch_plans(engine)[-1].plan.windows:
        if window.period in reported:
            publish(engine, window.period, actor=DEMO, now=window.due_at + PUBLISHED_AFTER)


def draw_for_next_quarter(engine: Engine) -> None:
    """Draw six units for the quarter after the last report, when none of it has been inspected yet.

    All are drawn where there are fewer than six, none where there is no plan.
    """
    frame = frame_now(engine, Order(quarter="2022-Q4", count=_DRAWN))
    if frame is not None:
        order = Order(quarter="2022-Q4", count=min(_DRAWN, len(frame.candidates)))
        draw_units(engine, order, _SEED, shown_hash=frame.hash, actor=DEMO, now=_DRAWN_AT)
