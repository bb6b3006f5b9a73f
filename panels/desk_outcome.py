"""What came of the last button on 期次管理: said once above the page, after the run that did it."""

from collections.abc import Callable

import streamlit as st

from accounts.roles import Forbidden
from services.intake import NotStored
from services.periods import NotChanged
from services.publishing import NotPublished
from services.returning import NotReturned
from services.webhooks import NotSent

_SAID = "_desk_said"
REFUSALS = (Forbidden, NotChanged, NotPublished, NotReturned, NotSent, NotStored)


def attempt(deed: Callable[[], str]) -> None:
    """For callbacks: do it and keep the sentence it gives, or the one that says why it was refused."""
    try:
        st.session_state[_SAID] = ("done", deed())
    except REFUSALS as refusal:
        st.session_state[_SAID] = ("refused", str(refusal))


def draw_outcome() -> None:
    """Say what came of the last button, once."""
    tone, text = st.session_state.pop(_SAID, ("", ""))
    if tone == "done":
        st.success(text, icon=":material/check:")
    elif tone == "refused":
        st.warning(text, icon=":material/block:")


def typed(key: str) -> str:
    """What stands in a text box."""
    return str(st.session_state.get(key) or "")
