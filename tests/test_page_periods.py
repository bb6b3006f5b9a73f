"""期次管理 in the page's own words: what the office sees and does, and what others see instead."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Role
from locales import CHINESE, use_language
from manage import cli
from panels import reads
from services.intake import save_plan, submit
from services.periods import close_period
from services.publishing import publish
from services.returning import return_report
from store.periods import fetch_closed_periods
from store.queries import fetch_plans, fetch_submissions
from store.snapshots import fetch_newest_snapshots, fetch_snapshots
from tests.books import TASKS, plan_book, progress_book, street_book
from tests.stores import sqlite_store
from tests.test_reminders import robot

OFFICE = Actor(name="林", role=Role.OFFICE)
NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
AFTER = datetime(2022, 10, 6, 1, 0, tzinfo=UTC)
SECTIONS = ("当前期次", "责任清单", "期次与定版", "年度")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A real store without a plan, open on this machine as there is no account."""
    url = f"sqlite:///{tmp_path / 'board.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("BOARD_DEMO", "off")
    monkeypatch.delenv("BOARD_WEBHOOK_WECOM", raising=False)
    monkeypatch.delenv("BOARD_WEBHOOK_DINGTALK", raising=False)
    monkeypatch.setattr(reads, "now", lambda: NOW)
    engine = sqlite_store(tmp_path / "board.db")
    yield engine
    engine.dispose()


@pytest.fixture
def store(empty: Engine) -> Engine:
    """With a plan, one report in time, one returned, one unit silent."""
    save_plan(empty, plan_book(), "清单.xlsx", actor=OFFICE, now=datetime(2022, 1, 1, tzinfo=UTC))
    submit(empty, progress_book(), "滨湖.xlsx", actor=OFFICE, now=NOW)
    number = submit(empty, street_book(), "禾埠.xlsx", actor=OFFICE, now=NOW).submission_id
    return_report(empty, number, "缺佐证", actor=OFFICE, now=NOW)
    return empty


