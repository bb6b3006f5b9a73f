"""Files are read in worker processes: same findings, and no file that hangs, grows or kills hurts the server."""

import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.bounds import MEGABYTE
from loaders.check import check
from loaders.context import Context
from locales import in_language
from services import reading_pool
from services.checking import read_plan
from services.reading_pool import Limits, ReadingPool
from tests.books import progress_book
from tests.hostile import parts, sheet_xml

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "sample_data" / "2022"
REAL = SAMPLES / "2022-09" / "S01滨湖街道_2022-09.xlsx"
NO_PLAN = Context()


@pytest.fixture
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(1) as opened:
        yield opened


def heavy(rows: int = 6000) -> bytes:
    """A sound workbook of many rows of text, which takes seconds rather than milliseconds."""
    row = "".join(
        f'<c r="{letter}{{0}}" t="inlineStr"><is><t>任务{{0}}</t></is></c>' for letter in "ABCDEFGHIJ"
    )
    xml = "".join(f'<row r="{number}">{row.format(number)}</row>' for number in range(1, rows + 1))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts({"任务进展": sheet_xml(xml)}).items():
            archive.writestr(name, content)
    return stream.getvalue()


def worker_of(pool: ReadingPool) -> int:
    """The number of the process that reads next."""
    worker = pool._places.queue[-1]
    assert worker is not None
    return worker._process.pid


def codes(checked) -> list[str]:
    return [problem.code for problem in checked.problems]


def test_a_worker_finds_what_is_found_here(pool: ReadingPool) -> None:
    context = Context(plan=read_plan(SAMPLES / "责任清单2022.xlsx"))
    content = REAL.read_bytes()
    assert pool.check(content, REAL.name, context) == check(content, REAL.name, context)


def test_a_worker_is_kept_between_files(pool: ReadingPool) -> None:
    pool.check(progress_book(), "一.xlsx", NO_PLAN)
    first = worker_of(pool)
    pool.check(progress_book(), "二.xlsx", NO_PLAN)
    assert worker_of(pool) == first


def test_no_worker_is_started_before_the_first_file(pool: ReadingPool) -> None:
    assert list(pool._places.queue) == [None]


def test_a_worker_that_hangs_is_replaced_and_its_file_told(pool: ReadingPool) -> None:
    pool.check(progress_book(), "一.xlsx", NO_PLAN)
    pool._places.queue[-1]._limits = Limits(wall_seconds=0.3)
    hung = worker_of(pool)
    os.kill(hung, signal.SIGSTOP)
    began = time.monotonic()
    found = pool.check(progress_book(), "二.xlsx", NO_PLAN)
    assert (found.verdict, codes(found)) == ("unreadable", ["reading_too_long"])
    assert time.monotonic() - began < 3
    assert not Path(f"/proc/{hung}").exists()
    assert pool.check(progress_book(), "三.xlsx", NO_PLAN).verdict != "unreadable"


def test_a_worker_that_eats_the_processor_is_stopped() -> None:
    with ReadingPool(1, Limits(cpu_seconds=0)) as pool:
        content = heavy(15_000)
        for _attempt in range(20):  # the system counts whole seconds: the first ones may fit into one
            found = pool.check(content, "大.xlsx", NO_PLAN)
            if found.verdict == "unreadable":
                break
    assert codes(found) == ["reading_too_long"]


def test_a_worker_that_eats_memory_is_stopped() -> None:
    with ReadingPool(1, Limits(memory=40 * MEGABYTE)) as pool:
        found = pool.check(heavy(15_000), "大.xlsx", NO_PLAN)
        small = pool.check(progress_book(), "小.xlsx", NO_PLAN)
    assert (found.verdict, codes(found)) == ("unreadable", ["reading_too_much"])
    assert small.verdict != "unreadable"


def test_a_worker_that_dies_in_the_midst_is_replaced_and_its_file_told(pool: ReadingPool) -> None:
    pool.check(progress_book(), "一.xlsx", NO_PLAN)
    victim = worker_of(pool)
    os.kill(victim, signal.SIGSTOP)
    threading.Timer(0.3, os.kill, (victim, signal.SIGKILL)).start()
    found = pool.check(progress_book(), "二.xlsx", NO_PLAN)
    assert (found.verdict, codes(found)) == ("unreadable", ["reading_stopped"])
    assert pool.check(progress_book(), "三.xlsx", NO_PLAN).verdict != "unreadable"


def test_a_worker_that_died_while_idle_costs_no_file(pool: ReadingPool) -> None:
    pool.check(progress_book(), "一.xlsx", NO_PLAN)
    victim = pool._places.queue[-1]
    victim._process.kill()
    victim._process.wait()
    assert pool.check(progress_book(), "二.xlsx", NO_PLAN).verdict != "unreadable"


def test_where_all_workers_are_taken_a_file_waits_so_long_and_is_told() -> None:
    pool = ReadingPool(0, Limits(patience_seconds=0.05))
    assert codes(pool.check(progress_book(), "一.xlsx", NO_PLAN)) == ["reading_busy"]


def test_many_threads_share_two_workers() -> None:
    pool, found = ReadingPool(2), list[str]()
    threads = [
        threading.Thread(target=lambda: found.append(pool.check(progress_book(), "一.xlsx", NO_PLAN).verdict))
        for _one in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pool.close()
    assert found == [check(progress_book(), "一.xlsx").verdict] * 8


def test_words_come_back_in_the_language_of_the_reader(pool: ReadingPool) -> None:
    with in_language("en"):
        english = pool.check(b"", "空.xlsx", NO_PLAN).problems[0].message
    assert english.startswith("The file is empty")
    assert pool.check(b"", "空.xlsx", NO_PLAN).problems[0].message.startswith("文件是空的")


def test_a_context_survives_the_way_to_a_worker() -> None:
    context = Context(plan=read_plan(SAMPLES / "责任清单2022.xlsx"), answers={"a": "b"})
    assert context.book.code("滨湖街道") == "S01"
    assert pickle.loads(pickle.dumps(context)) == context  # noqa: S301 - our own bytes


def test_a_worker_loads_no_screen_no_database_and_no_pandas() -> None:
    wanted = "import sys, services.reading_worker; print([n for n in ('streamlit', 'pandas', 'sqlalchemy', 'openpyxl') if n in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", wanted], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"


def test_a_worker_is_told_no_address_of_a_database(
    monkeypatch: pytest.MonkeyPatch, pool: ReadingPool
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret@nowhere/board")
    pool.check(progress_book(), "一.xlsx", NO_PLAN)
    assert b"DATABASE_URL" not in Path(f"/proc/{worker_of(pool)}/environ").read_bytes()


def test_a_worker_ends_with_its_server() -> None:
    code = (
        "from services.reading_pool import ReadingPool; from loaders.context import Context; import os;"
        "pool = ReadingPool(1); pool.check(b'', 'x', Context());"
        "print(pool._places.queue[-1]._process.pid, flush=True); os._exit(1)"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    worker = Path(f"/proc/{int(said.stdout)}")
    deadline = time.monotonic() + 5
    while (
        worker.exists()
        and "(zombie)" not in worker.joinpath("status").read_text()
        and time.monotonic() < deadline
    ):
        time.sleep(0.02)
    assert not worker.exists() or "(zombie)" in worker.joinpath("status").read_text()


def test_without_resource_limits_files_are_read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_pool.sys, "platform", "win32")
    assert reading_pool.reading() is check
    assert codes(reading_pool.reading()(b"PK\3\4".ljust(20 * MEGABYTE + 1), "大.xlsx", NO_PLAN)) == [
        "too_large"
    ]
