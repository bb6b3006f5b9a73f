"""A store that fills every table: two months of eight units of the sample year with oversight, one published, as a Briefing."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import openpyxl

from accounts.actor import TERMINAL
from services.briefing import Briefing
from services.importing import import_folder
from services.publishing import fetch_published, publish
from store.snapshots import fetch_newest_snapshots
from tests.stores import sqlite_store
from tools.running import ROOT

SAMPLES = ROOT / "sample_data" / "2022"
SENDERS = ("S01", "双溪", "D08", "规建局", "C01", "望郡", "D12", "研究院", "督查评价")
NOW = datetime(2022, 10, 20, tzinfo=UTC)


def filled(
    folder: Path,
    display: str = "名次",
    senders: Sequence[str] = SENDERS,
    published: Sequence[str] = ("2022-09",),
) -> Path:
    """A data folder with such a store; display: how the plan's rules show standing, senders: whose books are in it."""
    given = folder / "in"
    for period in ("2022-08", "2022-09"):
        (given / period).mkdir(parents=True)
        for book in sorted((SAMPLES / period).iterdir()):
            if any(sender in book.name for sender in senders):
                shutil.copy(book, given / period)
    book = openpyxl.load_workbook(SAMPLES / "责任清单2022.xlsx")
    cells = {row[0].value: row[1] for row in book["规则"].iter_rows()}
    cells["排名方式"].value = display
    book.save(given / "责任清单2022.xlsx")
    engine = sqlite_store(folder / "board.db")
    assert all(one.stored for one in import_folder(engine, given, now=NOW))
    for period in published:
        publish(engine, period, actor=TERMINAL, now=NOW)
    engine.dispose()
    return folder


def published(folder: Path, language: str = "zh") -> Briefing:
    """The Briefing of the published period."""
    engine = sqlite_store(folder / "board.db")
    made = fetch_published(engine, fetch_newest_snapshots(engine)["2022-09"], language)
    engine.dispose()
    return made