@pytest.fixture
def past_due(store: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The same, after the deadline."""
    monkeypatch.setattr(reads, "now", lambda: AFTER)
    return store


def alone() -> None:
    from locales import use_language
    from pages import periods
    from panels import session

    use_language(session.language())
    periods.render()


def overview_alone() -> None:
    from pages import overview

    overview.render()


def page(
    section: str = "",
    role: str = "五型办",
    language: str = "中文",
    draw: Callable[[], None] = alone,
    **query: str,
) -> AppTest:
    at = AppTest.from_function(draw, default_timeout=30)
    for key, value in {"as": role, "lang": language, "desk": section, **query}.items():
        if value:
            at.query_params[key] = value
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    parts = [*at.markdown, *at.caption, *at.success, *at.warning, *at.header, *at.code]
    return "\n".join(str(part.value) for part in parts)


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def test_first_line_says_who_is_outstanding_and_how_long_there_is(store: Engine) -> None:
    at = page()
    assert at.header[0].value == "2022-09：3 个单位已报 1 个，距截止还有 2 天 1 小时"
    assert [metric.value for metric in at.metric] == ["1", "0", "0", "1", "1"]
    board = at.dataframe[0].value
    assert board["状态"].tolist() == ["↩ 已退回待重报", "○ 尚未报送", "● 按时报送"]
    assert board["单位"].tolist() == ["禾埠街道", "审批局", "滨湖街道"]


def test_the_message_to_copy_names_those_outstanding(store: Engine) -> None:
    assert page().code[0].value.splitlines() == [
        "2022-09 期尚有 2 个单位未报送",
        "请于 2022-10-05 18:00 前报送。",
        "1. 禾埠街道（联络员：丙）：已退回，缺佐证",
        "2. 审批局（联络员：丙）",
    ]


def test_before_the_deadline_there_is_no_button_to_publish_an_open_period(store: Engine) -> None:
    keys = {button.key for button in page().button}
    assert "desk_publish" not in keys
    assert {"desk_close", "desk_due_set"} <= keys


def test_close_then_publish_then_open_again(store: Engine) -> None:
    at = press(page(), "desk_close")
    assert "2022-09 已关闭。" in words(at)
    assert fetch_closed_periods(store) == {"2022-09"}
    at = press(page(desk_period="2022-09"), "desk_publish")
    assert "2022-09 已定版，第 1 版。" in words(at)
    assert fetch_newest_snapshots(store)["2022-09"].published_by == "local"
    at = page(desk_period="2022-09")
    at.text_input(key="desk_reopen_2022-09").set_value("补报").run()
    press(at, "desk_reopen")
    assert fetch_closed_periods(store) == frozenset()


def test_publishing_again_without_a_reason_is_refused_on_the_page(past_due: Engine) -> None:
    publish(past_due, "2022-09", actor=OFFICE, now=AFTER)
    at = press(page(desk_period="2022-09"), "desk_publish")
    assert "须填写理由" in at.warning[0].value
    assert len(fetch_snapshots(past_due)) == 1
    at.text_input(key="desk_publish_2022-09").set_value("更正").run()
    press(at, "desk_publish")
    assert [one.reason for one in fetch_snapshots(past_due)] == ["", "更正"]


def test_a_deadline_is_moved_and_an_unusual_one_is_told(store: Engine) -> None:
    at = page()
    at.date_input(key="desk_due_2022-09_day").set_value(datetime(2022, 10, 7).date()).run()
    assert "2022-10-07 不是工作日。" in words(at)
    press(at, "desk_due_set")
    assert fetch_plans(store)[-1].plan.window("2022-09").due_at == datetime(2022, 10, 7, 10, tzinfo=UTC)


def test_a_deadline_in_the_past_is_refused_on_the_page(store: Engine) -> None:
    at = page()
    at.date_input(key="desk_due_2022-09_day").set_value(datetime(2022, 10, 2).date()).run()
    press(at, "desk_due_set")
    assert "已经过去" in at.warning[0].value
    assert fetch_plans(store)[-1].plan.window("2022-09").due_at == datetime(2022, 10, 5, 10, tzinfo=UTC)


def test_the_chosen_units_report_is_returned_with_a_reason(store: Engine) -> None:
    at = AppTest.from_function(alone, default_timeout=30)
    at.query_params["as"], at.query_params["lang"] = "五型办", "中文"
    at.session_state["desk_board"] = {"selection": {"rows": [2], "columns": [], "cells": []}}
    at.run()
    assert "● 按时报送 · 滨湖街道" in words(at)
    press(at, "desk_return")
    assert "请填写退回原因" in at.warning[0].value
    at.session_state["desk_board"] = {"selection": {"rows": [2], "columns": [], "cells": []}}
    at.run()
    at.text_input(key="desk_return_1").set_value("数据有误").run()
    at.session_state["desk_board"] = {"selection": {"rows": [2], "columns": [], "cells": []}}
    press(at, "desk_return")
    assert fetch_submissions(store)["status"].tolist() == ["returned", "returned"]


def test_a_plan_is_previewed_and_stored_only_when_confirmed(store: Engine) -> None:
    at = page(SECTIONS[1])
    assert at.header[0].value == "责任清单共 3 项任务、1 个项目，涉及 3 个单位"
    book = plan_book(tasks=TASKS[:2])
    at.file_uploader[0].set_value([("新清单.xlsx", book, "application/octet-stream")]).run()
    assert not at.exception
    assert "自 2022-09 起执行：新增 0 行，删除 1 行，修改 0 处。" in words(at).replace("\\", "")
    assert len(fetch_plans(store)) == 1
    press(at, "desk_plan_save")
    assert [len(version.plan.tasks) for version in fetch_plans(store)] == [3, 2]


def test_a_broken_plan_shows_its_faults_by_cell_and_no_button(store: Engine) -> None:
    at = page(SECTIONS[1])
    broken = plan_book(tasks=[(*TASKS[0][:4], "没有的街道", *TASKS[0][5:])])
    at.file_uploader[0].set_value([("坏清单.xlsx", broken, "application/octet-stream")]).run()
    assert not at.exception
    assert "处错误" in words(at)
    assert "任务\\!E2" in words(at)
    assert "desk_plan_save" not in {button.key for button in at.button}
    assert len(fetch_plans(store)) == 1


def test_a_new_period_is_proposed_with_its_working_day_and_opened(store: Engine) -> None:
    at = page(SECTIONS[2])
    assert at.header[0].value.startswith("共 12 期，已定版 0 期；待定版：2022-01、2022-02、2022-03")
    assert at.text_input(key="desk_new_code").value == "2023-01"
    assert "按工作日建议截止时间：2023-02-03 18:00" in words(at)
    press(at, "desk_open")
    assert fetch_plans(store)[-1].plan.windows[-1].period == "2023-01"


def test_a_code_that_names_no_period_says_so(store: Engine) -> None:
    at = page(SECTIONS[2])
    at.text_input(key="desk_new_code").set_value("2023-13").run()
    assert "不是期次编码" in words(at)
    assert "desk_open" not in {button.key for button in at.button}


def test_snapshots_are_listed_with_what_they_counted(past_due: Engine) -> None:
    publish(past_due, "2022-09", actor=OFFICE, now=AFTER)
    text = words(page(SECTIONS[2]))
    assert "定版记录 1 份" in text
    assert "SHA-256 " + fetch_snapshots(past_due)[0].sha256 in text


def test_the_year_names_the_worst_first(past_due: Engine) -> None:
    at = page(SECTIONS[3])
    assert at.header[0].value.startswith("2022 年应报 27 份")
    assert at.dataframe[0].value["单位"].tolist()[-1] == "滨湖街道"


def test_an_empty_store_offers_the_plan_alone(empty: Engine) -> None:
    at = page()
    assert at.header[0].value == "尚无责任清单，请五型办先导入。"
    assert len(at.file_uploader) == 1
    at.file_uploader[0].set_value([("清单.xlsx", plan_book(), "application/octet-stream")]).run()
    press(at, "desk_plan_save")
    assert len(fetch_plans(empty)) == 1


@pytest.mark.parametrize("role", ["区领导", "填报单位", "纪检监察"])
def test_others_read_that_this_is_the_offices(store: Engine, role: str) -> None:
    at = page(role=role)
    assert at.header[0].value == f"{role}无权开启和截止期次。"
    assert (len(at.button), len(at.dataframe)) == (0, 0)


@pytest.mark.parametrize("section", SECTIONS)
def test_every_part_speaks_english_too(store: Engine, section: str) -> None:
    english = dict(zip(SECTIONS, ("Current period", "Plan", "All periods", "Year"), strict=True))[section]
    try:
        at = page(english, role="Supervision office", language="English")
    finally:
        use_language(CHINESE)
    assert at.header[0].value.isascii()


def test_leaders_see_the_snapshot_and_before_it_an_empty_state(past_due: Engine) -> None:
    at = page(role="区领导", draw=overview_alone)
    assert "还没有定版的期次。" in words(at)
    publish(past_due, "2022-09", actor=OFFICE, now=AFTER)
    at = page(role="区领导", draw=overview_alone)
    assert "定版 2022-09 · 10-06 09:00（v1）" in words(at)
    at = page(role="五型办", draw=overview_alone)
    assert "定版 2022-09 · 10-06 09:00（v1）" in words(at)


def test_the_office_sees_unpublished_figures_as_live(past_due: Engine) -> None:
    assert "实时（未定版）" in words(page(draw=overview_alone))


def run(*arguments: str):
    return CliRunner().invoke(cli, list(arguments))


def test_the_terminal_publishes_lists_closes_and_opens(past_due: Engine) -> None:
    done = run("publish", "--period", "2022-09")
    assert (done.exit_code, "已定版：2022-09 第 1 版，计入 1 份报送" in done.output) == (0, True)
    refused = run("publish", "--period", "2022-09")
    assert (refused.exit_code, "须填写理由" in refused.output) == (2, True)
    listed = run("period", "list").output.splitlines()
    assert (len(listed), listed[8]) == (12, "2022-09\t2022-10-05 18:00\t1/3\tv1\t■ 已定版")
    assert run("period", "reopen", "2022-09", "--reason", "补报").exit_code == 0
    assert run("period", "close", "2022-09").exit_code == 0
    assert run("period", "close", "2022-09").exit_code == 2
    assert run("period", "open", "2022-13").exit_code == 2
    assert run("period", "open", "2022-W30").exit_code == 2  # its deadline has passed
    opened = run("period", "open", "2099-01", "--due", "2099-02-03T18:00")
    assert (opened.exit_code, "2099-01 已开放" in opened.output) == (0, True)
    assert {one.published_by for one in fetch_snapshots(past_due)} == {"terminal"}


def test_a_period_that_was_closed_keeps_its_reports_in_the_list(store: Engine) -> None:
    close_period(store, "2022-09", actor=OFFICE, now=NOW)
    rows = page(SECTIONS[2]).dataframe[0].value.set_index("期次")
    assert rows.loc["2022-09", ["状态", "已报", "经办"]].tolist() == ["□ 已关闭，未定版", "1/3", "林"]


def unit_alone() -> None:
    from pages import unit
    from panels import reads, session

    session.viewer(reads.plan())
    unit.render()


def ranking_alone() -> None:
    from pages import ranking

    ranking.render()


def test_a_units_staff_see_their_live_figures_without_a_rank(past_due: Engine) -> None:
    at = page(role="填报单位", draw=unit_alone, me="滨湖街道")
    text = words(at) + " ".join(f"{metric.value} {metric.delta}" for metric in at.metric)
    assert at.header[0].value.startswith("滨湖街道完成")
    assert "实时（未定版）" in text
    assert "第 1 名" not in text


def test_units_see_the_ranking_of_published_periods_only(past_due: Engine) -> None:
    assert "还没有定版的期次。" in words(page(role="填报单位", draw=ranking_alone, me="滨湖街道"))
    publish(past_due, "2022-08", actor=OFFICE, now=AFTER)
    text = words(page(role="填报单位", draw=ranking_alone, me="滨湖街道"))
    assert "定版 2022-08 · 10-06 09:00（v1）" in text


def test_reminders_leave_only_when_the_button_is_pressed(
    store: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with robot() as server:
        monkeypatch.setenv("BOARD_WEBHOOK_WECOM", server.address)
        at = page()
        assert server.asked == []
        press(at, "desk_send_wecom")
        assert "已通过企业微信机器人提醒 2 个单位。" in words(at)
        assert len(server.asked) == 1


def test_a_robot_that_refuses_is_told_on_the_page(store: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with robot((200, b'{"errcode":93000,"errmsg":"invalid webhook url"}')) as server:
        monkeypatch.setenv("BOARD_WEBHOOK_WECOM", server.address)
        at = press(page(), "desk_send_wecom")
    assert at.warning[0].value == "企业微信机器人拒绝了消息：93000 invalid webhook url"
