"""Publishing: what is frozen comes back equal and stays, whatever is sent, returned or planned afterwards."""

import json
from dataclasses import fields
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, select

from accounts.actor import Actor
from accounts.roles import Action, Forbidden, Role, can
from locales import LANGUAGES, in_language
from metrics.method import METHOD
from services.briefing import Briefing, briefing
from services.briefing_file import packed, unpacked
from services.frames import FRAMES
from services.importing import import_folder
from services.intake import save_plan, submit
from services.plain_json import plain, restored
from services.publishing import NotPublished, fetch_published, publish, recomputed
from store import schema
from store.periods import fetch_closed_periods
from store.queries import fetch_revision
from store.snapshots import fetch_newest_snapshots, fetch_snapshot_content, fetch_snapshots
from tests.books import TASKS, plan_book, progress_book, street_book
from tests.factories import briefed
from tests.stores import sqlite_store

SAMPLE_YEAR = Path(__file__).parent.parent / "sample_data" / "2022"
DUE = datetime(2022, 10, 5, 10, 0, tzinfo=UTC)  # 18:00 in Shanghai
AFTER = datetime(2022, 10, 6, 1, 0, tzinfo=UTC)
SENT = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
OFFICE = Actor(name="lin", role=Role.OFFICE)


def report(engine: Engine, content: bytes, now: datetime = SENT, **given: object) -> int:
    return submit(engine, content, "报表.xlsx", **{"actor": OFFICE, "now": now, **given}).submission_id


def filled(engine: Engine) -> Engine:
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=datetime(2022, 1, 1, tzinfo=UTC))
    report(engine, progress_book(period="2022-08", rate=0.4, filled_on=None))
    report(engine, progress_book(rate=0.5))
    return engine


@pytest.fixture
def two_months(engine: Engine) -> Engine:
    return filled(engine)


@pytest.fixture
def sqlite_months(sqlite_engine: Engine) -> Engine:
    return filled(sqlite_engine)


