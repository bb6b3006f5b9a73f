"""The documents that can be made, a card each with its button; the one made stays for this visit."""

from dataclasses import dataclass

import streamlit as st

from accounts.roles import Forbidden
from domain import figures
from locales import _, language
from panels import reads, session
from panels.filters import settle
from reports.papers import PAPERS, Made, Paper, make
from services.briefing import Briefing
from services.meeting_desk import meetings_of
from services.paper_facts import paper_facts
from services.papers import check_can_take

_KEPT, MEETING_KEY = "_paper_made", "paper_meeting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A document and what it was made of; another choice on top of the page lets it go."""

    made: Made
    made_of: tuple[object, ...]


def offered(briefing: Briefing, unit_id: str | None) -> tuple[Paper, ...]:
    """The documents that this person may take of these figures."""
    return tuple(paper for paper in PAPERS if _may_take(paper, briefing, unit_id))


def _may_take(paper: Paper, briefing: Briefing, unit_id: str | None) -> bool:
    actor = session.actor()
    whose = (unit_id or actor.unit_id or "") if paper.of_unit else None
    try:
        check_can_take(actor, briefing, whose)
    except Forbidden:
        return False
    return True


def draw_shelf(papers: tuple[Paper, ...], briefing: Briefing, unit_id: str | None) -> None:
    """Cards side by side; a press makes the document while a bar says how far it is."""
    with st.grid(max(len(papers), 1), min_column_width=250, key="paper_shelf"):
        for paper in papers:
            with st.container(border=True, height="stretch"):
                _draw_card(paper, briefing, unit_id)


def _draw_card(paper: Paper, briefing: Briefing, unit_id: str | None) -> None:
    st.markdown(f"{paper.icon} **{_(paper.title)}** :small[.{paper.extension}]")
    st.caption(_(paper.content))
    st.space("stretch")
    if paper.of_unit and unit_id is None:
        st.caption(_("Choose a unit on top of the page."))
        return
    meeting = _choose_meeting(briefing) if paper.of_meeting else None
    if st.button(_("Make"), key=f"make_{paper.key}", icon=":material/description:", width="stretch"):
        _make(paper, briefing, unit_id, meeting)


def _choose_meeting(briefing: Briefing) -> str | None:
    """Which prepared meeting's slides; the one saved last first, as meeting mode has it; None = all of them."""
    names = [one.name for one in meetings_of(session.store().engine, briefing.period.code)]
    if not names:
        return None
    options = [*names, _("All slides")]
    settle(MEETING_KEY, options)
    chosen = st.selectbox(_("Slides of the meeting"), options, key=MEETING_KEY)
    return None if chosen == options[-1] else str(chosen)


def _make(paper: Paper, briefing: Briefing, unit_id: str | None, meeting: str | None) -> None:
    bar = st.progress(0.0, text=_("Making …"))

    def tell(share: float) -> None:
        bar.progress(min(share, 1.0), text=_("Making … {share:.0%}", share=share))

    actor = session.actor()
    facts = paper_facts(session.store().engine, briefing, now=reads.now(), meeting=meeting)
    made = make(paper.key, briefing, actor=actor, unit_id=unit_id, facts=facts, tell=tell)
    bar.empty()
    st.session_state[_KEPT] = Kept(made=made, made_of=_made_of(briefing, unit_id))


def kept(briefing: Briefing, unit_id: str | None) -> Made | None:
    """The document made last, while it is still of what is chosen on top."""
    found = st.session_state.get(_KEPT)
    if isinstance(found, Kept) and found.made_of == _made_of(briefing, unit_id):
        return found.made
    st.session_state.pop(_KEPT, None)
    return None


def _made_of(briefing: Briefing, unit_id: str | None) -> tuple[object, ...]:
    version = briefing.frozen.version if briefing.frozen is not None else f"r{briefing.revision}"
    return briefing.period.code, version, unit_id, language(), session.store().engine.url


def size_of(made: Made) -> str:
    """How large the file is."""
    return figures.bytes_size(len(made.content))
