"""The gate over ASGI: strangers get the sign-in page and nothing else, forms prove where they come from."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from accounts.actor import Actor
from accounts.roles import Role
from accounts.tokens import token_hash
from services.account_desk import NewAccount, add_account, set_disabled
from services.intake import save_plan, submit
from services.signed_in import Limits, Origin, person_of
from services.signing_in import change_password, sign_in
from services.viewing_links import create_link
from store import schema
from tests.asgi import Client, asking
from tests.books import plan_book, progress_book
from tests.stores import sqlite_store
from web.gate import Gate
from web.next_page import safe_next
from web.routes import ROUTES
from web.security_headers import SecurityHeaders, policy

NOW = datetime.now(UTC)
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
ADMIN = Actor(name="root", role=Role.ADMIN)
HERE = Origin("10.0.0.9")
SENTENCE = "a fine sentence 7"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An empty real store."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'board.db'}")
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    opened = sqlite_store(tmp_path / "board.db")
    yield opened
    opened.dispose()


def put_account(engine: Engine, name: str = "zhao", role: str = "leader", unit_id: str = "S01") -> str:
    """An account whose one-time password is changed already; a token of its sign-in."""
    wanted = NewAccount(name=name, role=role, unit_id=unit_id if role == "unit" else None)
    first = add_account(engine, wanted, actor=ADMIN, now=NOW, hasher=CHEAP).password
    token = sign_in(engine, name, first, origin=HERE, now=NOW, limits=Limits(), hasher=CHEAP)
    person = person_of(engine, token_hash(token), now=NOW, limits=Limits())
    assert person is not None
    return change_password(
        engine, person, first, SENTENCE, origin=HERE, now=NOW, limits=Limits(), hasher=CHEAP
    )


def board(request: Request) -> PlainTextResponse:
    """What stands behind the gate: tells which headers it was handed."""
    handed = {name: value for name, value in request.headers.items() if name.startswith("x-")}
    return PlainTextResponse(f"the board {handed}")


@contextmanager
def stranger(**given: str) -> Iterator[Client]:
    app = Starlette(routes=[*ROUTES, Route("/{rest:path}", board, methods=["GET", "POST", "PUT"])])
    dressed = SecurityHeaders(Gate(app), policy("<script>1</script>"))
    with asking(dressed, **given) as client:
        yield client


def form_of(page: str) -> str:
    found = re.search(r'name="form" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def entered(client: Client, name: str = "zhao", password: str = SENTENCE, **more: str):
    page = client.get("/sign-in")
    fields = {"form": form_of(page.text), "name": name, "password": password} | more
    return client.post("/sign-in", data=fields)


PATHS = (
    "/", "/overview", "/tasks", "/unit", "/upload", "/accounts", "/audit", "/media/x.xlsx", "/component/a/b",
    "/_stcore/stream", "/_stcore/upload_file/a/b", "/_stcore/host-config", "/app/static/watch.js", "/static/js/a.js",
    "/password", "/sign-out", "/index.html", "/favicon.png", "/%2e%2e/data/board.db",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_gets_nothing_of_the_board(store: Engine, path: str) -> None:
    put_account(store)
    with stranger() as client:
        for method in ("GET", "POST", "PUT"):
            bare = client.request(method, path)
            assert "the board" not in bare.text
            assert bare.status_code in (401, 403, 303, 404, 405)
        page = client.get(path, headers={"accept": "text/html"})
        assert page.status_code == 303
        assert page.headers["location"].startswith("/sign-in")


def test_a_made_up_cookie_is_a_stranger(store: Engine) -> None:
    put_account(store)
    with stranger() as client:
        assert client.get("/", headers={"cookie": "board_session=made-up"}).status_code == 401


def test_signing_in_gives_a_cookie_that_scripts_can_not_read_and_leads_back(store: Engine) -> None:
    put_account(store)
    with stranger() as client:
        answer = entered(client, next="/tasks?period=2022-09")
        assert (answer.status_code, answer.headers["location"]) == (303, "/tasks?period=2022-09")
        cookie = next(
            value for value in answer.headers.get_list("set-cookie") if value.startswith("board_session=")
        )
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Secure" not in cookie  # over plain HTTP a browser would drop it
        assert "the board" in client.get("/tasks").text
        assert client.get("/whoami").json() == {"mode": "closed", "name": "zhao", "role": "leader"}


def test_over_tls_the_cookie_is_secure_and_of_this_very_host_and_no_other_counts(store: Engine) -> None:
    put_account(store)
    with stranger(scheme="https") as client:
        answer = entered(client)
        given = [value for value in answer.headers.get_list("set-cookie") if "board_session=" in value]
        assert [value.startswith("__Host-board_session=") for value in given] == [True]
        assert ("Secure" in given[0], "Path=/" in given[0], "Domain" in given[0]) == (True, True, False)
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        token = given[0].partition("=")[2].partition(";")[0]
        assert client.get("/whoami").status_code == 200
    with stranger(
        scheme="https"
    ) as client:  # planted over plain HTTP, or by a neighbour under the same domain
        assert client.get("/whoami", headers={"cookie": f"board_session={token}"}).status_code == 401


def test_without_the_form_token_nobody_signs_in(store: Engine) -> None:
    put_account(store)
    with stranger() as client:
        client.get("/sign-in")
        answer = client.post("/sign-in", data={"name": "zhao", "password": SENTENCE, "form": "0" * 64})
        assert answer.status_code == 403
        assert client.get("/whoami").status_code == 401


def test_a_wrong_password_says_no_more_than_an_unknown_name(store: Engine) -> None:
    put_account(store)
    with stranger() as client:
        wrong, unknown = entered(client, password="wrong one"), entered(client, name="nobody")
        assert wrong.status_code == unknown.status_code == 401
        strip = re.compile(r'value="[^"]*"')
        assert strip.sub("", wrong.text).replace("zhao", "") == strip.sub("", unknown.text).replace(
            "nobody", ""
        )


def test_closing_the_account_ends_the_next_request(store: Engine) -> None:
    token = put_account(store)
    put_account(store, "root", "admin")
    with stranger() as client:
        cookie = {"cookie": f"board_session={token}"}
        assert client.get("/", headers=cookie).status_code == 200
        set_disabled(store, "zhao", True, actor=ADMIN, now=NOW)
        assert client.get("/", headers=cookie).status_code == 401


def test_a_one_time_password_opens_the_password_page_only(store: Engine) -> None:
    wanted = NewAccount(name="zhao", role="leader")
    first = add_account(store, wanted, actor=ADMIN, now=NOW).password
    with stranger() as client:
        assert entered(client, password=first).status_code == 303
        assert client.get("/").status_code == 403
        page = client.get("/password")
        fields = {"form": form_of(page.text), "old": first, "new": SENTENCE, "again": SENTENCE}
        assert client.post("/password", data=fields).status_code == 303
        assert client.get("/").status_code == 200


def test_english_chosen_at_the_door_stays_and_the_doors_chinese_takes_it_from_nobody(store: Engine) -> None:
    put_account(store)
    with stranger() as client:
        assert "新密码" in entered(client).text + client.get("/password").text
    for lang in ("en", "zh"):
        with stranger() as client:
            answer = entered(client, next="/tasks", lang=lang)
            assert (answer.status_code, answer.headers["location"]) == (303, "/tasks")
            assert "New password" in client.get("/password").text


def test_signing_out_needs_the_form_and_kills_the_cookie(store: Engine) -> None:
    put_account(store)
    with stranger() as client:
        entered(client)
        old = client.get("/sign-out")
        forged = client.post("/sign-out", data={"form": "0" * 64})
        assert (forged.status_code, "form" in forged.text) == (200, True)  # asks again, ends nothing
        assert client.get("/").status_code == 200
        assert client.post("/sign-out", data={"form": form_of(old.text)}).status_code == 303
        assert client.get("/").status_code == 401


def test_headers_that_claim_to_be_the_gates_are_taken_off(store: Engine) -> None:
    token = put_account(store)
    with stranger() as client:
        sent = {"cookie": f"board_session={token}", "x-board-sign-in": "forged", "X-Board-Address": "1.2.3.4"}
        text = client.get("/", headers=sent).text
        assert "forged" not in text
        assert "1.2.3.4" not in text


def test_every_answer_bears_the_security_headers(store: Engine) -> None:
    put_account(store)
    with stranger() as client:
        for path in ("/sign-in", "/", "/livez", "/api/v1/openapi.json"):
            headers = client.get(path).headers
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "same-origin"
            assert "frame-ancestors '" in headers["content-security-policy"]
            assert "'unsafe-eval'" not in headers["content-security-policy"]


def test_a_leader_may_not_put_files(store: Engine) -> None:
    leader, clerk = put_account(store), put_account(store, "qian", "unit")
    with stranger() as client:
        path = "/_stcore/upload_file/a/b"
        assert client.request("PUT", path, headers={"cookie": f"board_session={leader}"}).status_code == 403
        assert client.request("PUT", path, headers={"cookie": f"board_session={clerk}"}).status_code == 200


def test_a_viewing_link_opens_the_board_and_an_unknown_one_a_sentence(store: Engine) -> None:
    put_account(store)
    office = Actor(name="lin", role=Role.OFFICE)
    _link, token = create_link(store, "会议室", actor=office, now=NOW, holds=timedelta(hours=1))
    with stranger() as client:
        assert client.get("/view/made-up").status_code == 410
        assert client.get(f"/view/{token}").status_code == 303
        assert client.get("/whoami").json()["role"] == "screen"
        assert client.get("/").status_code == 200


def test_real_data_without_an_account_is_for_this_machine_only(
    store: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOARD_DEMO", "off")
    with stranger() as other:
        assert "the board" not in other.get("/").text
    with stranger(address="127.0.0.1", host="localhost:8501") as here:
        assert "the board" in here.get("/").text
        assert "the board" not in here.get("/", headers={"x-forwarded-for": "10.0.0.9"}).text
    with stranger(address="127.0.0.1", host="evil.example") as rebound:
        assert "the board" not in rebound.get("/").text


@pytest.mark.parametrize(
    ("wanted", "to"),
    [
        ("/tasks?period=2022-09", "/tasks?period=2022-09"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/sign-out", "/"),
        ("/a\r\nset-cookie: x", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_one_stays_on_this_board(wanted: str, to: str) -> None:
    assert safe_next(wanted) == to


def test_an_original_is_for_its_own_unit_and_each_download_is_written_down(store: Engine) -> None:
    office = Actor(name="lin", role=Role.OFFICE)
    save_plan(store, plan_book(), "责任清单.xlsx", actor=office, now=NOW)
    content = progress_book()
    number = submit(store, content, "报表 9月.xlsx", actor=office, now=NOW).submission_id
    own, other = put_account(store, "qian", "unit"), put_account(store, "sun", "discipline")
    admin = put_account(store, "root", "admin")
    stranger_unit = put_account(store, "li", "unit", "S02")
    with stranger() as client:

        def fetch(token: str, path: str = f"/files/submission/{number}"):
            return client.get(path, headers={"cookie": f"board_session={token}"})

        for token in (own, other):
            got = fetch(token)
            assert (got.status_code, got.content) == (200, content)
            assert got.headers["content-disposition"] == (
                "attachment; filename*=UTF-8''%E6%8A%A5%E8%A1%A8%209%E6%9C%88.xlsx"
            )
        assert fetch(admin).status_code == 403
        assert fetch(stranger_unit).status_code == 403
        assert fetch(own, "/files/submission/99").status_code == 404
        assert client.get(f"/files/submission/{number}").status_code == 401
    with store.connect() as connection:
        wanted = select(schema.audit.c.actor).where(schema.audit.c.action == "download_original")
        assert sorted(connection.scalars(wanted)) == ["qian", "sun"]
