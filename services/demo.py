"""Which store is shown: the real one when it has a plan, else the demo store with the sample year."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from services.importing import Progress, import_folder
from store.engine import open_engine
from store.queries import is_empty

SAMPLE_YEAR = Path(__file__).parent.parent / "sample_data" / "2022"
_DEMO = "demo.db"
_LOCK_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Store:
    """An open store, and whether what it holds is made up."""

    engine: Engine
    is_demo: bool


def real_store(env: Mapping[str, str]) -> Engine:
    """The store of the real data: at DATABASE_URL, else board.db in the folder BOARD_DATA (./data)."""
    return open_engine(env.get("DATABASE_URL") or f"sqlite:///{_folder(env) / 'board.db'}")


def choose_store(env: Mapping[str, str], progress: Progress | None = None) -> Store:
    """The real store when it has a plan, or when BOARD_DEMO is ``off``; else the demo store.

    The demo store is a file of its own, filled from sample_data/ the first time it is needed; progress is
    told how far that is. The two never mix: a demo store can't become the real one, nor the other way.
    """
    real = real_store(env)
    if env.get("BOARD_DEMO", "").lower() == "off" or not is_empty(real):
        return Store(real, is_demo=False)
    real.dispose()
    return Store(_demo_store(_folder(env), progress), is_demo=True)


def _folder(env: Mapping[str, str]) -> Path:
    return Path(env.get("BOARD_DATA") or "data")


def _demo_store(folder: Path, progress: Progress | None) -> Engine:
    """Filled under another name and then renamed, so that nobody ever sees half a year."""
    ready = folder / _DEMO
    with _only_one(folder / "demo.lock"):
        if not ready.exists():
            filling = folder / "demo.filling.db"
            for leftover in folder.glob(f"{filling.name}*"):
                leftover.unlink()
            _fill(filling, progress)
            filling.replace(ready)
    return open_engine(f"sqlite:///{ready}")


def _fill(path: Path, progress: Progress | None) -> None:
    engine = open_engine(f"sqlite:///{path}")
    for _one in import_folder(engine, SAMPLE_YEAR, now=datetime.now(UTC), source="demo", progress=progress):
        continue
    engine.dispose()


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """Let one process or thread in at a time; SQLite's own lock works everywhere and dies with its holder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=_LOCK_SECONDS, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
