"""Where the figures on the page come from: 定版 with its moment and version, or 实时; for the office a switch."""

import streamlit as st

from domain import figures
from locales import _
from services.briefing import Briefing, Frozen

LIVE_KEY = "figures"


def source_words(period: str, frozen: Frozen | None, *, is_published: bool = False) -> str:
    """E.g. ``Published 2022-09 · 10-12 09:00 (v1)``, or that the figures are live.

    is_published: a snapshot of the period stands, though these aren't its figures.
    """
    if frozen is None:
        return _("Live, beside the published version") if is_published else _("Live, not published")
    moment = figures.moment(frozen.published_at)[5:]
    return _(
        "Published {period} · {moment} (v{version})", period=period, moment=moment, version=frozen.version
    )


def draw_switch() -> bool:
    """The office's choice between a published period as frozen and as it stands now; whether live is chosen."""
    words = [_("As published"), _("Live")]
    chosen = st.segmented_control(
        _("Figures"), words, key=LIVE_KEY, default=words[0], required=True, label_visibility="collapsed"
    )
    return chosen == words[1]


def source_of(briefing: Briefing) -> str:
    """The mark of a Briefing, for its footnote."""
    return source_words(briefing.period.code, briefing.frozen)
