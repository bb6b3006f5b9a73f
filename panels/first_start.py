"""What stands on the screen while the demo year is read in, once for each data folder."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from locales import _


class FirstStart:
    """A bar that appears with the first news of the work, and goes when the board is there."""

    def __init__(self) -> None:
        self._bar: DeltaGenerator | None = None

    def tell(self, done: int, of: int) -> None:
        """Move the bar; to be called by the work itself."""
        share = done / of if of else 1.0
        text = _(
            "First start: the demo year is being read in, {share:.0%}. Half a minute, once.", share=share
        )
        if self._bar is None:
            self._bar = st.empty()
        self._bar.progress(share, text=text)

    def done(self) -> None:
        """Take the bar away, where there was one."""
        if self._bar is not None:
            self._bar.empty()
