"""Whether the board lives and is ready, and what it counts; who may ask."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine, text
from starlette.applications import Starlette

from accounts.actor import Actor
from accounts.roles import Role
from services.account_desk import NewAccount, add_account
from services.api_tokens import create_token
from services.intake import save_plan, submit
from tests.asgi import asking
from tests.books import plan_book, progress_book
from tests.stores import sqlite_store
from web.gate import Gate
from web.routes import ROUTES

NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
OFFICE = Actor(name="lin", role=Role.OFFICE)
ADMIN = Actor(name="adm", role=Role.ADMIN)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A store with an account, so that the board is closed, and one report."""
    url = f"sqlite:///{tmp_path / 'board.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    opened = sqlite_store(tmp_path / "board.db")
    save_plan(opened, plan_book(), "清单.xlsx", actor=OFFICE, now=NOW)
    submit(opened, progress_book(), "报表.xlsx", actor=OFFICE, now=NOW)
    add_account(opened, NewAccount(name="adm", role="admin", unit_id=None), actor=ADMIN, now=NOW)
    yield opened
    opened.dispose()


def gate() -> Gate:
    return Gate(Starlette(routes=ROUTES))


def figures(answer: str) -> dict[str, float]:
    return {
        sample.name: sample.value
        for family in text_string_to_metric_families(answer)
        for sample in family.samples
        if not sample.labels
    }


def test_a_stranger_learns_only_that_it_lives_and_is_ready(store: Engine) -> None:
    with asking(gate()) as stranger:
        assert (stranger.get("/livez").status_code, stranger.get("/livez").text) == (200, "ok")
        ready = stranger.get("/readyz")
        assert (ready.status_code, ready.json()) == (200, {"database": True, "migrations": True})
        assert stranger.get("/metrics").status_code == 401


def test_it_is_not_ready_with_older_tables(store: Engine) -> None:
    with asking(gate()) as stranger:
        assert stranger.get("/readyz").status_code == 200
        with store.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        ready = stranger.get("/readyz")
    assert (ready.status_code, ready.json()) == (503, {"database": True, "migrations": False})


def test_without_its_database_it_lives_but_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    with asking(gate()) as stranger:
        assert stranger.get("/livez").status_code == 200
        ready = stranger.get("/readyz")
    assert (ready.status_code, ready.json()) == (503, {"database": False, "migrations": False})


def test_the_figures_are_for_this_machine_and_for_tokens_that_read(store: Engine) -> None:
    given = {"days": 1, "plan": None, "actor": ADMIN, "now": datetime.now(UTC)}
    _made, reader = create_token(store, "prometheus", ["read"], unit_id=None, **given)
    _made, sender = create_token(store, "sender", ["submit"], unit_id="S01", **given)
    with asking(gate(), address="127.0.0.1", host="localhost") as local:
        own = local.get("/metrics")
        assert local.get("/metrics", headers={"X-Forwarded-For": "1.2.3.4"}).status_code == 401
    assert own.status_code == 200
    found = figures(own.text)
    assert (found["board_submissions_total"], found["board_sign_in_failures_total"]) == (1, 0)
    assert found["board_revision"] == 2
    with asking(gate()) as other:
        for secret, status in ((reader, 200), (sender, 403), ("x", 401)):
            answer = other.get("/metrics", headers={"Authorization": f"Bearer {secret}"})
            assert answer.status_code == status


def test_requests_are_counted_by_route_and_status(store: Engine) -> None:
    def counted(answer: str, route: str, status: str) -> float:
        return sum(
            sample.value
            for family in text_string_to_metric_families(answer)
            for sample in family.samples
            if sample.name == "board_requests_total"
            and (sample.labels["route"], sample.labels["status"]) == (route, status)
        )

    with asking(gate(), address="127.0.0.1", host="localhost") as local:
        before = local.get("/metrics").text
        local.get("/api/v1/tasks")
        local.get("/api/v1/some/guess")
        after = local.get("/metrics").text
    for route in ("/api/v1/tasks", "/api/v1/*"):
        assert counted(after, route, "401") - counted(before, route, "401") == 1
