"""The meeting page: the slides as prepared, one snapshot until a newer one is taken, decisions entered live; by role."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Role
from services.intake import save_plan, submit
from services.meeting_desk import prepare_meeting
from services.publishing import publish
from services.slides.deck import KEYS
from store.meetings import Meeting
from store.oversight import fetch_oversight
from tests.books import plan_book, progress_book
from tests.stores import look_at, sqlite_store

ROOT = Path(__file__).parent.parent
OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
FIRST, SECOND = datetime(2022, 10, 8, 1, 0, tzinfo=UTC), datetime(2022, 10, 9, 2, 30, tzinfo=UTC)
HELD = date(2022, 10, 9)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    look_at(tmp_path, monkeypatch)
    engine = sqlite_store(tmp_path / "board.db")
    yield engine
    engine.dispose()


@pytest.fixture
def reported(store: Engine) -> Engine:
    save_plan(store, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    report(store, 0.5, NOW)
    return store


def report(engine: Engine, rate: float, now: datetime) -> None:
    submit(
        engine,
        progress_book(rate=rate),
        f"{rate}.xlsx",
        actor=OFFICE,
        unit_id="S01",
        period="2022-09",
        now=now,
    )


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    look_at(tmp_path, monkeypatch)
    engine = sqlite_store(tmp_path / "board.db", published_once)
    yield engine
    engine.dispose()


def published_once(engine: Engine) -> None:
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    report(engine, 0.5, NOW)
    publish(engine, "2022-09", actor=OFFICE, now=FIRST)


def script() -> None:
    from pages import meeting
    from panels import reads, session

    session.viewer(reads.plan())
    meeting.render()


def opened(role: str = "五型办", **chosen: str) -> AppTest:
    page = AppTest.from_function(script, default_timeout=60)
    page.query_params["as"] = role
    for name, value in chosen.items():
        page.query_params[name] = value
    return page.run()


def html(page: AppTest) -> str:
    assert not page.exception, page.exception
    return "\n".join(str(one.proto.body) for one in page.get("html"))


def order(page: AppTest) -> list[str]:
    """Keys of the slides as the script is told them."""
    found = re.search(r'data-keys="([^"]*)"', html(page))
    assert found is not None
    return found[1].split()


def sources(page: AppTest) -> set[str]:
    """What the footers say of the snapshot."""
    return set(re.findall(r'<span class="source">([^<]*)</span>', html(page)))


def keys_of(page: AppTest) -> set[str]:
    return {str(one.key) for one in page.button}


def test_without_a_plan_it_says_who_supplies_one(store: Engine) -> None:
    page = opened()
    assert not page.exception
    assert "责任清单" in page.header[0].value


def test_every_slide_of_a_meeting_nobody_prepared_stands_with_its_snapshot_and_number(
    published: Engine,
) -> None:
    page = opened("区领导")
    ranked = [key for key in KEYS if key != "ranking_company"]  # the plan has no park company
    assert order(page) == ranked
    assert sources(page) == {"定版 v1 · 2022-10-08 09:00"}
    total = len(ranked)
    numbers = set(re.findall(r'<span class="count">([^<]*)</span>', html(page)))
    assert numbers == {f"{number}/{total}" for number in range(1, total + 1)}


def test_the_slides_the_office_chose_stand_in_its_order(published: Engine) -> None:
    given = Meeting(
        period="2022-09", name="九月调度会", held_on=HELD, slides=("needs", "standing"), seconds=12
    )
    prepare_meeting(published, given, actor=OFFICE, now=FIRST)
    page = opened("区领导", meeting="九月调度会")
    assert order(page) == ["needs", "standing"]
    assert 'data-seconds="12"' in html(page)
    assert "meeting_store" not in keys_of(page)


def test_a_publication_changes_nothing_until_somebody_takes_it(published: Engine) -> None:
    page = opened("区领导")
    assert page.query_params["snapshot"] == "1"
    publish(published, "2022-09", actor=OFFICE, now=SECOND, reason="补报")
    page = page.run()
    assert sources(page) == {"定版 v1 · 2022-10-08 09:00"}
    assert "有新定版 v2（10-09 10:30），按 R 采用" in html(page)
    page = page.button(key="meeting_take").click().run()
    assert sources(page) == {"定版 v2 · 2022-10-09 10:30"}
    assert "有新定版 v" not in html(page)


def test_a_reload_finds_the_same_snapshot_by_its_address(published: Engine) -> None:
    publish(published, "2022-09", actor=OFFICE, now=SECOND, reason="补报")
    assert sources(opened(snapshot="1")) == {"定版 v1 · 2022-10-08 09:00"}
    assert sources(opened(snapshot="77")) == {"定版 v2 · 2022-10-09 10:30"}


def test_before_publication_the_office_sees_live_figures_as_they_were_when_it_opened_the_meeting(
    reported: Engine,
) -> None:
    page = opened()
    (before,) = sources(page)
    assert before.startswith("实时数据，未定版")
    figure = re.search(r"<b>(\d+\.\d%)</b>", html(page))
    report(reported, 0.9, datetime(2022, 10, 4, tzinfo=UTC))
    publish(reported, "2022-09", actor=OFFICE, now=FIRST)
    page = page.run()
    again = re.search(r"<b>(\d+\.\d%)</b>", html(page))
    assert (sources(page), again and again[1]) == ({before}, figure and figure[1])
    page = page.button(key="meeting_take").click().run()
    assert sources(page) == {"定版 v1 · 2022-10-08 09:00"}


def test_a_decision_is_on_the_slide_as_soon_as_it_is_stored(published: Engine) -> None:
    given = Meeting(
        period="2022-09", name="九月调度会", held_on=HELD, slides=("standing", "decisions"), seconds=20
    )
    prepare_meeting(published, given, actor=OFFICE, now=FIRST)
    page = opened()
    assert "本次会议尚未交办事项" in html(page)
    page.text_area(key="meeting_content").set_value("月底前补齐代办员")
    page.multiselect(key="meeting_units").set_value(["审批局"])
    page = page.button(key="meeting_store").click().run()
    assert "本次会议交办 1 件，责任单位：审批局" in html(page)
    assert "月底前补齐代办员" in html(page)
    kept = fetch_oversight(published)["decisions"].iloc[0]
    assert (kept["meeting"], kept["assigned_on"].date(), kept["units"]) == ("九月调度会", HELD, ["D01"])
    assert page.text_area(key="meeting_content").value == ""


def test_what_is_missing_in_a_decision_is_said(published: Engine) -> None:
    page = opened().button(key="meeting_store").click().run()
    assert "交办事项须写明内容，并至少指定一个责任单位" in page.warning[0].value.replace("\\", "")


@pytest.mark.parametrize("role", ["区领导", "纪检监察"])
def test_who_only_reads_has_no_form(published: Engine, role: str) -> None:
    assert "meeting_store" not in keys_of(opened(role))


def test_text_of_reports_cannot_become_markup(published: Engine) -> None:
    from panels.slide_blocks import block_html
    from services.slides.model import Cell, Column, Table

    made = block_html(Table(columns=(Column("<b>"),), rows=((Cell("<script>alert(1)</script>"),),)))
    assert "<script" not in made
    assert "&lt;script&gt;" in made
