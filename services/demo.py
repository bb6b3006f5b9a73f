"""Which store is shown: the real one when it has a plan, else the demo store with the sample year."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine

from accounts.actor import DEMO
from services.demo_year import draw_for_next_quarter, publish_reported
from services.folder import files_below
from services.importing import Progress, import_folder
from store.engine import open_engine
from store.people import has_accounts
from store.queries import is_empty

SAMPLE_YEAR = Path(__file__).parent.parent / "sample_data" / "2022"
_LOCK_SECONDS = 600
_opened = cache(open_engine)  # by address


@dataclass(frozen=True, slots=True)
class Store:
    """An open store, and whether what it holds is made up."""

    engine: Engine
    is_demo: bool


def real_store(env: Mapping[str, str]) -> Engine:
    """The store of the real data: at DATABASE_URL, else board.db in the folder BOARD_DATA (./data)."""
    return _opened(env.get("DATABASE_URL") or f"sqlite:///{_folder(env).resolve() / 'board.db'}")


def choose_store(env: Mapping[str, str], progress: Progress | None = None) -> Store:
    """The real store when it has a plan or an account, or when BOARD_DEMO is ``off``; else the demo store.

    Cheap to ask again (two queries at most): a store is opened once in a process, and the first plan or
    account in the real one ends the demo at the next question.
    The demo store is a file of its own, filled from sample_data/ the first time it is needed (and again, under
    another name, when the samples changed); progress is told how far that is. The two never mix: a demo store
    can't become the real one, nor the other way.
    """
    real = real_store(env)
    if not is_demo_wanted(env) or has_accounts(real) or not is_empty(real):
        return Store(real, is_demo=False)
    return Store(_demo_store(_folder(env), progress), is_demo=True)


def is_demo_wanted(env: Mapping[str, str]) -> bool:
    """Whether made-up data may stand in for missing data; BOARD_DEMO ``off`` forbids it."""
    return env.get("BOARD_DEMO", "").lower() != "off"


def _folder(env: Mapping[str, str]) -> Path:
    return Path(env.get("BOARD_DATA") or "data")


def _demo_store(folder: Path, progress: Progress | None) -> Engine:
    """Filled under another name by one process and then renamed, so that nobody ever sees half a year."""
    ready = folder / f"demo-{_fingerprint(SAMPLE_YEAR)}.db"
    if not ready.exists():
        with _only_one(folder / "demo.lock"):
            if not ready.exists():
                _fill_and_rename(folder / "demo.filling.db", ready, progress)
    return _opened(f"sqlite:///{ready.resolve()}")


def _fill_and_rename(filling: Path, ready: Path, progress: Progress | None) -> None:
    for leftover in filling.parent.glob(f"{filling.name}*"):
        leftover.unlink()
    _fill(filling, progress)
    filling.replace(ready)


@cache
def _fingerprint(samples: Path) -> str:
    """Eight letters that change when a sample file does."""
    digest = sha256()
    for path in files_below(samples):
        digest.update(sha256(path.relative_to(samples).as_posix().encode() + path.read_bytes()).digest())
    return digest.hexdigest()[:8]


def _fill(path: Path, progress: Progress | None) -> None:
    engine = open_engine(f"sqlite:///{path}")
    for _one in import_folder(
        engine, SAMPLE_YEAR, actor=DEMO, now=datetime.now(UTC), source="demo", progress=progress
    ):
        continue
    publish_reported(engine)
    draw_for_next_quarter(engine)
    engine.dispose()


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """Let one process or thread in at a time; SQLite's own lock works everywhere and dies with its holder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=_LOCK_SECONDS, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield
