"""What every page is made of: head with the finding, figures, charts with their title, footnote, empty state."""

from collections.abc import Callable, Sequence

import altair as alt
import streamlit as st

from charts.theme import DAY, NIGHT, Look
from domain.rules import LightRule, Rules
from locales import _
from services.briefing import Briefing


def look() -> Look:
    """Colours and sizes for the theme that this browser shows."""
    return Look(palette=NIGHT if st.context.theme.type == "dark" else DAY)


def page_head(title: str, finding: str) -> None:
    """The first lines of a page: its name, small, and the sentence that sums it up, large."""
    with st.container(key="head", gap="xxsmall"):
        st.caption(title)
        st.header(finding, anchor=False)


def figure(
    label: str,
    value: str,
    *,
    delta: str | None = None,
    more_is_better: bool = True,
    trend: Sequence[float] | None = None,
    note: str | None = None,
) -> None:
    """One headline figure in a card, with its change since last period and a small line of its past."""
    st.metric(
        label,
        value,
        _signed(delta),
        delta_color="normal" if more_is_better else "inverse",
        border=True,
        height="stretch",
        chart_data=list(trend) if trend is not None and len(trend) > 1 else None,
        help=note,
    )


def _signed(delta: str | None) -> str | int | None:
    """A change as st.metric reads it: it knows a fall by the ASCII sign, and no change by the number 0."""
    if delta is None or delta.strip("0.") == "":
        return None if delta is None else 0
    return delta.replace("−", "-")


def part_title(finding: str) -> None:
    """The finding above a chart or a list."""
    st.markdown(f"**{finding}**")


def nothing(message: str) -> None:
    """The state of a part of a page with nothing to show, in its place."""
    st.caption(message)


def chart(
    title: str,
    picture: alt.TopLevelMixin,
    *,
    key: str,
    note: str = "",
    select: bool = False,
    on_select: Callable[[], None] | None = None,
) -> object:
    """A chart under the finding it shows; the finding is also its text for those who cannot see it.

    on_select: what a click on a mark does, before the page runs again (a chart with a selection parameter).
    """
    part_title(title)
    if note:
        st.caption(note)
    return st.altair_chart(
        picture,  # type: ignore[arg-type]
        theme=None,
        key=key,
        width="stretch",
        on_select=on_select or ("rerun" if select else "ignore"),
        alt=title,
    )


def empty(message: str, remedy: str) -> None:
    """The state of a page or part with nothing to show: what is missing and who can supply it."""
    with st.container(border=True, key=None):
        st.markdown(f"**{message}**")
        st.caption(remedy)


def no_plan() -> None:
    """The state of every page before there is a plan."""
    empty(
        _("There is no plan yet, so there is nothing to show."),
        _(
            "The supervision office imports the plan and the reports of the units: python manage.py import FOLDER"
        ),
    )


def rule_text(rules: Rules) -> str:
    """The light rule in force, in one sentence."""
    if rules.light_rule is LightRule.RATIO:
        return _(
            "far behind below {red:.0%} of schedule, behind below {amber:.0%}",
            red=rules.red_ratio,
            amber=rules.amber_ratio,
        )
    return _(
        "far behind when overdue or more than {red:g} points under schedule, behind when more than {amber:g}",
        red=abs(rules.red_gap),
        amber=abs(rules.amber_gap),
    )


def footnote(briefing: Briefing) -> None:
    """Where the figures come from: submissions counted, date judged on, rule in force."""
    st.divider()
    st.caption(
        _(
            "Source: {count} submissions up to {period}, as of {day}. Lights: {rule}. Store revision {revision}.",
            count=briefing.submission_count,
            period=briefing.period.label,
            day=briefing.as_of.isoformat(),
            rule=rule_text(briefing.plan.rules),
            revision=briefing.revision,
        )
    )
