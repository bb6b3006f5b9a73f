"""The two doors: what they may import, who may import them, and that no page can be entered past them."""

import ast
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parent.parent
PAGES = sorted(file for file in (ROOT / "pages").glob("*.py") if file.name != "__init__.py")
HOUSE = (
    "commands",
    "pages",
    "panels",
    "services",
    "charts",
    "loaders",
    "store",
    "accounts",
    "metrics",
    "domain",
    "locales",
)


def imported(file: Path) -> set[str]:
    tree = ast.walk(ast.parse(file.read_text("utf-8")))
    names = [alias.name for node in tree if isinstance(node, ast.Import) for alias in node.names]
    tree = ast.walk(ast.parse(file.read_text("utf-8")))
    names += [node.module or "" for node in tree if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in names}


def test_the_terminal_door_knows_no_screen() -> None:
    assert (
        imported(ROOT / "manage.py") & {"streamlit", "pages", "panels", "charts", "altair", "dashboard"}
        == set()
    )


def test_nobody_imports_a_door() -> None:
    inside = [file for name in HOUSE for file in (ROOT / name).rglob("*.py")]
    assert [file for file in inside if imported(file) & {"dashboard", "manage"}] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda file: file.stem)
def test_a_page_run_alone_draws_nothing(page: Path) -> None:
    alone = AppTest.from_file(str(page), default_timeout=60).run()
    assert not alone.exception
    assert len(alone.main) == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda file: file.stem)
def test_a_page_only_defines_render(page: Path) -> None:
    body = ast.parse(page.read_text("utf-8")).body
    assert "render" in {node.name for node in body if isinstance(node, ast.FunctionDef)}
    calls = [node for node in body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    assert calls == []


def test_every_page_has_its_line_in_the_menu() -> None:
    door = (ROOT / "dashboard.py").read_text("utf-8")
    assert [page.stem for page in PAGES if f"{page.stem}.render" not in door] == []
