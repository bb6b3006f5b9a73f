"""The end of the filter row: where the figures of the chosen period come from, and the office's switch."""

import streamlit as st

from panels import reads, session, source_mark
from services import viewing
from services.publishing import frozen_of


def draw_source(period: str) -> bool:
    """Draw the mark, and the switch for those who may turn it; whether live figures are wished for."""
    role, snapshot = session.viewer(reads.plan()).role, reads.snapshots().get(period)
    st.space("stretch")
    live = snapshot is not None and viewing.may_choose_live(role) and source_mark.draw_switch()
    frozen = None if snapshot is None or live else frozen_of(snapshot)
    words = source_mark.source_words(period, frozen, is_published=snapshot is not None)
    if frozen is None:
        st.badge(words, color="gray", icon=":material/sync:")
    else:
        st.badge(words, color="blue", icon=":material/lock:")
    return live
