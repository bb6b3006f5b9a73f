"""Which period a unit is to report for: those that may be chosen, and the one that is meant without choosing."""

from collections.abc import Collection
from datetime import datetime

from domain.plan import Plan, Window


def open_windows(plan: Plan, closed: Collection[str], now: datetime) -> tuple[Window, ...]:
    """The periods that have begun and take reports, in time order; closed: codes that the office has closed."""
    today = now.date()
    ordered = sorted(plan.windows, key=lambda window: (window.ends_on, window.starts_on, window.period))
    return tuple(one for one in ordered if one.period not in closed and one.starts_on <= today)


def due_window(windows: tuple[Window, ...], reported: Collection[str], now: datetime) -> Window | None:
    """The period to report for now: the next deadline's; after the last one, the first that nobody reported in.

    windows: of ``open_windows``. reported: codes of the periods with a report. None where nothing is open.
    """
    ahead = [window for window in windows if window.due_at >= now]
    if ahead:
        return ahead[0]
    last = max((place for place, window in enumerate(windows) if window.period in reported), default=-1)
    rest = windows[last + 1 :] or windows[-1:]
    return rest[0] if rest else None
