"""Each page's script run beside that of an empty page, on the sample year and on a store far larger.

Streamlit's AppTest runs the real dashboard.py, so that session, menu, filters and widgets are those of a browser's
rerun; timed is only ScriptRunner's run of the script, which the server makes for every click, with the collection
of garbage at its end, and not the tree that AppTest builds of the result. Counted is the processor's time of the
script's thread: by the clock on the wall, a busy machine breaks off the long runs and never the short one.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time
from unittest.mock import patch

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.testing.v1 import AppTest

from accounts.roles import Role
from benchmarks.timing import interleaved
from tools.big_store import fill
from tools.running import board, page_names, script

EMPTY = Path(__file__).parent / "empty_page.py"
WEEKS = 52


def measure_pages(runs: int) -> dict[str, dict[str, float]]:
    """Store → page → milliseconds (medians) of a rerun; the page ``empty`` writes one heading and nothing else.

    Cached reads are warm: each page has run before. The office looks, which sees every page and live figures.
    """
    with TemporaryDirectory() as folder:
        sample, big = Path(folder, "sample"), Path(folder, "big")
        address = f"sqlite:///{big / 'board.db'}"
        fill(address, weeks=WEEKS)
        return {
            "sample year": _of_store(runs, {"BOARD_DATA": str(sample)}),
            f"60 units × 40 tasks × {WEEKS} weeks": _of_store(runs, {"DATABASE_URL": address}),
        }


def _of_store(runs: int, environment: Mapping[str, str]) -> dict[str, float]:
    with patch.dict(os.environ, environment):
        pages = {"empty": script(EMPTY)}
        first = board("overview", role=Role.OFFICE)
        pages["overview"] = first.run()
        pages |= {name: board(name, role=Role.OFFICE) for name in page_names(first) if name}
        with _script_clock() as clock:
            return interleaved({name: _run_of(page) for name, page in pages.items()}, runs, clock)


def _run_of(page: AppTest) -> Callable[[], object]:
    def run() -> None:
        shown = page.run()
        if shown.exception:
            raise RuntimeError(f"the page broke: {shown.exception[0].message}")

    return run


@contextmanager
def _script_clock() -> Iterator[Callable[[Callable[[], object]], float]]:
    """A clock that counts only the time inside the runs of a script."""
    spent: list[float] = []
    original = ScriptRunner._run_script

    def timed(runner: ScriptRunner, *given: object) -> None:
        started = thread_time()
        original(runner, *given)  # type: ignore[arg-type]
        spent.append((thread_time() - started) * 1000)

    def clock(call: Callable[[], object]) -> float:
        spent.clear()
        call()
        return sum(spent)

    with patch.object(ScriptRunner, "_run_script", timed):
        yield clock
