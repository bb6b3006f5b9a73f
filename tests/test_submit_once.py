"""However often and from wherever a report is sent: one file is one submission, and nobody is overtaken unawares."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from services.intake import NotStored, Overtaken, Receipt, save_plan, submit
from services.intake_preview import preview
from store import queries
from store.schema import audit, submissions
from tests.books import plan_book, progress_book

NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
OFFICE = Actor(name="lin", role=Role.OFFICE)
CLERKS = tuple(Actor(name=name, role=Role.UNIT, unit_id="S01") for name in ("zhou", "wu"))


@pytest.fixture
def planned(engine: Engine) -> Engine:
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=NOW)
    return engine


def take(engine: Engine, content: bytes, actor: Actor = CLERKS[0], seen: int | None = None) -> Receipt:
    return submit(
        engine, content, "报表.xlsx", actor=actor, unit_id="S01", period="2022-09", now=NOW, seen=seen
    )


def at_once(*calls: Callable[[], Receipt]) -> list[Receipt | NotStored]:
    """What each call gives when all start at the same moment in threads of their own."""
    start, given = threading.Barrier(len(calls)), list[Receipt | NotStored]()

    def run(call: Callable[[], Receipt]) -> None:
        start.wait()
        try:
            given.append(call())
        except NotStored as refusal:
            given.append(refusal)

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def deeds(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(select(audit.c.action).order_by(audit.c.entry_id)))


def test_the_same_file_sent_many_times_at_once_is_one_submission(planned: Engine) -> None:
    content = progress_book()
    given = at_once(*[lambda: take(planned, content, seen=0)] * 5)
    assert {one.number for one in given if isinstance(one, Receipt)} == {"2022-09-S01-v1"}
    assert [one.is_new for one in given if isinstance(one, Receipt)].count(True) == 1
    assert (len(given), len(queries.fetch_submissions(planned)), deeds(planned).count("submit")) == (5, 1, 1)


def test_two_clerks_at_once_get_versions_in_order(planned: Engine) -> None:
    books = [progress_book(rate=0.5), progress_book(rate=0.6)]
    given = at_once(*[lambda book=book: take(planned, book) for book in books])
    assert sorted(one.version for one in given if isinstance(one, Receipt)) == [1, 2]
    sent = queries.fetch_submissions(planned)
    assert sent["counts"].tolist() == [False, True]


def test_of_two_clerks_who_saw_the_same_state_the_second_is_asked_again(planned: Engine) -> None:
    books = [progress_book(rate=0.5), progress_book(rate=0.6)]
    calls = [
        lambda book=book, clerk=clerk: take(planned, book, clerk, seen=0)
        for book, clerk in zip(books, CLERKS, strict=True)
    ]
    given = at_once(*calls)
    assert [one.version for one in given if isinstance(one, Receipt)] == [1]
    (refusal,) = [one for one in given if isinstance(one, NotStored)]
    assert isinstance(refusal, Overtaken) and refusal.version == 1
    assert len(queries.fetch_submissions(planned)) == 1


def test_whoever_looked_again_may_send(planned: Engine) -> None:
    take(planned, progress_book(rate=0.5), CLERKS[0], seen=0)
    second = progress_book(rate=0.6)
    with pytest.raises(Overtaken):
        take(planned, second, CLERKS[1], seen=0)
    seen = preview(planned, second, "报表.xlsx", unit_id="S01", period="2022-09", now=NOW).last_version
    assert (seen, take(planned, second, CLERKS[1], seen=seen).version) == (1, 2)


def test_a_lost_answer_asked_for_again_is_the_same_receipt(planned: Engine) -> None:
    content = progress_book()
    first = take(planned, content, seen=0)
    again = take(planned, content, seen=0)
    assert (again, again.is_new) == (first, False)


def test_being_asked_again_is_no_refusal_in_the_audit_trail(planned: Engine) -> None:
    take(planned, progress_book(rate=0.5), seen=0)
    with pytest.raises(Overtaken):
        take(planned, progress_book(rate=0.6), CLERKS[1], seen=0)
    assert deeds(planned) == ["save_plan", "submit"]


def test_a_refused_file_stores_nothing_and_is_told_to_the_audit_trail(planned: Engine) -> None:
    with pytest.raises(NotStored):
        take(planned, progress_book(unit="禾埠街道"), OFFICE)
    with pytest.raises(NotStored):
        take(planned, b"no workbook")
    assert queries.fetch_submissions(planned).empty
    assert deeds(planned) == ["save_plan", "upload_refused", "upload_refused"]


def test_a_file_of_another_unit_sent_by_a_clerk_is_told_to_the_audit_trail(planned: Engine) -> None:
    stranger = Actor(name="zhao", role=Role.UNIT, unit_id="S02")
    with pytest.raises(Forbidden):
        take(planned, progress_book(), stranger)
    assert deeds(planned) == ["save_plan", "upload_refused"]


def test_the_office_sends_on_behalf_and_it_is_marked(planned: Engine) -> None:
    take(planned, progress_book(rate=0.5), CLERKS[0])
    take(planned, progress_book(rate=0.6), OFFICE)
    with planned.connect() as connection:
        rows = connection.execute(
            select(submissions.c.submitted_by, submissions.c.on_behalf).order_by(submissions.c.version)
        )
        assert [tuple(row) for row in rows] == [("zhou", False), ("lin", True)]