@pytest.fixture(scope="module")
def sample_year(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    engine = sqlite_store(tmp_path_factory.mktemp("year") / "board.db")
    stored = [
        one.stored for one in import_folder(engine, SAMPLE_YEAR, now=datetime(2022, 10, 13, tzinfo=UTC))
    ]
    assert sum(stored) > 200
    return engine


def assert_same(shown: Briefing, expected: Briefing, *, leave: tuple[str, ...] = ("frozen",)) -> None:
    for name in FRAMES:
        pd.testing.assert_frame_equal(getattr(shown, name), getattr(expected, name), obj=name)
    plain_fields = [f.name for f in fields(Briefing) if f.name not in FRAMES and f.name not in leave]
    assert {name: getattr(shown, name) for name in plain_fields} == {
        name: getattr(expected, name) for name in plain_fields
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_year_comes_back_equal_in_every_language(sample_year: Engine, language: str) -> None:
    now = datetime(2022, 10, 15, tzinfo=UTC)
    with in_language(language):
        live = briefing(sample_year, "2022-09", now)
    assert live is not None
    snapshot = fetch_newest_snapshots(sample_year).get("2022-09")
    snapshot = snapshot or publish(sample_year, "2022-09", actor=OFFICE, now=now)
    shown = fetch_published(sample_year, snapshot, language)
    assert_same(shown, live, leave=("frozen", "revision"))
    assert (shown.frozen.version, shown.frozen.published_at, shown.frozen.method) == (1, now, METHOD)


def test_the_snapshot_can_be_computed_again_from_what_it_pins(sample_year: Engine) -> None:
    publish(sample_year, "2022-05", actor=OFFICE, now=datetime(2022, 6, 20, tzinfo=UTC))
    snapshot = fetch_newest_snapshots(sample_year)["2022-05"]
    again = recomputed(sample_year, snapshot)
    for language in LANGUAGES:
        assert_same(
            again[language], fetch_published(sample_year, snapshot, language), leave=("frozen", "revision")
        )


def test_two_publishings_of_the_same_figures_have_the_same_bytes() -> None:
    made = {"zh": briefed("2022-03")}
    assert packed(made, {"now": "x"}) == packed(made, {"now": "x"})
    assert_same(unpacked(packed(made, {}), "zh"), made["zh"])


def test_a_snapshot_tells_what_it_counted(two_months: Engine) -> None:
    snapshot = publish(two_months, "2022-09", actor=OFFICE, now=AFTER)
    with two_months.connect() as connection:
        table = schema.submissions.c
        wanted = select(table.submission_id, table.sha256).order_by(table.submission_id)
        files = connection.execute(wanted).all()
    assert snapshot.counted == tuple((number, digest) for number, digest in files)
    content = fetch_snapshot_content(two_months, snapshot.snapshot_id)
    assert snapshot.sha256 == sha256(content).hexdigest()
    assert (snapshot.period, snapshot.version, snapshot.plan_id, snapshot.method, snapshot.published_by) == (
        "2022-09",
        1,
        1,
        METHOD,
        "lin",
    )
    assert fetch_snapshots(two_months) == (snapshot,)


def test_a_published_period_is_closed(two_months: Engine) -> None:
    assert fetch_closed_periods(two_months) == frozenset()
    publish(two_months, "2022-09", actor=OFFICE, now=AFTER)
    assert fetch_closed_periods(two_months) == {"2022-09"}


def test_what_comes_later_changes_no_published_number(two_months: Engine) -> None:
    snapshot = publish(two_months, "2022-09", actor=OFFICE, now=AFTER)
    before = fetch_published(two_months, snapshot, "zh")
    late = datetime(2022, 10, 20, tzinfo=UTC)
    report(two_months, progress_book(period="2022-08", rate=0.1, filled_on=None), late)
    report(two_months, street_book("2022-08", rate=0.9), late)
    dropped = plan_book(tasks=TASKS[:1])
    save_plan(two_months, dropped, "责任清单2.xlsx", actor=OFFICE, now=datetime(2022, 8, 1, tzinfo=UTC))
    assert_same(fetch_published(two_months, fetch_newest_snapshots(two_months)["2022-09"], "zh"), before)
    assert_same(recomputed(two_months, snapshot)["zh"], before, leave=("frozen", "revision"))
    live = briefing(two_months, "2022-09", late)
    assert live is not None
    assert len(live.tasks) == 1
    assert len(before.tasks) == 3


def test_publishing_again_keeps_the_earlier_version_readable(two_months: Engine) -> None:
    first = publish(two_months, "2022-09", actor=OFFICE, now=AFTER)
    later = datetime(2022, 10, 20, tzinfo=UTC)
    report(two_months, progress_book(period="2022-08", rate=0.1, filled_on=None), later)
    second = publish(two_months, "2022-09", actor=OFFICE, now=later, reason="八月数据更正")
    assert [(one.version, one.reason) for one in fetch_snapshots(two_months)] == [
        (1, ""),
        (2, "八月数据更正"),
    ]
    assert fetch_newest_snapshots(two_months) == {"2022-09": second}
    old, new = (fetch_published(two_months, one, "zh").history for one in (first, second))
    values = [
        frame.set_index(["task_id", "period"]).loc[("FW-01", "2022-08"), "reported"] for frame in (old, new)
    ]
    assert values == [0.4, 0.1]


def test_publishing_again_needs_a_reason(sqlite_months: Engine) -> None:
    publish(sqlite_months, "2022-09", actor=OFFICE, now=AFTER)
    revision = fetch_revision(sqlite_months)
    with pytest.raises(NotPublished, match="须填写理由"):
        publish(sqlite_months, "2022-09", actor=OFFICE, now=AFTER, reason="  ")
    assert (len(fetch_snapshots(sqlite_months)), fetch_revision(sqlite_months)) == (1, revision)


def test_an_open_period_is_not_published_before_its_deadline(sqlite_months: Engine) -> None:
    with pytest.raises(NotPublished, match="未到报送截止时间"):
        publish(sqlite_months, "2022-09", actor=OFFICE, now=DUE)
    assert fetch_snapshots(sqlite_months) == ()


def test_a_period_that_no_plan_has_is_refused(sqlite_months: Engine) -> None:
    with pytest.raises(NotPublished, match="2023-01"):
        publish(sqlite_months, "2023-01", actor=OFFICE, now=AFTER)


@pytest.mark.parametrize("role", [role for role in Role if not can(role, Action.PUBLISH)])
def test_only_the_office_publishes(sqlite_months: Engine, role: Role) -> None:
    with pytest.raises(Forbidden):
        publish(sqlite_months, "2022-09", actor=Actor(name="x", role=role, unit_id="S01"), now=AFTER)
    assert fetch_snapshots(sqlite_months) == ()


def test_what_came_after_now_is_not_counted(sqlite_months: Engine) -> None:
    report(sqlite_months, street_book(rate=0.9), datetime(2022, 10, 7, tzinfo=UTC))
    snapshot = publish(sqlite_months, "2022-09", actor=OFFICE, now=AFTER)
    assert [number for number, _digest in snapshot.counted] == [1, 2]
    shown = fetch_published(sqlite_months, snapshot, "zh").reports.set_index(["unit_id", "period"])
    assert shown.loc[("S02", "2022-09"), "state"] == "missing"


def test_a_report_that_comes_while_figures_are_computed_is_counted(
    sqlite_months: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services import publishing

    compute, sent = publishing.build_in, []

    def slowly(*args: object, **given: object) -> dict[str, Briefing]:
        made = compute(*args, **given)
        if not sent:
            sent.append(report(sqlite_months, street_book(rate=0.9)))
        return made

    monkeypatch.setattr(publishing, "build_in", slowly)
    snapshot = publish(sqlite_months, "2022-09", actor=OFFICE, now=AFTER)
    assert sent[0] in [number for number, _digest in snapshot.counted]


def test_publishing_is_in_the_audit_trail_with_the_snapshots_hash(two_months: Engine) -> None:
    snapshot = publish(two_months, "2022-09", actor=OFFICE, now=AFTER)
    with two_months.connect() as connection:
        entries = connection.execute(select(schema.audit).order_by(schema.audit.c.entry_id)).mappings().all()
    closed, published = entries[-2:]
    assert (closed["action"], closed["subject"]) == ("close_period", "period:2022-09")
    assert (published["action"], published["subject"]) == ("publish", f"snapshot:{snapshot.snapshot_id}")
    details = published["details"]
    details = json.loads(details) if isinstance(details, str) else details
    assert (details["version"], details["sha256"], details["counted"]) == (1, snapshot.sha256, 2)


def test_a_plan_comes_back_equal_from_plain_json() -> None:
    plan = briefed("2022-03").plan
    assert restored(type(plan), json.loads(json.dumps(plain(plan)))) == plan
