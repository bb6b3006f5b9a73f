"""手册: the chapter of one's own role, the others one click away; the same files as docs/manual."""

import streamlit as st

from locales import CHINESE, _, language
from panels import cards, session
from panels.filters import settle
from services import manual

CHAPTER_KEY = "chapter"


def render() -> None:
    """Draw the page."""
    names = {_(chapter): chapter for chapter in manual.CHAPTERS}
    with st.container(key="manual_page"):
        settle(CHAPTER_KEY, list(names))
        asked = st.session_state.get(CHAPTER_KEY, st.query_params.get(CHAPTER_KEY))
        own = _(manual.own_chapter(session.viewer().role))
        shown = asked if asked in names else own
        cards.page_head(_("Manual"), _("Manual: {chapter}", chapter=shown))
        st.segmented_control(
            _("Chapter"),
            list(names),
            key=CHAPTER_KEY,
            default=own,
            required=True,
            label_visibility="collapsed",
            bind="query-params",
        )
        if language() != CHINESE:
            cards.nothing(_("The manual is in Chinese."))
        for part in manual.parts(names[shown]):
            _draw(part)


def _draw(part: str | manual.Picture) -> None:
    if isinstance(part, manual.Picture):
        st.image(part.file, width="stretch", alt=part.words)
    else:
        st.markdown(part)
