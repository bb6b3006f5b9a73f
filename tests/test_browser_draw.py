"""In a real browser: a seed typed in, the list on the page, the certificate downloaded, the draw repeated from it."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from accounts.actor import TERMINAL
from services.intake import save_plan, submit
from tests.books import plan_book, progress_book
from tests.stores import sqlite_store
from tools.serving import CHROMIUM, ROOT, chromium, serve, settled

pytestmark = pytest.mark.browser
if CHROMIUM is None and not os.environ.get("BOARD_REQUIRE_BROWSER"):
    pytest.skip("no Chromium on this machine (apt-get install chromium)", allow_module_level=True)

_PATIENCE = 120_000
_NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)


def _planned(folder: Path) -> None:
    """A store with a plan of three units and one report of September; no account, so the machine's own browser is the office's."""
    engine = sqlite_store(folder / "board.db")
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=TERMINAL, now=_NOW)
    submit(engine, progress_book(), "滨湖.xlsx", actor=TERMINAL, unit_id="S01", period="2022-09", now=_NOW)
    engine.dispose()


def test_a_draw_in_the_room_is_repeated_from_its_certificate_elsewhere(tmp_path: Path) -> None:
    _planned(tmp_path / "board")
    with serve(tmp_path / "board", BOARD_DEMO="off") as url, chromium() as browser:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.set_default_timeout(_PATIENCE)
        page.goto(f"{url}/verification?view=随机抽查")
        settled(page)
        page.locator(".st-key-draw_seed input").fill("358127")
        page.locator(".st-key-draw_seed input").press("Enter")
        settled(page)
        page.locator(".st-key-draw_units button").click()
        page.get_by_text("号抽取已存档").wait_for()
        expect(page.locator(".drawn b")).to_have_count(3, timeout=_PATIENCE)  # they follow the sentence
        names = page.locator(".drawn b").all_inner_texts()
        files = {}
        for ending in ("json", "docx"):
            with page.expect_download() as coming:
                page.get_by_role("link", name=f"抽取证书（.{ending}）").click()
            files[ending] = tmp_path / coming.value.suggested_filename
            coming.value.save_as(files[ending])
        page.close()
    assert files["json"].name == "抽取证书2022-Q3-01.json"
    assert files["docx"].read_bytes().startswith(b"PK")
    done = subprocess.run(
        [sys.executable, "manage.py", "draw", "--certificate", str(files["json"])],
        cwd=ROOT,
        env={**os.environ, "BOARD_DATA": str(tmp_path / "elsewhere"), "BOARD_DEMO": "off"},
        capture_output=True,
        check=False,
    )
    said = done.stdout.decode("utf-8")
    assert done.returncode == 0, said
    assert said.rstrip().endswith("与证书一致。")
    assert [line.split()[-1] for line in said.splitlines() if line.startswith("  ")] == names
    assert not (tmp_path / "elsewhere").exists()
