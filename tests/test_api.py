"""The interface for other systems: submitting, reading, refusing; what each token may."""

import csv
import json
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from shutil import copyfile
from threading import Event

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse

from accounts.actor import Actor
from accounts.roles import Role
from services.api_tokens import create_token, fetch_tokens, revoke_token
from services.intake import save_plan, submit
from services.periods import close_period
from services.publishing import publish
from store.audit_reading import Wanted, fetch_entries
from store.queries import fetch_submissions
from store.verifying import verify
from tests.asgi import Client, asking
from tests.books import plan_book, progress_book, street_book
from tests.stores import sqlite_store
from web import health
from web.api.app import routes
from web.api.openapi import document
from web.gate import Gate

NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
ADMIN = Actor(name="adm", role=Role.ADMIN)
OFFICE = Actor(name="lin", role=Role.OFFICE)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real store with a plan and one report of each street for 2022-08, published, and S02's for 2022-09."""
    path = tmp_path_factory.mktemp("made") / "board.db"
    opened = sqlite_store(path)
    save_plan(opened, plan_book(), "清单.xlsx", actor=OFFICE, now=NOW)
    for content in (progress_book(period="2022-08"), street_book("2022-08"), street_book("2022-09", 0.7)):
        submit(opened, content, "报表.xlsx", actor=OFFICE, now=NOW)
    publish(opened, "2022-08", actor=OFFICE, now=NOW)
    opened.dispose()
    return path


@pytest.fixture
def engine(made: Path, tmp_path: Path) -> Iterator[Engine]:
    """A copy of it for one test."""
    copyfile(made, tmp_path / "board.db")
    opened = sqlite_store(tmp_path / "board.db")
    yield opened
    opened.dispose()


@pytest.fixture
def client(engine: Engine) -> Iterator[Client]:
    env = {"DATABASE_URL": str(engine.url), "BOARD_API_PER_MINUTE": "100000"}
    with asking(Gate(Starlette(routes=routes(env)), env=env)) as opened:
        yield opened


def bearer(engine: Engine, *scopes: str, unit_id: str | None = None, **given: object) -> dict[str, str]:
    arguments = {
        "unit_id": unit_id,
        "days": 30,
        "plan": None,
        "actor": ADMIN,
        "now": datetime.now(UTC),
        **given,
    }
    _made, secret = create_token(engine, "统计", scopes, **arguments)  # type: ignore[arg-type]
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def mine(engine: Engine) -> dict[str, str]:
    """Headers with S01's token, which may submit and read."""
    return bearer(engine, "submit", "read", unit_id="S01")


def post(client: Client, headers: dict[str, str], content: bytes, **params: str):
    given = {"file_name": "报表.xlsx", **params}
    return client.post(
        "/api/v1/submissions", params=given, content=content, headers={**headers, "Content-Type": XLSX}
    )


def actions(engine: Engine) -> list[str]:
    return fetch_entries(engine, Wanted(), limit=50)["action"].tolist()


def test_a_new_workbook_is_stored_with_a_receipt(client: Client, engine: Engine, mine) -> None:
    answer = post(client, mine, progress_book())
    assert answer.status_code == 201
    body = answer.json()
    assert (body["verdict"], body["unit"], body["period"]) == ("accepted", "S01", "2022-09")
    assert body["receipt"]["number"] == "2022-09-S01-v1"
    assert body["sheets"]["任务进展"][0]["reported"] == 0.5
    stored = fetch_submissions(engine).iloc[-1]
    assert (stored["unit_id"], stored["file_name"]) == ("S01", "报表.xlsx")
    entry = fetch_entries(engine, Wanted(), limit=1).iloc[0]
    assert (entry["actor"], entry["role"], entry["address"], entry["action"]) == (
        "token:统计",
        "unit",
        "10.0.0.9",
        "submit",
    )
    assert verify(engine).findings == ()


def test_the_same_bytes_again_get_the_receipt_they_got_before(client: Client, engine: Engine, mine) -> None:
    content = progress_book()
    first, again = post(client, mine, content), post(client, mine, content)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["receipt"] == first.json()["receipt"]
    close_period(engine, "2022-09", actor=OFFICE, now=NOW)
    assert post(client, mine, content).status_code == 200


