"""The dashboard's script run without server or browser, by Streamlit's AppTest. For tests and benchmarks."""

from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from accounts.roles import Role

ROOT = Path(__file__).parent.parent
_SECONDS = 120
# Run from a folder of its own: beside dashboard.py Streamlit finds pages/ and, before the first st.navigation of
# a process (which every AppTest plays), runs a file of it in place of the script.
_DOOR = "import runpy\nrunpy.run_path({path!r}, run_name='__main__')\n"


def board(page: str, *, role: Role = Role.LEADER, **chosen: str) -> AppTest:
    """The dashboard before its first run, as this role opens it at this page; ``run()`` it.

    page: the name in its address, e.g. ``overview``. chosen: what stands in the address behind it, e.g.
    ``period="2022-08"``. The store is the one that the environment names (BOARD_DATA, DATABASE_URL, BOARD_DEMO).
    """
    return script(ROOT / "dashboard.py", page, **{"as": role.word}, **chosen)


def script(path: Path, page: str = "", **chosen: str) -> AppTest:
    """A script before its first run, at this page of its menu and with this in its address."""
    app = AppTest.from_string(_DOOR.format(path=str(path)), default_timeout=_SECONDS)
    app._page_hash = calc_hash(page) if page else ""  # switch_page knows pages that are files only
    for name, value in chosen.items():
        app.query_params[name] = value
    return app


def page_names(shown: AppTest) -> tuple[str, ...]:
    """Names in the address of the pages in the menu of a dashboard that has run; the first one's is ""."""
    return tuple(str(info["url_pathname"]) for info in shown._registered_pages.values())
