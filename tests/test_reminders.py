"""Reminders: who is named, what a robot is sent byte for byte, what happens when it refuses; all of it told."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import Engine, select

from accounts.actor import Actor
from accounts.roles import Action, Forbidden, Role, can
from services.desk_board import UnitState, fetch_board
from services.intake import save_plan, submit
from services.reminders import reminder_message, send_reminders, to_remind
from services.returning import return_report
from services.webhooks import Message, NotSent, Robot, Webhook, requests, send, signature, webhooks
from store import schema
from tests.books import plan_book, progress_book, street_book

OFFICE = Actor(name="lin", role=Role.OFFICE)
BEFORE = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
AFTER = datetime(2022, 10, 6, 1, 0, tzinfo=UTC)
MESSAGE = Message(title="提醒", markdown="**提醒**\n> 1. 滨湖街道", text="提醒", mobiles=("13800000000",))
OK = (200, b'{"errcode":0,"errmsg":"ok"}')


class Robotic(HTTPServer):
    """A robot of our own: keeps what it is asked, answers as told, the last answer for ever."""

    def __init__(self, answers: list[tuple[int, bytes]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers, self.asked = answers, []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/send?key=k1"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, self.headers["Content-Type"], body))
        answers = self.server.answers
        status, content = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def robot(*answers: tuple[int, bytes]) -> Iterator[Robotic]:
    server = Robotic(list(answers or [OK]))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def wecom(server: Robotic) -> Webhook:
    return Webhook(robot=Robot.WECOM, address=server.address)


def dingtalk(server: Robotic, secret: str = "") -> Webhook:
    return Webhook(robot=Robot.DINGTALK, address=server.address, secret=secret)


@pytest.fixture
def planned(sqlite_engine: Engine) -> Engine:
    save_plan(sqlite_engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=datetime(2022, 1, 1, tzinfo=UTC))
    return sqlite_engine


def report(engine: Engine, content: bytes, now: datetime = BEFORE) -> int:
    return submit(engine, content, "报表.xlsx", actor=OFFICE, now=now).submission_id


def outstanding(engine: Engine, now: datetime):
    board = fetch_board(engine, "2022-09", now)
    return to_remind(board.rows, board.plan), board.window


def told(engine: Engine) -> list[tuple[str, str]]:
    table = schema.audit.c
    with engine.connect() as connection:
        rows = connection.execute(select(table.action, table.subject).order_by(table.entry_id))
        return [tuple(row) for row in rows if row.action.startswith("remind")]


def test_board_names_each_unit_by_its_worst_state_first(planned: Engine) -> None:
    report(planned, progress_book())
    returned = report(planned, street_book())
    return_report(planned, returned, "缺佐证", actor=OFFICE, now=BEFORE)
    rows = fetch_board(planned, "2022-09", BEFORE).rows
    assert [(row.unit_id, row.state, row.versions, row.return_reason) for row in rows] == [
        ("S02", UnitState.RETURNED, 1, "缺佐证"),
        ("D01", UnitState.WAITING, 0, ""),
        ("S01", UnitState.SENT, 1, ""),
    ]
    assert fetch_board(planned, "2022-09", AFTER).rows[0].state is UnitState.MISSING


def test_a_report_after_the_deadline_is_late_and_a_correction_of_one_in_time_is_not(planned: Engine) -> None:
    report(planned, progress_book())
    report(planned, progress_book(rate=0.6), AFTER)
    report(planned, street_book(), AFTER)
    rows = {row.unit_id: row for row in fetch_board(planned, "2022-09", AFTER).rows}
    assert (rows["S01"].state, rows["S01"].versions, rows["S02"].state) == (UnitState.SENT, 2, UnitState.LATE)
    assert (rows["S01"].on_behalf, rows["S01"].sent_at) == (True, AFTER)


def test_no_board_for_a_period_that_no_plan_has(planned: Engine) -> None:
    with pytest.raises(LookupError):
        fetch_board(planned, "2023-01", AFTER)


def test_those_without_a_report_are_named_with_their_contact(planned: Engine) -> None:
    report(planned, progress_book())
    return_report(planned, report(planned, street_book()), "缺佐证", actor=OFFICE, now=BEFORE)
    reminders, days = outstanding(planned, BEFORE)
    assert reminder_message(reminders, days, BEFORE).text == (
        "2022-09 期尚有 2 个单位未报送\n"
        "请于 2022-10-05 18:00 前报送。\n"
        "1. 禾埠街道（联络员：丙）：已退回，缺佐证\n"
        "2. 审批局（联络员：丙）"
    )
    late = reminder_message(reminders, days, AFTER).text.splitlines()[1]
    assert late == "报送截止时间为 2022-10-05 18:00，请尽快补报。"


def test_numbers_in_a_contact_are_called_out_once(planned: Engine) -> None:
    from dataclasses import replace

    reminders, days = outstanding(planned, BEFORE)
    with_number = tuple(replace(one, contact="丙 13800000000 / 0796-8888888") for one in reminders)
    assert reminder_message(with_number, days, BEFORE).mobiles == ("13800000000",)


def test_wecom_gets_markdown_then_a_text_that_calls_out() -> None:
    with robot() as server:
        assert send(wecom(server), MESSAGE, now=BEFORE) == 2
    assert server.asked == [
        (
            "/send?key=k1",
            "application/json; charset=utf-8",
            '{"msgtype":"markdown","markdown":{"content":"**提醒**\\n> 1. 滨湖街道"}}'.encode(),
        ),
        (
            "/send?key=k1",
            "application/json; charset=utf-8",
            '{"msgtype":"text","text":{"content":"提醒","mentioned_mobile_list":["13800000000"]}}'.encode(),
        ),
    ]


def test_wecom_gets_one_message_where_nobody_is_called_out() -> None:
    quiet = Message(title="提醒", markdown="提醒", text="提醒")
    with robot() as server:
        assert send(wecom(server), quiet, now=BEFORE) == 1
    assert [json.loads(body)["msgtype"] for _path, _kind, body in server.asked] == ["markdown"]


def test_dingtalk_gets_one_message_with_the_numbers_in_its_text() -> None:
    with robot() as server:
        send(dingtalk(server), MESSAGE, now=BEFORE)
    assert server.asked == [
        (
            "/send?key=k1",
            "application/json; charset=utf-8",
            (
                '{"msgtype":"markdown","markdown":{"title":"提醒","text":"**提醒**\\n> 1. 滨湖街道 @13800000000"},'
                '"at":{"atMobiles":["13800000000"],"isAtAll":false}}'
            ).encode(),
        )
    ]


def test_dingtalks_sign_is_hmac_sha256_of_timestamp_and_secret() -> None:
    # printf '1664787600000\nSEC1' | openssl dgst -sha256 -hmac SEC1 -binary | base64
    assert signature("SEC1", 1664787600000) == "m4rm5yNnPnXvQ8xvm3PX25Y48QlN0tyO7L2NHISCTJc="
    with robot() as server:
        send(dingtalk(server, "SEC1"), MESSAGE, now=BEFORE)
    query = parse_qs(urlsplit(server.asked[0][0]).query)
    assert query == {
        "key": ["k1"],
        "timestamp": ["1664787600000"],
        "sign": [signature("SEC1", 1664787600000)],
    }


@pytest.mark.parametrize(
    ("answer", "words", "asked"),
    [
        ((200, b'{"errcode":93000,"errmsg":"invalid webhook url"}'), "93000 invalid webhook url", 1),
        ((200, b'{"errcode":310000,"errmsg":"sign not match"}'), "310000 sign not match", 1),
        ((200, b'{"errcode":-1,"errmsg":"system busy"}'), "-1 system busy", 3),
        ((200, b"<html>login</html>"), "企业微信", 1),
        ((200, b"[]"), "企业微信", 1),
        ((404, b""), "404", 1),
        ((302, b""), "302", 1),
        ((503, b""), "503", 3),
        ((429, b""), "429", 3),
    ],
)
def test_a_refusal_is_told_and_tried_again_only_where_it_may_pass(
    answer: tuple[int, bytes], words: str, asked: int
) -> None:
    pauses: list[float] = []
    with robot(answer) as server:
        with pytest.raises(NotSent, match=words) as refusal:
            send(wecom(server), MESSAGE, now=BEFORE, pause=pauses.append)
        assert "k1" not in str(refusal.value)
    assert (len(server.asked), pauses) == (asked, [1.0, 2.0][: asked - 1])


def test_a_robot_that_recovers_gets_the_message() -> None:
    with robot((503, b""), OK) as server:
        assert send(dingtalk(server), MESSAGE, now=BEFORE, pause=lambda _seconds: None) == 1
    assert len(server.asked) == 2


def test_a_robot_that_isnt_there_is_told() -> None:
    with robot() as server:
        gone = wecom(server)
    with pytest.raises(NotSent, match="连接"):
        send(gone, MESSAGE, now=BEFORE, pause=lambda _seconds: None)


def test_a_long_message_is_cut_to_what_the_robot_takes_on_a_whole_character() -> None:
    long = Message(title="题", markdown="滨" * 3000, text="")
    body = json.loads(requests(Webhook(robot=Robot.WECOM, address="http://x"), long, BEFORE)[0].body)
    content = body["markdown"]["content"]
    assert (len(content.encode()) <= 4096, content[-1], set(content[:-1])) == (True, "…", {"滨"})


def test_only_configured_addresses_are_robots_and_none_is_shown() -> None:
    env = {"BOARD_WEBHOOK_WECOM": "https://q/send?key=k1", "BOARD_WEBHOOK_DINGTALK": "file:///etc/passwd"}
    found = webhooks(env)
    assert [one.robot for one in found] == [Robot.WECOM]
    assert "k1" not in repr(found)
    assert webhooks({}) == ()


def test_a_reminder_that_was_sent_is_in_the_trail(planned: Engine) -> None:
    reminders, days = outstanding(planned, BEFORE)
    with robot() as server:
        assert send_reminders(planned, wecom(server), reminders, days, actor=OFFICE, now=BEFORE) == 3
    assert told(planned) == [("remind", "period:2022-09")]
    assert "滨湖街道" in json.loads(server.asked[0][2])["markdown"]["content"]


def test_a_reminder_that_failed_is_in_the_trail_as_failed(planned: Engine) -> None:
    reminders, days = outstanding(planned, BEFORE)
    with robot((404, b"")) as server, pytest.raises(NotSent):
        send_reminders(planned, wecom(server), reminders, days, actor=OFFICE, now=BEFORE)
    assert told(planned) == [("remind_failed", "period:2022-09")]


@pytest.mark.parametrize("role", [role for role in Role if not can(role, Action.REMIND)])
def test_only_the_office_reminds(planned: Engine, role: Role) -> None:
    reminders, days = outstanding(planned, BEFORE)
    with robot() as server, pytest.raises(Forbidden):
        other = Actor(name="x", role=role, unit_id="S01")
        send_reminders(planned, wecom(server), reminders, days, actor=other, now=BEFORE)
    assert (server.asked, told(planned)) == ([], [])


def test_with_nobody_outstanding_nothing_is_sent(planned: Engine) -> None:
    _reminders, days = outstanding(planned, BEFORE)
    with robot() as server, pytest.raises(NotSent):
        send_reminders(planned, wecom(server), (), days, actor=OFFICE, now=BEFORE)
    assert server.asked == []
