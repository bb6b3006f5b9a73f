"""The demo's office: it publishes every period of the sample year, as a real one would have done."""

from datetime import timedelta

from sqlalchemy import Engine

from accounts.actor import DEMO
from services.publishing import publish
from store.queries import fetch_plans, fetch_submissions

PUBLISHED_AFTER = timedelta(days=10)  # after the deadline, when the last late report of the samples is in


def publish_reported(engine: Engine) -> None:
    """Publish each period that has reports, ten days after its deadline."""
    sent = fetch_submissions(engine)
    reported = set(sent.loc[sent["counts"], "period"])
    for window in fetch_plans(engine)[-1].plan.windows:
        if window.period in reported:
            publish(engine, window.period, actor=DEMO, now=window.due_at + PUBLISHED_AFTER)