def test_a_form_is_taken_too(client: Client, mine) -> None:
    files = {"file": ("表.xlsx", progress_book(rate="约80%"), XLSX)}
    asked = client.post("/api/v1/submissions", files=files, headers=mine)
    assert (asked.status_code, asked.json()["verdict"]) == (422, "questions")
    question = next(one for one in asked.json()["problems"] if one["severity"] == "question")
    answers = json.dumps({question["key"]: question["options"][0]["key"]})
    form = {"answers": answers, "period": "2022-09", "unit": "S01"}
    told = client.post("/api/v1/submissions", files=files, data=form, headers=mine)
    assert told.status_code == 201
    assert told.json()["sheets"]["任务进展"][0]["reported"] == 0.8
    again = client.post("/api/v1/submissions", files=files, headers=mine)
    assert (again.status_code, again.json()["receipt"]) == (200, told.json()["receipt"])


def test_a_workbook_with_errors_changes_nothing_and_says_where(client: Client, engine: Engine, mine) -> None:
    count = len(fetch_submissions(engine))
    answer = post(client, mine, progress_book(rows=[("XX-99", "没有的任务", 0.5, None, "推进")]))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert (body["title"], body["status"], body["verdict"]) == ("报表未入库", 422, "rejected")
    assert ("任务进展", "A3") in [(one["sheet"], one["cell"]) for one in body["problems"]]
    assert len(fetch_submissions(engine)) == count
    assert actions(engine)[0] == "upload_refused"


@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\x03\x04broken", plan_book()])
def test_what_is_no_report_is_refused(client: Client, mine, content: bytes) -> None:
    answer = post(client, mine, content)
    assert answer.status_code == 422
    assert answer.json()["detail"] != ""


def test_another_units_workbook_is_forbidden_and_tells_nothing_of_it(
    client: Client, engine: Engine, mine
) -> None:
    count = len(fetch_submissions(engine))
    answer = post(client, mine, street_book())
    assert (answer.status_code, sorted(answer.json())) == (403, ["detail", "status", "title", "type"])
    assert post(client, mine, progress_book(), unit="S02").status_code == 403
    assert len(fetch_submissions(engine)) == count


def test_another_period_than_said_is_refused(client: Client, mine) -> None:
    assert post(client, mine, progress_book(), period="2022-10").status_code == 422
    assert post(client, mine, progress_book(), period="2022-W53").json()["detail"] == "没有期次 2022-W53。"
    assert post(client, mine, progress_book(), period="2022-13").status_code == 400
    assert post(client, mine, progress_book(), period="2022-09").status_code == 201


def test_a_closed_period_takes_no_more(client: Client, engine: Engine, mine) -> None:
    close_period(engine, "2022-09", actor=OFFICE, now=NOW)
    answer = post(client, mine, progress_book())
    assert (answer.status_code, answer.json()["title"]) == (409, "该期已关闭")
    assert "2022-09" in answer.json()["detail"]


def test_an_oversize_file_is_refused_by_its_length_and_by_its_bytes(client: Client, mine) -> None:
    big = b"x" * (20 * 1024 * 1024 + 1)
    assert post(client, mine, big).status_code == 413

    async def parts() -> AsyncIterator[bytes]:
        for _number in range(21):
            yield b"x" * 1024 * 1024

    headers = {**mine, "Content-Type": XLSX}
    streamed = client.post("/api/v1/submissions", content=parts(), headers=headers)
    assert (streamed.status_code, "20" in streamed.json()["detail"]) == (413, True)
    form = client.post("/api/v1/submissions", files={"file": ("a.xlsx", big, XLSX)}, headers=mine)
    assert form.status_code == 413


@pytest.mark.parametrize("kind", ["", "text/plain", "application/json", "application/vnd.ms-excel"])
def test_other_kinds_of_content_are_refused(client: Client, mine, kind: str) -> None:
    headers = {**mine, "Content-Type": kind}
    assert client.post("/api/v1/submissions", content=b"x", headers=headers).status_code == 415


@pytest.mark.parametrize(
    ("files", "data"),
    [
        ({"other": ("a.xlsx", b"x", XLSX)}, {}),
        ({"file": ("a.xlsx", b"x", XLSX)}, {"nobody": "asked"}),
        ({"file": ("a.xlsx", b"x", XLSX)}, {"answers": "no json"}),
        ({"file": ("a.xlsx", b"x", XLSX)}, {"answers": "[1]"}),
        ({"file": ("a.xlsx", b"x", XLSX)}, {"period": "September"}),
    ],
)
def test_a_form_that_is_not_as_described_is_refused(client: Client, mine, files, data) -> None:
    answer = client.post("/api/v1/submissions", files=files, data=data, headers=mine)
    assert (answer.status_code, answer.json()["type"]) == (400, "about:blank")


