"""The page of letters by role: a proposal is worded, issued, answered, checked, closed; dismissed with a reason."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from services.publishing import publish
from store.letters import fetch_letters
from tests.letter_store import OFFICE, fill
from tests.stores import look_at, sqlite_store

ROOT = Path(__file__).parent.parent
STREET = "urge_S01_2022-09"


def fill_and_publish(engine: Engine) -> None:
    fill(engine)
    publish(engine, "2022-09", actor=OFFICE, now=datetime(2022, 10, 9, tzinfo=UTC))


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    look_at(tmp_path, monkeypatch)
    engine = sqlite_store(tmp_path / "board.db", fill_and_publish)
    yield engine
    engine.dispose()


def script() -> None:
    from pages import letters
    from panels import reads, session

    session.viewer(reads.plan())
    letters.render()


def opened(role: str = "五型办", **chosen: str) -> AppTest:
    page = AppTest.from_function(script, default_timeout=60)
    for name, value in {"as": role, **chosen}.items():
        page.query_params[name] = value
    return page.run()


def words(page: AppTest) -> str:
    assert not page.exception, page.exception
    parts = [*page.header, *page.markdown, *page.caption, *page.success, *page.warning]
    text = "\n".join(str(one.value).replace("\\", "") for one in parts)
    return text + "\n".join(str(one.value) for one in page.table)


def issued(page: AppTest) -> AppTest:
    page = page.button(key=f"letter_take_{STREET}").click().run()
    return page.button(key="letter_issue").click().run()


def test_without_a_plan_it_says_who_supplies_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look_at(tmp_path, monkeypatch)
    assert "尚无责任清单" in words(opened())


def test_proposals_stand_with_rule_and_figures_and_what_the_office_left_alone(filled: Engine) -> None:
    page = opened()
    assert page.header[0].value == "应发函件 4 件待确认；红灯久未处置 1 项"
    said = words(page)
    assert "督办函：2 家单位，2 项事由" in said
    assert "依据：任务严重滞后" in said
    assert "红灯达 2 期，既未发函也未交办：1 项" in said


def test_a_letter_goes_its_way_from_proposal_to_closing(filled: Engine) -> None:
    page = opened().button(key=f"letter_take_{STREET}").click().run()
    assert page.text_input(key="letter_title").value == "关于“推进代办制”进度滞后的督办函"
    assert page.date_input(key="letter_due_on").value == date(2022, 10, 8)  # ten days after the period's end
    page.text_area(key="letter_text").set_value("一、督办事项\n请报原因。")
    page = page.button(key="letter_issue").click().run()
    assert "督办函〔2022〕1号已发出" in words(page)
    assert fetch_letters(filled)["text"].tolist() == ["一、督办事项\n请报原因。"]
    page.segmented_control(key="letter_next_1").set_value("closed").run()
    page = page.button(key="letter_record_1").click().run()
    assert "未经核查不能销号" in page.warning[0].value
    page.segmented_control(key="letter_next_1").set_value("checked").run()
    page.text_area(key="letter_words_1").set_value("现场已整改")
    page = page.button(key="letter_record_1").click().run()
    page.segmented_control(key="letter_next_1").set_value("closed").run()
    page = page.button(key="letter_record_1").click().run()
    said = words(page)
    assert "函件已销号" in said
    assert "已核查，整改到位（local）：现场已整改" in said
    assert "没有未销号的函件" in said


def test_a_proposal_is_dismissed_with_a_reason_only(filled: Engine) -> None:
    page = opened().button(key=f"letter_dismiss_{STREET}").click().run()
    assert page.warning[0].value == "请写明不发的理由。"
    page.text_area(key=f"letter_reason_{STREET}").set_value("会上已交办")
    page = page.button(key=f"letter_dismiss_{STREET}").click().run()
    assert "应发函件 3 件待确认" in page.header[0].value


@pytest.mark.parametrize("role", ["区领导", "纪检监察"])
def test_leaders_and_discipline_read_all_and_write_nothing(filled: Engine, role: str) -> None:
    issued(opened())
    page = opened(role)
    said = words(page)
    assert "督办函〔2022〕1号" in said
    assert "审批局" in said
    assert [*page.button] == []


def test_a_unit_reads_and_answers_what_is_addressed_to_it(filled: Engine) -> None:
    issued(opened())
    page = opened("填报单位", me="滨湖街道")
    assert page.header[0].value == "本单位未销号函件 1 件"
    assert "依据" not in words(page)  # proposals are not for units
    page.text_area(key="letter_words_1").set_value("已派专班")
    page = page.button(key="letter_record_1").click().run()
    assert "已反馈（local）：已派专班" in words(page)
    other = opened("填报单位", me="禾埠街道")
    assert other.header[0].value == "本单位没有未销号的函件"
    assert "督办函〔2022〕1号" not in words(other)


def test_of_an_earlier_period_nothing_is_issued(filled: Engine) -> None:
    publish(filled, "2022-08", actor=OFFICE, now=datetime(2022, 10, 9, tzinfo=UTC))

    def earlier() -> None:
        from pages import letters
        from panels import reads, session
        from panels.filters import Filters

        session.viewer(reads.plan())
        session.keep_filters(Filters(period="2022-08"))
        letters.render()

    page = AppTest.from_function(earlier, default_timeout=60)
    page.query_params["as"] = "五型办"
    page.run()
    assert "督办函" in words(page)
    assert [*page.button] == []
