"""The interface held against its own OpenAPI document by schemathesis: over HTTP, with every default check."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from starlette.applications import Starlette

from accounts.actor import Actor
from accounts.roles import Role
from services.api_tokens import create_token
from services.intake import save_plan, submit
from services.publishing import publish
from store.verifying import verify
from tests.books import plan_book, progress_book, street_book
from tests.stores import sqlite_store
from web.api.app import routes
from web.api.openapi import document
from web.api.specs import OPERATIONS
from web.gate import Gate
from web.routes import ROUTES

NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
OFFICE = Actor(name="lin", role=Role.OFFICE)
SECONDS = 25
# A body of bytes can't be described so that only workbooks fit it: random ones are answered 422.
SETTINGS = """
[[operations]]
include-path = "/api/v1/submissions"
checks = { positive_data_acceptance = { expected-statuses = ["2xx", "401", "403", "404", "422"] } }
"""


@contextmanager
def served(url: str) -> Iterator[str]:
    """The gate and the interface behind it on a free port, over real HTTP."""
    env = {"DATABASE_URL": url, "BOARD_API_PER_MINUTE": "1000000"}
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    app = Gate(Starlette(routes=routes(env)), env=env)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off", ws="none"))
    thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=20)
    listener.close()


@pytest.mark.slow
def test_the_interface_is_as_its_document_says(tmp_path: Path) -> None:
    engine = sqlite_store(tmp_path / "board.db")
    save_plan(engine, plan_book(), "清单.xlsx", actor=OFFICE, now=NOW)
    for content in (progress_book(), street_book()):
        submit(engine, content, "报表.xlsx", actor=OFFICE, now=NOW)
    publish(engine, "2022-09", actor=OFFICE, now=datetime(2022, 10, 6, tzinfo=UTC))
    _made, secret = create_token(
        engine,
        "schemathesis",
        ("submit", "read"),
        unit_id="S01",
        days=1,
        plan=None,
        actor=Actor(name="adm", role=Role.ADMIN),
        now=datetime.now(UTC),
    )
    (tmp_path / "schemathesis.toml").write_text(SETTINGS)
    with served(str(engine.url)) as url:
        done = subprocess.run(
            [
                *(
                    sys.executable,
                    "-m",
                    "schemathesis.cli",
                    "--config-file",
                    str(tmp_path / "schemathesis.toml"),
                ),
                *("run", f"{url}/api/v1/openapi.json", "-H", f"Authorization: Bearer {secret}"),
                *("--max-time", str(SECONDS), "--seed", "9", "--no-color"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=180,
        )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    assert f"Tested: {len(OPERATIONS)} " in " ".join(done.stdout.split()), done.stdout
    assert verify(engine).findings == ()
    engine.dispose()


def test_every_operation_is_described_and_served() -> None:
    described = {(method.upper(), path) for path, one in document()["paths"].items() for method in one}
    assert described == {(one.method, f"/api/v1{one.path}") for one in OPERATIONS}
    assert [route.path for route in ROUTES].index("/api/v1") < [route.path for route in ROUTES].index(  # type: ignore[attr-defined]
        "/api/{rest:path}"
    )
