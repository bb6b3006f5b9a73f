"""Many questions of one kind: one click answers them all; each stays open to another answer below."""

from collections.abc import Sequence

import streamlit as st

from loaders.problems import Problem
from locales import _
from panels.paper_table import plain
from panels.upload_session import keep_answers
from services.alike_questions import Alike, alike_questions


def draw_alike(problems: Sequence[Problem], sha256: str) -> None:
    """Draw a line for each kind of question that is asked often enough."""
    for number, group in enumerate(alike_questions(problems)):
        with st.container(
            key=f"alike_{sha256[:8]}_{number}", horizontal=True, vertical_alignment="center", gap="small"
        ):
            st.markdown(_words(group), width="content")
            for place, way in enumerate(group.ways):
                st.button(
                    plain(way.label) or _("Each as shown below"),
                    key=f"alike_{sha256[:8]}_{number}_{place}",
                    on_click=keep_answers,
                    args=(sha256, way.answers),
                )


def _words(group: Alike) -> str:
    count, header = len(group.problems), plain(group.header)
    if not header:
        return _("**{count} questions of one kind**, answered together:", count=count)
    return _(
        "**{count} questions of one kind** in “{header}”, answered together:", count=count, header=header
    )
