"""What a slide is: a finding, one or two blocks that show it, a footnote and the sources; data only, no look.

Numbers stand twice: as they are printed (figures.*) and, where a chart needs them, as they are.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain import figures
from domain.light import Light
from locales import _
from services.briefing import Briefing

NAMED = 7  # so many rows of a slide carry names; the others are counted


class Tone(StrEnum):
    """How a text is meant: PLAIN, or what it stands out for."""

    PLAIN = "plain"
    MUTED = "muted"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Cell:
    """A text in a table. light: coloured by it, its shape stands in the text; note: a second, smaller line."""

    text: str
    light: Light | None = None
    tone: Tone = Tone.PLAIN
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. share: of the width, against the others; is_number: set to the right."""

    title: str
    share: float = 1.0
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells, as many cells as columns. foot: the row that counts the rest; rest: the same as a sentence."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    foot: tuple[Cell, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One large number. change: since last period, with its sign, "" = nothing to compare with."""

    value: str
    label: str
    note: str = ""
    light: Light | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Large numbers side by side."""

    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar: value drawn, mark a tick on it (schedule, reported), before a hollow dot (last period); None = none.

    text, more: printed at its end, the first one strong. note: small, under the label.
    """

    label: str
    value: float | None
    text: str
    more: str = ""
    note: str = ""
    mark: float | None = None
    before: float | None = None
    light: Light | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Horizontal bars on one axis from 0 to ``top``. value_name, mark_name, before_name: for the key, "" = not drawn.

    gap_after: a row number after which rows are left out and ``gap_text`` says how many; −1 = none.
    is_percent: values are fractions printed as percentages.
    """

    rows: tuple[Bar, ...]
    top: float
    value_name: str
    mark_name: str = ""
    before_name: str = ""
    gap_after: int = -1
    gap_text: str = ""
    rest: str = ""
    is_percent: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A milestone on a line of time. finish: actual or forecast day, None = not known; is_reached: actual."""

    name: str
    baseline: date
    finish: date | None
    is_reached: bool
    light: Light


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A project's line. text, more: printed at its end."""

    label: str
    note: str
    text: str
    more: str
    light: Light
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Lines of time from ``starts_on`` to ``ends_on`` with the day they are judged on."""

    tracks: tuple[Track, ...]
    starts_on: date
    ends_on: date
    as_of: date
    rest: str = ""


Block = Table | Figures | Bars | Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One idea. key: of services.slides.deck; name: in the corner; finding: the headline; unit_id: whom it is about.

    footnote: how to read it, one line. sources: where the figures come from, a sentence each, for the speaker.
    """

    key: str
    name: str
    finding: str
    blocks: tuple[Block, ...]
    footnote: str = ""
    sources: tuple[str, ...] = ()
    unit_id: str = ""

    def with_sources(self, briefing: Briefing) -> "Slide":
        """The slide with what all of them rest on said first among its sources."""
        return replace(self, sources=(general_source(briefing), *self.sources))


def general_source(briefing: Briefing) -> str:
    """What all figures rest on: which snapshot, how many reports, judged on which day."""
    return _(
        "{source}. Source: {count} submissions up to {period}, as of {day}.",
        source=snapshot_words(briefing),
        count=briefing.submission_count,
        period=briefing.period.label,
        day=briefing.as_of.isoformat(),
    )


def snapshot_words(briefing: Briefing) -> str:
    """The snapshot's name and time, in full; that the figures are live where there is none."""
    if briefing.frozen is None:
        return _("{period}: live figures, not published", period=briefing.period.label)
    return _(
        "{period}: published as v{version} on {at}",
        period=briefing.period.label,
        version=briefing.frozen.version,
        at=figures.moment(briefing.frozen.published_at),
    )


def counted_rest(total: int, shown: int = NAMED) -> str:
    """What the rows with names leave out, as a sentence; "" = nothing."""
    return _("and {count} more", count=total - shown) if total > shown else ""


def lights_key() -> str:
    """What the shapes of lights mean."""
    return "  ".join(light.label for light in Light)
