"""Preparing a meeting: its name and day, which slides in which order, how long each stands; kept by the office."""

from urllib.parse import urlencode

import streamlit as st

from domain.rules import Rules
from locales import _
from panels import cards, links, meeting_reads, reads, session
from panels.desk_outcome import attempt, draw_outcome, typed
from panels.filters import settle
from panels.paper_shelf import MEETING_KEY
from services.meeting_desk import LONGEST, SHORTEST, meeting_for, meetings_of, prepare_meeting
from services.slides.deck import keys_shown, slide_word
from store.meetings import Meeting

_CHOSEN, _NAME, _HELD, _SECONDS = "meeting_chosen", "meeting_name", "meeting_held", "meeting_seconds"
_SLIDES, _OF = "_meeting_slides", "_meeting_of"
_WIDTHS = (0.5, 5, 0.7, 0.7, 0.7)


def kept(period: str) -> tuple[Meeting, ...]:
    """The meetings prepared for a period, the one saved last first."""
    return meetings_of(session.store().engine, period)


def draw_plan(period: str, known: tuple[Meeting, ...], rules: Rules) -> None:
    """Draw the form. known: ``kept``; rules: of the plan, which say whether there is a ranking to show."""
    shown = keys_shown(rules)
    draw_outcome()
    chosen = _choose(known)
    _fill(meeting_for(known, period, chosen, meeting_reads.today()), period, chosen, shown)
    left, right = st.columns([5, 4], gap="large")
    with left:
        _draw_slides(shown)
    with right, st.container(border=True, key="meeting_form"):
        st.text_input(_("Name of the meeting"), key=_NAME, max_chars=60)
        st.date_input(_("Held on"), key=_HELD)
        st.number_input(
            _("Seconds for each slide, when they turn by themselves"), SHORTEST, LONGEST, step=5, key=_SECONDS
        )
        st.button(
            _("Save the meeting"),
            key="meeting_save",
            type="primary",
            icon=":material/save:",
            on_click=lambda: attempt(lambda: _save(period)),
        )
        _draw_ways(period, typed(_NAME), known)


def _choose(known: tuple[Meeting, ...]) -> str | None:
    """Which of the prepared ones is looked at, or a new one."""
    if not known:
        return None
    names = [*(one.name for one in known), _("A new meeting")]
    settle(_CHOSEN, names)
    chosen = st.pills(_("Prepared meetings"), names, key=_CHOSEN, default=names[0], required=True)
    return None if chosen in (None, names[-1]) else str(chosen)


def _fill(meeting: Meeting, period: str, chosen: str | None, shown: tuple[str, ...]) -> None:
    """Put a meeting into the form, once for each choice."""
    at = (period, chosen, meeting.saved_at)
    if st.session_state.get(_OF) == at:
        return
    is_new = chosen is None and meeting.saved_at is not None
    st.session_state[_OF] = at
    st.session_state[_NAME] = "" if is_new else meeting.name
    st.session_state[_HELD] = meeting_reads.today() if is_new else meeting.held_on
    st.session_state[_SECONDS] = meeting.seconds
    st.session_state[_SLIDES] = [key for key in meeting.slides if key in shown]


def _draw_slides(shown: tuple[str, ...]) -> None:
    """The slides in their order, each with its buttons; below them those that are left out."""
    order: list[str] = st.session_state[_SLIDES]
    cards.part_title(_("{count} slides, in this order", count=len(order)))
    with st.container(gap="xxsmall"):
        for place, key in enumerate(order):
            number, word, up, down, away = st.columns(_WIDTHS, vertical_alignment="center")
            number.markdown(f"**{place + 1}**")
            word.markdown(slide_word(key))
            _mover(up, ":material/arrow_upward:", _("Earlier"), f"up_{key}", place, place - 1, len(order))
            _mover(down, ":material/arrow_downward:", _("Later"), f"down_{key}", place, place + 1, len(order))
            away.button(
                "",
                icon=":material/close:",
                help=_("Leave this slide out"),
                key=f"away_{key}",
                type="tertiary",
                on_click=_leave_out,
                args=(key,),
            )
    rest = [key for key in shown if key not in order]
    if rest:
        cards.nothing(_("Left out; a click adds one at the end:"))
        with st.container(horizontal=True, gap="small"):
            for key in rest:
                st.button(
                    slide_word(key), key=f"add_{key}", icon=":material/add:", on_click=_add, args=(key,)
                )


def _mover(
    column: st.delta_generator.DeltaGenerator,
    icon: str,
    words: str,
    key: str,
    place: int,
    to: int,
    count: int,
) -> None:
    column.button(
        "",
        icon=icon,
        help=words,
        key=key,
        type="tertiary",
        disabled=not 0 <= to < count,
        on_click=_move,
        args=(place, to),
    )


def _move(place: int, to: int) -> None:
    order: list[str] = list(st.session_state[_SLIDES])
    order.insert(to, order.pop(place))
    st.session_state[_SLIDES] = order


def _leave_out(key: str) -> None:
    st.session_state[_SLIDES] = [one for one in st.session_state[_SLIDES] if one != key]


def _add(key: str) -> None:
    st.session_state[_SLIDES] = [*st.session_state[_SLIDES], key]


def _save(period: str) -> str:
    meeting = Meeting(
        period=period,
        name=typed(_NAME),
        held_on=st.session_state[_HELD],
        slides=tuple(st.session_state[_SLIDES]),
        seconds=int(st.session_state[_SECONDS]),
    )
    done = prepare_meeting(session.store().engine, meeting, actor=session.actor(), now=reads.now())
    st.session_state[_CHOSEN] = done.name
    return _("{name} is prepared: {count} slides.", name=done.name, count=len(done.slides))


def _draw_ways(period: str, name: str, known: tuple[Meeting, ...]) -> None:
    """The addresses to open in the room, light and dark; in the bar's colours where it is not saved yet."""
    if name not in {one.name for one in known}:
        cards.nothing(_("Once saved, the meeting opens from here."))
        return
    asked = {key: value for key, value in st.query_params.items() if key in ("as", "lang")}
    for words, theme, icon in (
        (_("Open, light"), "light_theme", ":material/light_mode:"),
        (_("Open, dark"), "dark_theme", ":material/dark_mode:"),
    ):
        query = urlencode(
            asked | {"period": period, "meeting": name, "embed": "true", "embed_options": theme}
        )
        st.link_button(words, f"/meeting?{query}", icon=icon, width="stretch")
    links.link(
        _("The slides as a file (.pptx)"),
        "papers",
        key="meeting_paper",
        icon=":material/slideshow:",
        period=period,
        **{MEETING_KEY: name},
    )
