"""What every page is made of: head with the finding, figures, charts with their title, footnote, empty state."""

from collections.abc import Callable, Sequence
from typing import Literal

import altair as alt
import streamlit as st

from charts.drawn import Drawn
from charts.sparkline import sparkline
from charts.theme import DAY, NIGHT, Look
from locales import _
from panels import links
from panels.chart_table import draw_table
from panels.pictures import Picture, picture
from panels.source_mark import source_of
from reports.origin import light_rule
from services.briefing import Briefing

_EMPTY_WIDTH = 760  # pixels


def look() -> Look:
    """Colours and sizes for the theme that this browser shows."""
    return Look(palette=NIGHT if st.context.theme.type == "dark" else DAY)


def page_head(title: str, finding: str) -> None:
    """The first lines of a page: its name, small, and the sentence that sums it up, large."""
    with st.container(key="head", gap="xxsmall"):
        st.caption(title)
        st.header(_as_sentence(finding), anchor=False)


def _as_sentence(finding: str) -> str:
    """A finding put together from parts begins with a capital where its letters have them."""
    return finding[:1].upper() + finding[1:]


def figure(
    label: str,
    value: str,
    *,
    delta: str | None = None,
    more_is_better: bool = True,
    trend: Sequence[float] | None = None,
    note: str | None = None,
    below: str | None = None,
) -> None:
    """One headline figure in a card, with its change since last period and beside it the line of its past.

    delta: the change with its sign as domain.figures writes it; None = nothing to compare with, then below may say
    in a few words what the figure is of.
    """
    with st.container(
        border=True,
        height="stretch",
        horizontal=True,
        wrap=False,
        gap="xsmall",
        vertical_alignment="top"
        if (delta or below) is None
        else "center",  # labels of a row stay on one line
    ):
        st.metric(
            label,
            value,
            below if delta is None else delta,
            delta_color="off" if delta is None else _delta_colour(delta, more_is_better),
            delta_arrow=_arrow(delta),
            delta_description=_("vs last") if delta is not None else None,
            width="content",
            help=note,
        )
        if trend is not None and len(trend) > 1:
            st.altair_chart(  # type: ignore[call-overload]
                picture(sparkline, list(trend), look()),
                theme=None,
                width="stretch",
                alt=_("{label}: course of the last {count} periods", label=label, count=len(trend)),
            )


def _is_level(delta: str | None) -> bool:
    return delta is None or delta.strip("0.%") == ""


def _arrow(delta: str | None) -> Literal["up", "down", "off"]:
    if delta is None or _is_level(delta):
        return "off"
    return "down" if delta[0] in "−-" else "up"


def _delta_colour(delta: str | None, more_is_better: bool) -> Literal["green", "red", "gray"]:
    if _is_level(delta):
        return "gray"
    return "green" if (_arrow(delta) == "up") == more_is_better else "red"


def part_title(finding: str) -> None:
    """The finding above a chart or a list."""
    st.markdown(f"**{_as_sentence(finding)}**")


def nothing(message: str) -> None:
    """The state of a part of a page with nothing to show, in its place."""
    st.caption(message)


def chart(
    title: str,
    shown: alt.TopLevelMixin | Picture,
    *,
    key: str,
    note: str = "",
    select: bool = False,
    wide: bool = False,
    on_select: Callable[[], None] | None = None,
) -> object:
    """A chart under the finding it shows; the finding and the table below are its text for those who cannot see it.

    shown: best a ``picture``, which is made once for the same data.
    wide: on a phone it keeps a readable width and is pushed sideways, as its columns of words need it.
    on_select: what a click on a mark does, before the page runs again (a chart with a selection parameter).
    """
    drawing = shown if isinstance(shown, Picture) else Drawn(shown)
    with st.container(gap="xxsmall"):
        part_title(title)
        if note:
            st.caption(note)
        with st.container(key=f"wide_{key}" if wide else None):
            chosen = st.altair_chart(  # type: ignore[call-overload]
                drawing,
                theme=None,
                key=key,
                width="stretch",
                on_select=on_select or ("rerun" if select else "ignore"),
                alt=title,
            )
        draw_table(title, drawing.table)
    return chosen


def empty(message: str, remedy: str, *, way: tuple[str, str] | None = None) -> None:
    """The state of a page or part with nothing to show: what is missing and who can supply it.

    way: words of the button that leads there and the name of the page, for those who have it.
    """
    with st.container(border=True, width=_EMPTY_WIDTH):
        st.header(message, anchor=False)
        st.caption(remedy)
        if way is not None and links.has(way[1]):
            st.button(way[0], key="way", type="primary", on_click=links.turn_to, args=(way[1],))


def no_plan() -> None:
    """The state of every page before there is a plan."""
    empty(
        _("There is no plan yet, so there is nothing to show."),
        _(
            "The supervision office uploads the plan under Periods, or imports a folder with it: python manage.py import FOLDER"
        ),
        way=(_("Load the plan"), "periods"),
    )


def footnote(briefing: Briefing) -> None:
    """Where the figures come from: submissions counted, date judged on, rule in force."""
    st.divider()
    st.caption(
        _(
            "{source}. Source: {count} submissions up to {period}, as of {day}. Lights: {rule}. Store revision {revision}.",
            source=source_of(briefing),
            count=briefing.submission_count,
            period=briefing.period.label,
            day=briefing.as_of.isoformat(),
            rule=light_rule(briefing.plan.rules),
            revision=briefing.revision,
        )
    )
