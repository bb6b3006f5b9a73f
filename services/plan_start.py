"""From which period on a new plan version speaks: a revision never rewrites history."""

from collections.abc import Set
from datetime import datetime

from domain.plan import Plan


def plan_start(plan: Plan, *, is_first: bool, reported: Set[str], now: datetime) -> str | None:
    """Return the ``valid_from`` of a plan that arrives now; None where all its periods are history.

    The first plan speaks from the beginning (""). A later one speaks from its first period whose deadline
    is still ahead; where none is (a past year is entered afterwards), from the first after all reported.
    reported: codes of the periods with accepted submissions.
    """
    if is_first:
        return ""
    windows = sorted(plan.windows, key=lambda window: window.starts_on)
    ahead = next((window.period for window in windows if window.due_at > now), None)
    if ahead is not None:
        return ahead
    last = max((window.starts_on for window in windows if window.period in reported), default=None)
    return next((window.period for window in windows if last is None or window.starts_on > last), None)