def test_a_broken_form_is_refused(client: Client, mine) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x"):
        headers = {**mine, "Content-Type": kind}
        assert client.post("/api/v1/submissions", content=b"--y broken", headers=headers).status_code == 400


def test_a_reader_gets_what_is_published(client: Client, engine: Engine) -> None:
    reader = bearer(engine, "read")
    body = client.get("/api/v1/tasks", headers=reader).json()
    assert (body["period"], body["source"], body["version"]) == ("2022-08", "snapshot", 1)
    assert {row["task_id"]: row["effective"] for row in body["rows"]} == {
        "FW-01": 0.5,
        "FW-02": 0.6,
        "GY-01": 0.5,
    }
    assert body["rows"][0]["start_on"] == "2022-01-01"
    for period in ("2022-09", "2022-12", "1999-01"):
        answer = client.get("/api/v1/tasks", params={"period": period}, headers=reader)
        assert (answer.status_code, period in answer.json()["detail"]) == (404, True)


def test_a_live_reader_sees_the_period_that_runs(client: Client, engine: Engine) -> None:
    body = client.get("/api/v1/tasks", headers=bearer(engine, "live")).json()
    assert (body["period"], body["source"], body["version"]) == ("2022-09", "live", None)
    assert {row["task_id"]: row["effective"] for row in body["rows"]}["GY-01"] == 0.7


def test_a_unit_reads_its_own_rows_and_the_published_ranking(client: Client, engine: Engine, mine) -> None:
    def units(path: str, column: str, **params: str) -> set[str]:
        return {row[column] for row in client.get(path, params=params, headers=mine).json()["rows"]}

    assert units("/api/v1/tasks", "lead_unit") == {"S01"}
    assert units("/api/v1/units", "unit_id") == {"S01"}
    assert units("/api/v1/scores", "unit_id") == {"S01", "S02", "D01"}
    assert client.get("/api/v1/tasks", params={"period": "2022-09"}, headers=mine).status_code == 404
    post(client, mine, progress_book(rate=0.6))
    own = client.get("/api/v1/tasks", params={"period": "2022-09"}, headers=mine).json()
    assert (own["source"], {row["lead_unit"] for row in own["rows"]}) == ("live", {"S01"})
    scores = client.get("/api/v1/scores", params={"period": "2022-09"}, headers=mine).json()["rows"]
    assert [(row["unit_id"], row["rank"]) for row in scores] == [("S01", None)]


def test_periods_tell_what_is_open_and_published(client: Client, engine: Engine) -> None:
    rows = client.get("/api/v1/periods", headers=bearer(engine, "read")).json()["rows"]
    known = {row["period"]: row for row in rows}
    assert len(rows) == 12
    assert known["2022-08"] == {
        "period": "2022-08",
        "starts_on": "2022-08-01",
        "ends_on": "2022-08-28",
        "due_at": "2022-09-05T10:00:00+00:00",
        "is_closed": True,
        "version": 1,
        "published_at": "2022-10-03T09:00:00+00:00",
    }
    assert (known["2022-09"]["is_closed"], known["2022-09"]["version"]) == (False, None)


@pytest.mark.parametrize("table", ["periods", "units", "scores", "tasks", "milestones"])
def test_every_table_comes_as_csv_with_the_same_columns(client: Client, engine: Engine, table: str) -> None:
    reader = bearer(engine, "read")
    plain = client.get(f"/api/v1/{table}", headers=reader).json()["rows"]
    for ask in ({"params": {"format": "csv"}}, {"headers": {"Accept": "text/csv"}}):
        headers = reader | ask.get("headers", {})
        answer = client.get(f"/api/v1/{table}", params=ask.get("params"), headers=headers)
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.content.startswith(b"\xef\xbb\xbf")
        head, *rows = csv.reader(StringIO(answer.content.decode("utf-8-sig")))
        assert (head, len(rows)) == (list(plain[0]), len(plain))


def test_a_csv_cell_is_never_a_formula(client: Client, engine: Engine) -> None:
    rows = [
        ("FW-01", "推进代办制", 0.6, None, "@SUM(A1)", "", "", "", None),
        ("FW-02", "企业走访", None, 125, "走访", "", "", "", None),
    ]
    submit(engine, progress_book(rows=rows), "报表.xlsx", actor=OFFICE, now=NOW)
    live = bearer(engine, "live")
    text = client.get("/api/v1/tasks", params={"format": "csv"}, headers=live).text
    assert ",'@SUM(A1)," in text


