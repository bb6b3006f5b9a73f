"""When a sign-in ends: what a page shows then, and the small script that leads to the sign-in page."""

import json
from html import escape

import streamlit as st

from locales import CHINESE, N_, _, language, use_language

_SCRIPT = '<script src="/app/static/session.js"></script>'
_REACH = '<i hidden data-board-language="{tag}"></i><script src="/app/static/reach.js"></script>'
_WORDS = '<i hidden data-board-words="{words}"></i><script src="/app/static/words.js"></script>'
_THEIRS = {  # Streamlit's own words, on its buttons or read out → what is said in their place
    "Upload": N_("Choose a file"),
    "Drag and drop a file here": N_("Drop it here"),
    "Drag and drop files here": N_("Drop them here"),
    "limit": N_("Drop it here, or choose it; at most {size} MB a file"),
    "Choose an option": N_("Choose"),
    "Choose options": N_("Choose"),
    "Download as CSV": N_("Download as CSV"),
    "Download as PNG": N_("Download as picture"),
    "Fullscreen": N_("Full screen"),
    "Close fullscreen": N_("Leave full screen"),
    "Search": N_("Search"),
    "Show/hide columns": N_("Choose columns"),
    "Help": N_("Explanation"),
    "App pages": N_("Menu"),
    "Skip to main content": N_("Skip to main content"),
    "Navigate to home page": N_("To the first page"),
    "Open": N_("Unfold"),
    "Logo": N_("Five-Type Board"),
    "Close": N_("Close"),
    "Choose date": N_("Choose a day"),
    "Page not found": N_("No such page for you"),
    "The page that you have requested does not seem to exist. Running the app's main page.": N_(
        "The address names no page that you may see; this is your first one."
    ),
}


def draw_signed_out() -> None:
    """One sentence and the way to sign in; nothing else of the board."""
    use_language(CHINESE)
    st.navigation([st.Page(_nothing, title=_("Five-Type Board"))], position="hidden")
    st.header(_("Please sign in."))
    st.html(f'<p><a href="/sign-in?why=ended" target="_self">{_("Sign in")}</a></p>')
    draw_watch()


def draw_watch() -> None:
    """The script that asks whether the sign-in still holds, and goes to the sign-in page when not.

    One more gives the page its language and the keyboard what can only be scrolled; a third one says Streamlit's own
    words as ours.
    """
    is_chinese = language() == CHINESE
    reach = _REACH.format(tag="zh-CN" if is_chinese else "en")
    said = {theirs: _(ours) for theirs, ours in _THEIRS.items()}
    words = _WORDS.format(words=escape(json.dumps(said)))
    st.html(_SCRIPT + reach + words, unsafe_allow_javascript=True)


def _nothing() -> None:
    """A page without content."""
