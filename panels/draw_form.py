"""The office draws: what is asked for, the frame and its hash to be read out, then the seed called out in the room."""

import pandas as pd
import streamlit as st

from domain.figures import SHANGHAI
from domain.plan import Plan
from domain.unit_group import UnitGroup
from locales import _
from panels import cards, draw_reads, reads, session
from panels.desk_outcome import attempt, draw_outcome, typed
from panels.draw_results import keep_drawn
from panels.paper_table import paper_table
from services.briefing import Briefing
from services.draw_certificate import Weighting
from services.drawing import LONGEST_SEED, Frame, Order, draw_units
from services.findings import drawing as words
from services.oversight_frames import quarter_of

_QUARTER, _COUNT, _WEIGHTING, _FIRST = "draw_quarter", "draw_count", "draw_weighting", "draw_first"
SEED_KEY = "draw_seed"
_USUAL = 6


def draw_form(briefing: Briefing) -> None:
    """Draw the three steps from left to right: what to draw, the frame, the seed."""
    draw_outcome()
    with st.container(border=True, key="draw_form"):
        what, shown, called = st.columns([4, 5, 4], gap="large")
        with what:
            cards.part_title(_("① What is to be drawn"))
            order = _order(briefing.plan, briefing)
        frame = draw_reads.frame(order)
        if frame is None:
            cards.nothing(_("The plan has no units to draw from."))
            return
        with shown:
            cards.part_title(_("② The frame: read out its hash before anybody names a seed"))
            _frame(frame, order)
        with called:
            cards.part_title(_("③ The seed, called out in the room"))
            _seed(order, frame)


def _order(plan: Plan, briefing: Briefing) -> Order:
    quarters = sorted({quarter_of(pd.Timestamp(window.ends_on)) for window in plan.windows})
    today = quarter_of(pd.Timestamp(reads.now().astimezone(SHANGHAI).date()))
    shown = quarter_of(pd.Timestamp(briefing.as_of))
    usual = today if today in quarters else shown if shown in quarters else quarters[-1]
    left, right = st.columns(2)
    quarter = left.selectbox(_("Quarter"), quarters, index=quarters.index(usual), key=_QUARTER)
    most = len(plan.units)
    fewest = len({unit.group for unit in plan.units})
    count = right.number_input(_("Number of units"), fewest, most, min(most, max(fewest, _USUAL)), key=_COUNT)
    options = [one.word for one in Weighting]
    weighed = st.segmented_control(
        _("Chance of a unit"),
        options,
        default=options[0],
        required=True,
        key=_WEIGHTING,
        label_visibility="collapsed",
    )
    first = st.checkbox(_("Units not yet checked or drawn this quarter come first"), value=True, key=_FIRST)
    weighting = next(one for one in Weighting if one.word == weighed)
    return Order(quarter=str(quarter), count=int(count), weighting=weighting, waiting_first=first)


def _frame(frame: Frame, order: Order) -> None:
    st.markdown(words.frame_words(frame, order))
    st.html(words.hash_html(frame.hash))
    with st.expander(_("The whole frame, unit by unit")):
        rows = [
            {
                _("Code"): one.unit_id,
                _("Unit"): frame.names[one.unit_id],
                _("Group"): UnitGroup(one.group).word,
                _("Weight"): str(one.weight),
                _("Comes first"): _("yes") if one.is_waiting else "—",
            }
            for one in frame.candidates
        ]
        paper_table(pd.DataFrame(rows))


def _seed(order: Order, frame: Frame) -> None:
    st.text_input(
        _("Seed"),
        key=SEED_KEY,
        max_chars=LONGEST_SEED,
        placeholder=_("e.g. six digits, called out one by one by those present"),
        label_visibility="collapsed",
    )
    st.button(
        _("Draw {count} units with this seed; it can't be taken back", count=order.count),
        key="draw_units",
        type="primary",
        icon=":material/casino:",
        on_click=lambda: attempt(lambda: _drawn(order, frame.hash)),
    )


def _drawn(order: Order, shown_hash: str) -> str:
    made = draw_units(
        session.store().engine,
        order,
        typed(SEED_KEY),
        shown_hash=shown_hash,
        actor=session.actor(),
        now=reads.now(),
    )
    st.session_state[SEED_KEY] = ""
    keep_drawn()
    return _("Draw {number} is kept with its certificate.", number=made.number)
