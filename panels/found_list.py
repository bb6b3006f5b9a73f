"""What the checker found, one problem after the other: how grave, where, what stood there, what to do."""

from collections.abc import Sequence

import streamlit as st

from loaders.problems import Problem, Severity
from locales import N_, _
from panels import cards
from panels.paper_table import plain

_SHAPES = {Severity.ERROR: "◆", Severity.QUESTION: "▲", Severity.NOTICE: "○"}
_WORDS = {
    Severity.ERROR: N_("Error"),
    Severity.QUESTION: N_("Question"),
    Severity.NOTICE: N_("Notice"),
}
_COLOURS = {Severity.ERROR: "red", Severity.QUESTION: "orange", Severity.NOTICE: "gray"}
_AT_ONCE, _LONGEST = 6, 80


def draw_found_list(found: Sequence[Problem], title: str, *, key: str) -> None:
    """Draw the first few problems, the others folded away under their number. found: worst first."""
    cards.part_title(plain(title))
    with st.container(key=key, gap="xsmall"):
        _problems(found[:_AT_ONCE])
        if len(found) > _AT_ONCE:
            with st.expander(_("{count} more", count=len(found) - _AT_ONCE)):
                _problems(found[_AT_ONCE:])


def _problems(found: Sequence[Problem]) -> None:
    for problem in found:
        st.markdown(problem_text(problem))


def problem_text(problem: Problem) -> str:
    """Markdown of one problem: shape, word and place, the header and what was found, then what to do."""
    word = severity_mark(problem)
    place = f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
    value = _("“{value}”", value=_short(problem.value)) if problem.value else ""
    about = " · ".join(plain(part) for part in (place, problem.header, value) if part)
    return f"{word} {about}  \n{plain(problem.message)}"


def severity_mark(problem: Problem) -> str:
    """Markdown of how grave a problem is: shape and word in its colour."""
    severity = problem.severity
    return f":{_COLOURS[severity]}[**{_SHAPES[severity]} {_(_WORDS[severity])}**]"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
