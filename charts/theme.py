"""The look of every chart: colours for light and dark paper, type sizes, one Altair configuration."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import altair as alt

from charts.data_table import with_table
from domain.light import Light

FONT = "Noto Sans SC, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours by their job. Contrast on ``paper`` is at least 4.5:1 for text and 3:1 for marks."""

    paper: str
    ink: str
    muted: str
    faint: str
    grid: str
    accent: str
    accent_soft: str
    done: str
    on_track: str
    behind: str
    critical: str
    unknown: str

    def light(self, light: str) -> str:
        """The colour of a light, by its value."""
        colour: str = getattr(self, Light(light).value)
        return colour


DAY = Palette(
    paper="#ffffff",
    ink="#16202e",
    muted="#56616f",
    faint="#a9b3bf",
    grid="#e4e8ed",
    accent="#17457e",
    accent_soft="#c9d8ea",
    done="#2468b4",
    on_track="#1d7d4a",
    behind="#a86500",
    critical="#bf2b22",
    unknown="#6b7684",
)
NIGHT = Palette(
    paper="#0c1624",
    ink="#eef2f7",
    muted="#a8b4c3",
    faint="#5d6b7d",
    grid="#223044",
    accent="#7fb2ff",
    accent_soft="#27456e",
    done="#64a8f5",
    on_track="#48c083",
    behind="#f0a93c",
    critical="#ff7468",
    unknown="#8b98a9",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How charts are drawn now: a palette and the size of body text in pixels (14 on a desk, 24 on a wall)."""

    palette: Palette = DAY
    text: int = 14

    @property
    def small(self) -> int:
        """Size of axis labels."""
        return self.text

    @property
    def large(self) -> int:
        """Size of the numbers a chart is about."""
        return self.text + 2


def light_scale(look: Look) -> alt.Scale:
    """Colour scale from Light value to its colour."""
    return alt.Scale(
        domain=[light.value for light in Light], range=[look.palette.light(light) for light in Light]
    )


SHAPES = {
    Light.DONE: "square",
    Light.ON_TRACK: "circle",
    Light.BEHIND: "triangle-up",
    Light.CRITICAL: "diamond",
    Light.UNKNOWN: "M0,1A1,1,0,1,1,0,-1A1,1,0,1,1,0,1M0,0.6A0.6,0.6,0,1,0,0,-0.6A0.6,0.6,0,1,0,0,0.6Z",
}


def shape_scale() -> alt.Scale:
    """Shape scale from Light value to its mark, so that no light is told by colour alone."""
    return alt.Scale(domain=[light.value for light in SHAPES], range=list(SHAPES.values()))


def finished(
    chart: alt.TopLevelMixin, look: Look, *, table: Mapping[str, Iterable[object]] | None = None
) -> alt.TopLevelMixin:
    """The chart with type, axis and background set; the last call of every chart function.

    table: what the chart draws, in words: heading → cells, as charts.data_table keeps it with the chart.
    """
    told = with_table(chart, table) if table is not None else chart
    palette = look.palette
    axis = {
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": look.small,
        "titleFontSize": look.small,
        "labelColor": palette.ink,
        "titleColor": palette.muted,
        "titleFontWeight": "normal",
        "gridColor": palette.grid,
        "domainColor": palette.faint,
        "tickColor": palette.faint,
        "labelLimit": 260,
    }
    header = {"labelFont": FONT, "labelFontSize": look.large, "labelColor": palette.ink, "titleFont": FONT}
    return told.configure(  # type: ignore[no-any-return]
        background="transparent",
        font=FONT,
        view={"stroke": None},
        axis=axis,
        header=header,
        legend={"labelFont": FONT, "titleFont": FONT, "labelFontSize": look.small, "labelColor": palette.ink},
        text={"font": FONT, "fontSize": look.text, "fill": palette.ink},
        title={
            "font": FONT,
            "fontSize": look.large,
            "color": palette.ink,
            "anchor": "start",
            "fontWeight": "bold",
            "subtitleFont": FONT,
            "subtitleColor": palette.muted,
        },
    )
