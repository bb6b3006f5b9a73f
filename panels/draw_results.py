"""What was drawn: the list to be read in the room, how it came about, its certificates; earlier draws by number."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from domain import figures
from domain.unit_group import UnitGroup
from locales import _
from metrics.draw import EVERYWHERE
from panels import cards, draw_reads
from panels.desk_outcome import draw_outcome
from panels.filters import settle
from panels.paper_table import paper_table
from services.draw_certificate import Certificate, certificate_of
from services.findings import drawing as words
from store.draws import StoredDraw

NUMBER_KEY, _DRAWN = "draw", "_has_drawn"
_SHEET = Path(__file__).with_name("draws.css")


def keep_drawn() -> None:
    """For callbacks: the office has drawn; the newest draw alone is shown."""
    st.session_state.pop(NUMBER_KEY, None)
    st.session_state[_DRAWN] = True


def has_drawn() -> bool:
    """Whether the list just drawn stands in place of the form."""
    return bool(st.session_state.get(_DRAWN))


def _draw_again() -> None:
    st.session_state.pop(_DRAWN, None)


def draw_results(*, can_draw: bool) -> None:
    """Draw the newest draw, or the one chosen. can_draw: the viewer may draw another."""
    st.html(_SHEET)
    if can_draw and has_drawn():
        draw_outcome()
    made = draw_reads.draws()
    if not made:
        cards.empty(
            _("No units have been drawn yet."),
            _("The supervision office draws here, in front of those present; every draw is kept for good."),
        )
        return
    _one(_chosen(made))
    if can_draw and has_drawn():
        st.button(_("Draw again"), key="draw_again", icon=":material/casino:", on_click=_draw_again)


def _chosen(made: Sequence[StoredDraw]) -> StoredDraw:
    by_number = {one.number: one for one in made}
    settle(NUMBER_KEY, list(by_number))
    if len(made) == 1:
        return made[0]
    label = _("Draws made: {count}", count=len(made))
    number = st.selectbox(label, list(by_number), key=NUMBER_KEY, bind="query-params", width=260)
    return by_number[str(number)]


def _one(draw: StoredDraw) -> None:
    certificate = certificate_of(draw.certificate)
    cards.part_title(words.title(certificate))
    st.html(words.list_html(certificate))
    st.caption(words.origin(certificate))
    with st.container(horizontal=True, gap="small"):
        _download(_("Certificate (.docx)"), draw.draw_id, "docx", ":material/description:")
        _download(_("Certificate (.json)"), draw.draw_id, "json", ":material/data_object:")
    with st.expander(_("Step by step")):
        st.markdown(words.method_words())
        paper_table(_steps(certificate))


def _download(label: str, draw_id: int, kind: str, icon: str) -> None:
    """The file's own address, which asks again who wants it."""
    st.link_button(label, f"/files/draw/{draw_id}/{kind}", icon=icon)


def _steps(certificate: Certificate) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                _("Step no."): str(step.number),
                _("Among"): _("all units left") if step.among == EVERYWHERE else UnitGroup(step.among).word,
                _("Sum of weights"): str(step.total),
                _("Number that fell"): str(step.fell),
                _("Unit"): f"{step.unit_id} {certificate.names.get(step.unit_id, figures.NONE)}",
            }
            for step in certificate.steps
        ]
    )
