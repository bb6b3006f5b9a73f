"""When a sign-in ends: what a page shows then, and the small script that leads to the sign-in page."""

import streamlit as st

from locales import CHINESE, _, language, use_language

_SCRIPT = '<script src="/app/static/session.js"></script>'
_REACH = '<i hidden data-board-language="{tag}"></i><script src="/app/static/reach.js"></script>'
_WORDS = '<script src="/app/static/words.js"></script>'


def draw_signed_out() -> None:
    """One sentence and the way to sign in; nothing else of the board."""
    use_language(CHINESE)
    st.navigation([st.Page(_nothing, title="五型看板")], position="hidden")
    st.header(_("Please sign in."))
    st.html(f'<p><a href="/sign-in?why=ended" target="_self">{_("Sign in")}</a></p>')
    draw_watch()


def draw_watch() -> None:
    """The script that asks whether the sign-in still holds, and goes to the sign-in page when not.

    One more gives the page its language and the keyboard what can only be scrolled; in Chinese a third one says
    Streamlit's own few English words.
    """
    is_chinese = language() == CHINESE
    reach = _REACH.format(tag="zh-CN" if is_chinese else "en")
    st.html(_SCRIPT + reach + (_WORDS if is_chinese else ""), unsafe_allow_javascript=True)


def _nothing() -> None:
    """A page without content."""
