"""A slide's lines of time as HTML: months above, a line a project, planned and expected days on it, the slip at its end."""

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape

from domain import figures
from locales import _
from services.slides.model import Node, Timeline, Track

_LABELS = 9  # so many months at most carry their name


def timeline_html(timeline: Timeline) -> str:
    """The block as HTML; all text in it is escaped."""
    if not timeline.tracks:
        return f'<p class="nothing">{escape(_("Nothing to show."))}</p>'
    place = _Place(timeline)
    months = "".join(
        f'<i style="left:{place.on(day)}"><span>{escape(_("M{number}", number=day.month))}</span></i>'
        for day in _months(timeline.starts_on, timeline.ends_on)
    )
    rows = "".join(_track(track, place) for track in timeline.tracks)
    judged = (
        f'<i class="judged" style="left:{place.on(timeline.as_of)}">'
        f"<span>{figures.short_day(timeline.as_of)}</span></i>"
    )
    rest = f'<p class="rest">{escape(timeline.rest)}</p>' if timeline.rest else ""
    return f'<div class="timeline" style="--rows:{len(timeline.tracks)}"><div class="months" aria-hidden="true">{months}{judged}</div>{rows}</div>{rest}'


class _Place:
    """Where a day lies between the first and the last, with a little room at both ends."""

    def __init__(self, timeline: Timeline) -> None:
        self._first = timeline.starts_on - timedelta(days=5)
        self._days = max((timeline.ends_on - self._first).days + 10, 1)

    def on(self, day: date) -> str:
        return f"{self.share(day):.2%}"

    def share(self, day: date) -> float:
        return (day - self._first).days / self._days


def _months(first: date, last: date) -> Iterator[date]:
    """First days of months, every second or third of them where there are many."""
    count = (last.year - first.year) * 12 + last.month - first.month
    step = -(-max(count, 1) // _LABELS)
    for number in range(step, count + 1, step):
        year, month = divmod(first.month - 1 + number, 12)
        yield date(first.year + year, month + 1, 1)


def _track(track: Track, place: _Place) -> str:
    drawn = "".join(_node(node, place) for node in track.nodes)
    return (
        f'<div class="track-row light-{track.light.value}">'
        f'<div class="label">{escape(track.label)}<small>{escape(track.note)}</small></div>'
        f'<div class="line" aria-hidden="true">{drawn}</div>'
        f'<div class="slip"><b>{track.light.shape} {escape(track.text)}</b><small>{escape(track.more)}</small></div></div>'
    )


def _node(node: Node, place: _Place) -> str:
    """Planned day hollow; reached day solid, expected day a ring; a line from the one to the other."""
    planned = f'<i class="planned" style="left:{place.on(node.baseline)}"></i>'
    if node.finish is None:
        return planned
    low, high = sorted((place.share(node.baseline), place.share(node.finish)))
    kind = "reached" if node.is_reached else "expected"
    slip = (
        f'<i class="slipped light-{node.light.value}" style="left:{low:.2%};width:{high - low:.2%}"></i>'
        if high > low
        else ""
    )
    return (
        f'{slip}{planned}<i class="{kind} light-{node.light.value}" style="left:{place.on(node.finish)}"></i>'
    )
