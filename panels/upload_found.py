"""The verdict on a file, and its problems as a table; questions are answered by a click."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy import Engine

from loaders.check import Checked
from loaders.problems import Problem, Severity
from locales import _
from panels.found_list import severity_mark
from panels.paper_table import plain
from panels.upload_alike import draw_alike
from panels.upload_choice import XLSX
from panels.upload_session import keep_answer
from services.findings import upload as findings
from services.intake_preview import Preview
from services.taking_back import can_be_marked, taken_back, taken_back_name

_TONES = {"accepted": "green", "questions": "orange", "rejected": "red", "unreadable": "red"}
_MARKS = {"accepted": "●", "questions": "▲", "rejected": "◆", "unreadable": "◆"}
_WIDTHS = (1.5, 1.9, 1.3, 1.8, 6)


def draw_verdict(shown: Preview) -> None:
    """Draw the one coloured sentence."""
    with st.container(key=f"upload_verdict_{shown.checked.sha256[:8]}"):
        st.header(verdict_words(shown), anchor=False)


def verdict_words(shown: Preview) -> str:
    """Markdown of the verdict: shape and sentence in its colour; why a sound file is not sent all the same."""
    kind, hindrance = shown.checked.verdict, findings.hindrance(shown)
    if hindrance and kind == "accepted":
        return f":gray[○ {plain(hindrance)}]"
    return verdict_line(shown.checked, can_submit=shown.can_submit)


def verdict_line(checked: Checked, *, can_submit: bool) -> str:
    """Markdown of the checker's own verdict on a file of any kind."""
    words = plain(findings.verdict(checked, can_submit=can_submit))
    return f":{_TONES[checked.verdict]}[{_MARKS[checked.verdict]} {words}]"


def draw_taking_back(engine: Engine, content: bytes, checked: Checked) -> None:
    """Draw the button for the marked copy of a file of ours, or for the list of problems of another."""
    if not any(one.severity is not Severity.NOTICE for one in checked.problems):
        return
    is_marked = can_be_marked(engine, checked)
    label = (
        _("Download this file with its problems marked") if is_marked else _("Download the list of problems")
    )
    st.download_button(
        label,
        lambda: taken_back(engine, content, checked),
        file_name=taken_back_name(checked, is_marked=is_marked),
        mime=XLSX,
        key=f"take_back_{checked.sha256[:8]}",
        icon=":material/download:",
        on_click="ignore",
    )


def draw_found(checked: Checked) -> None:
    """Draw the table of problems: what must be corrected first, then the questions, then remarks."""
    errors, questions, answered, notices = _sorted(checked.problems)
    asked = [*questions, *answered]
    draw_alike(questions, checked.sha256)
    if errors or asked:
        _header(f"asked_{checked.sha256[:8]}")
    for number, problem in enumerate([*errors, *asked]):
        _row(problem, number, checked.sha256)
    if notices:
        with st.expander(_("{count} remarks, nothing to do before sending", count=len(notices))):
            _header(f"notices_{checked.sha256[:8]}")
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
    titles = (_("Severity"), _("Where"), _("Column"), _("What stands there"), _("What to do"))
    with st.container(key=f"found_head_{part}"):
        for column, title in zip(st.columns(_WIDTHS), titles, strict=True):
            column.caption(title)


def _row(problem: Problem, number: int, sha256: str) -> None:
    with st.container(key=f"found_row_{sha256[:8]}_{number}"):
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