def test_nobody_enters_without_an_open_token(client: Client, engine: Engine) -> None:
    old = bearer(engine, "read", now=NOW - timedelta(days=60))
    ended = bearer(engine, "read")
    revoke_token(engine, fetch_tokens(engine, actor=ADMIN)[0].token_id, actor=ADMIN, now=NOW)
    wrong = [{}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer "}]
    for headers in (*wrong, old, ended):
        for path in ("/api/v1/tasks", "/api/v1/periods", "/api/v1/nowhere"):
            answer = client.get(path, headers=headers)
            assert (answer.status_code, answer.headers["www-authenticate"][:6]) == (401, "Bearer")
            assert answer.headers["content-type"] == "application/problem+json"
    assert actions(engine)[:2] == ["refuse_token", "refuse_token"]


def test_a_token_does_only_what_its_scopes_say(client: Client, engine: Engine) -> None:
    reader, sender = bearer(engine, "read"), bearer(engine, "submit", unit_id="S01")
    assert post(client, reader, progress_book()).status_code == 403
    assert client.get("/api/v1/tasks", headers=sender).status_code == 403
    assert client.get("/api/v1/periods", headers=sender).status_code == 200


def test_errors_of_the_request_are_told_not_ignored(client: Client, engine: Engine) -> None:
    reader = bearer(engine, "read")
    for query in (
        "priod=2022-08",
        "period=2022-08&period=2022-07",
        "format=xml",
        "period=",
        "period=2022-8%0a",
    ):
        answer = client.get(f"/api/v1/tasks?{query}", headers=reader)
        assert (answer.status_code, "parameter" in answer.json()) == (400, True), query
    assert client.get("/api/v1/nowhere", headers=reader).status_code == 404
    refused = client.delete("/api/v1/tasks", headers=reader)
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")
    assert client.get("/api/v1/submissions", headers=reader).headers["allow"] == "POST"


def test_sentences_come_in_the_language_asked_for(client: Client) -> None:
    said = {
        language: client.get("/api/v1/tasks", headers={"Accept-Language": language}).json()["title"]
        for language in ("zh-CN", "en-GB,en;q=0.9")
    }
    assert said == {"zh-CN": "需要有效的令牌", "en-GB,en;q=0.9": "A valid token is needed"}


def test_too_many_requests_wait(engine: Engine) -> None:
    env = {"DATABASE_URL": str(engine.url), "BOARD_API_PER_MINUTE": "3"}
    reader = bearer(engine, "read")
    with asking(Gate(Starlette(routes=routes(env)), env=env)) as hasty:
        codes = [hasty.get("/api/v1/periods", headers=reader) for _number in range(4)]
    assert [answer.status_code for answer in codes] == [200, 200, 200, 429]
    assert 1 <= int(codes[-1].headers["retry-after"]) <= 20


def test_the_document_and_the_page_are_for_those_who_know_a_token(client: Client, engine: Engine) -> None:
    reader = bearer(engine, "read")
    for path in ("/api/v1/openapi.json", "/api/v1/", "/api/v1"):
        assert client.get(path).status_code == 401
    described = client.get("/api/v1/openapi.json", headers=reader).json()
    assert described == json.loads(json.dumps(document()))
    page = client.get("/api/v1/", headers=reader)
    assert page.headers["content-type"].startswith("text/html")
    for path in described["paths"]:
        assert path in page.text


def test_a_use_of_a_token_is_kept(client: Client, engine: Engine) -> None:
    reader = bearer(engine, "read")
    assert fetch_tokens(engine, actor=ADMIN)[0].used_at is None
    client.get("/api/v1/periods", headers=reader)
    assert fetch_tokens(engine, actor=ADMIN)[0].used_at is not None


def test_a_slow_read_holds_up_nobody_else(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    started, go_on = Event(), Event()

    def slow(*_given: object) -> PlainTextResponse:
        started.set()
        assert go_on.wait(timeout=20)
        return PlainTextResponse("at last")

    monkeypatch.setattr("web.api.app.answer_read", slow)
    env = {"DATABASE_URL": str(engine.url)}
    reader = bearer(engine, "read")
    app = Gate(Starlette(routes=[*routes(env), *health.ROUTES]), env=env)
    with asking(app) as asked, ThreadPoolExecutor(1) as other:
        waiting = other.submit(asked.get, "/api/v1/tasks", headers=reader)
        assert started.wait(timeout=20)
        assert asked.get("/livez").text == "ok"
        assert asked.get("/api/v1/nowhere", headers=reader).status_code == 404
        go_on.set()
        assert waiting.result(timeout=20).text == "at last"
