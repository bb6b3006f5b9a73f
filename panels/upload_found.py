"""The verdict on a file, and its problems as a table; questions are answered by a click."""

from collections.abc import Sequence

import streamlit as st

from loaders.check import Checked
from loaders.problems import Problem, Severity
from locales import _
from panels.found_list import severity_mark
from panels.paper_table import plain
from panels.upload_session import keep_answer
from services.findings import upload as findings

_TONES = {"accepted": "green", "questions": "orange", "rejected": "red", "unreadable": "red"}
_MARKS = {"accepted": "●", "questions": "▲", "rejected": "◆", "unreadable": "◆"}
_WIDTHS = (1.1, 1.7, 1.4, 1.8, 6)


def draw_verdict(checked: Checked, *, can_submit: bool, reason: str = "") -> None:
    """Draw the one coloured sentence. reason: why a sound file can't be sent all the same."""
    kind = "rejected" if checked.verdict == "accepted" and not can_submit and not reason else checked.verdict
    words = plain(reason or findings.verdict(checked, can_submit=can_submit))
    with st.container(key="upload_verdict"):
        st.header(f":{_TONES[kind]}[{_MARKS[kind]} {words}]", anchor=False)


def draw_found(checked: Checked) -> None:
    """Draw the table of problems: what must be corrected first, then the questions, then remarks."""
    errors, questions, answered, notices = _sorted(checked.problems)
    asked = [*questions, *answered]
    if errors or asked:
        _header("asked")
    for number, problem in enumerate([*errors, *asked]):
        _row(problem, number, checked.sha256)
    if notices:
        with st.expander(_("{count} remarks, nothing to do before sending", count=len(notices))):
            _header("notices")
            for number, problem in enumerate(notices):
                _row(problem, len(checked.problems) + number, checked.sha256)


def _sorted(
    problems: Sequence[Problem],
) -> tuple[list[Problem], list[Problem], list[Problem], list[Problem]]:
    kinds: tuple[list[Problem], ...] = ([], [], [], [])
    for problem in problems:
        place = list(Severity).index(problem.severity)
        kinds[{0: 0, 1: 1, 2: 2 if problem.answer else 3}[place]].append(problem)
    return kinds[0], kinds[1], kinds[2], kinds[3]


def _header(part: str) -> None:
    titles = (_("How grave"), _("Where"), _("Column"), _("What stands there"), _("What to do"))
    with st.container(key=f"found_head_{part}"):
        for column, title in zip(st.columns(_WIDTHS), titles, strict=True):
            column.caption(title)


def _row(problem: Problem, number: int, sha256: str) -> None:
    with st.container(key=f"found_row_{number}"):
        columns = st.columns(_WIDTHS)
        columns[0].markdown(severity_mark(problem))
        columns[1].markdown(plain(f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet))
        columns[2].markdown(plain(problem.header))
        columns[3].markdown(plain(problem.value[:80]))
        with columns[4]:
            st.markdown(plain(problem.message))
            if problem.options:
                _options(problem, sha256)


def _options(problem: Problem, sha256: str) -> None:
    labels = {option.key: option.label for option in problem.options}
    key = f"answer_{sha256[:8]}_{problem.key}"

    def keep() -> None:
        keep_answer(sha256, problem, st.session_state.get(key))

    st.pills(
        plain(problem.message),
        list(labels),
        format_func=lambda option: labels[option],
        default=problem.answer or None,
        key=key,
        label_visibility="collapsed",
        on_change=keep,
    )
