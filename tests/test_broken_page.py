"""A page that fails says so with a number, and the log says the rest under the same number."""

import logging
import re

import pytest
from streamlit.testing.v1 import AppTest


def test_the_number_on_the_screen_is_the_number_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def script() -> None:
        from panels.broken import draw_broken

        assert draw_broken(ValueError("secret of the house"))

    with caplog.at_level(logging.ERROR, logger="board.page"):
        page = AppTest.from_function(script, default_timeout=60).run()
    shown = " ".join([*(one.value for one in page.header), *(one.value for one in page.markdown)])
    number = re.findall(r"\*\*([0-9A-F]{6})\*\*", shown)[0]
    assert "secret" not in shown
    assert f"number {number}" in caplog.text
    assert "ValueError: secret of the house" in caplog.text
