"""What the draw reads: the frame as the store stands, the draws that were made; kept until the store changes."""

import streamlit as st
from sqlalchemy import Engine

from panels.session import store
from services.drawing import Frame, Order, draws_made, frame_now
from store.draws import StoredDraw
from store.queries import fetch_revision


def frame(order: Order) -> Frame | None:
    """The frame of this order; None while there is no plan."""
    engine = store().engine
    return _frame(engine, str(engine.url), fetch_revision(engine), order)


def draws() -> tuple[StoredDraw, ...]:
    """All draws, the newest first."""
    engine = store().engine
    return _draws(engine, str(engine.url), fetch_revision(engine))


@st.cache_data(show_spinner=False, max_entries=8)
def _frame(_engine: Engine, name: str, revision: int, order: Order) -> Frame | None:  # noqa: ARG001 - the cache's key
    return frame_now(_engine, order)


@st.cache_data(show_spinner=False, max_entries=4)
def _draws(_engine: Engine, name: str, revision: int) -> tuple[StoredDraw, ...]:  # noqa: ARG001 - the cache's key
    return draws_made(_engine)
