"""Running the periods: what may be decided when, what it changes, and that every decision is kept and told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from accounts.actor import Actor
from accounts.roles import Action, Forbidden, Role, can
from domain.figures import SHANGHAI
from domain.period import Period
from domain.plan import Window
from services.intake import NotStored, save_plan, submit
from services.period_states import PeriodState, current_period, fetch_period_standings, period_state
from services.periods import (
    NotChanged,
    change_deadline,
    close_period,
    deadline_warnings,
    next_code,
    open_period,
    reopen_period,
)
from services.publishing import publish
from services.returning import NotReturned, return_report
from store import schema
from store.queries import fetch_plans, fetch_revision, fetch_submissions
from tests.books import TASKS, plan_book, progress_book, street_book
from tests.factories import window

OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
DUE = datetime(2022, 10, 5, 10, 0, tzinfo=UTC)
LATER = datetime(2022, 10, 8, 10, 0, tzinfo=UTC)
BY = {"actor": OFFICE, "now": NOW}


def planned_store(engine: Engine) -> Engine:
    save_plan(engine, plan_book(), "责任清单.xlsx", actor=OFFICE, now=datetime(2022, 1, 1, tzinfo=UTC))
    return engine


@pytest.fixture
def both(engine: Engine) -> Engine:
    return planned_store(engine)


@pytest.fixture
def planned(sqlite_engine: Engine) -> Engine:
    return planned_store(sqlite_engine)


def report(engine: Engine, content: bytes = b"", now: datetime = NOW) -> int:
    return submit(engine, content or progress_book(), "报表.xlsx", actor=OFFICE, now=now).submission_id


def standing(engine: Engine, code: str, now: datetime = NOW):
    return next(one for one in fetch_period_standings(engine, now) if one.code == code)


def changes(engine: Engine) -> list[tuple[str, bool, str]]:
    table = schema.period_changes.c
    with engine.connect() as connection:
        rows = connection.execute(
            select(table.period, table.is_closed, table.reason).order_by(table.change_id)
        )
        return [tuple(row) for row in rows]


def told(engine: Engine) -> list[tuple[str, str, str]]:
    table = schema.audit.c
    with engine.connect() as connection:
        rows = connection.execute(select(table.action, table.subject, table.actor).order_by(table.entry_id))
        return [tuple(row) for row in rows]


def test_a_week_is_opened_beside_the_plans_months(both: Engine) -> None:
    due_at = datetime(2023, 1, 9, 10, 0, tzinfo=UTC)
    open_period(both, "2023-W01", due_at=due_at, **BY)
    plan = fetch_plans(both)[-1].plan
    assert plan.windows[-1] == Window(
        period="2023-W01", starts_on=date(2023, 1, 2), ends_on=date(2023, 1, 8), due_at=due_at
    )
    assert changes(both) == [("2023-W01", False, "")]
    assert told(both)[-1] == ("open_period", "period:2023-W01", "lin")


def test_a_moved_deadline_counts_over_the_plans(both: Engine) -> None:
    change_deadline(both, "2022-09", due_at=LATER, reason="国庆假期", **BY)
    assert fetch_plans(both)[-1].plan.window("2022-09").due_at == LATER
    assert changes(both) == [("2022-09", False, "国庆假期")]
    assert told(both)[-1] == ("change_deadline", "period:2022-09", "lin")


def test_a_closed_period_takes_no_report_until_it_is_opened_again(both: Engine) -> None:
    close_period(both, "2022-09", **BY)
    with pytest.raises(NotStored, match="2022-09"):
        report(both)
    reopen_period(both, "2022-09", reason="补报", **BY)
    assert report(both) == 1
    assert changes(both) == [("2022-09", True, ""), ("2022-09", False, "补报")]
    assert [deed for deed in told(both) if deed[1] == "period:2022-09"] == [
        ("close_period", "period:2022-09", "lin"),
        ("reopen_period", "period:2022-09", "lin"),
    ]


REFUSED = {
    "deadline in the past": lambda e: change_deadline(e, "2022-10", due_at=NOW, **BY),
    "deadline before the period": lambda e: change_deadline(e, "2022-12", due_at=LATER, **BY),
    "deadline of an unknown period": lambda e: change_deadline(e, "2023-01", due_at=LATER, **BY),
    "code that names no period": lambda e: open_period(e, "2022-13", due_at=LATER, **BY),
    "words for a code": lambda e: open_period(e, "十月", due_at=LATER, **BY),
    "week that the year has not": lambda e: open_period(e, "2022-W53", due_at=LATER, **BY),
    "period that is there": lambda e: open_period(
        e, "2022-10", due_at=datetime(2022, 11, 9, tzinfo=UTC), **BY
    ),
    "opened with a past deadline": lambda e: open_period(
        e, "2022-W30", due_at=datetime(2022, 8, 1, tzinfo=UTC), **BY
    ),
    "opening again what is open": lambda e: reopen_period(e, "2022-09", reason="补报", **BY),
    "opening again without a reason": lambda e: reopen_period(e, "2022-09", reason=" ", **BY),
    "closing an unknown period": lambda e: close_period(e, "2023-01", **BY),
    "returning without a reason": lambda e: return_report(e, 1, " ", **BY),
    "returning what there isn't": lambda e: return_report(e, 7, "缺佐证", **BY),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_a_sentence_and_nothing_is_changed(planned: Engine, case: str) -> None:
    before = (fetch_revision(planned), told(planned))
    with pytest.raises((NotChanged, NotReturned)) as refusal:
        REFUSED[case](planned)
    assert str(refusal.value).endswith("。")
    assert (fetch_revision(planned), told(planned), changes(planned)) == (*before, [])


def test_closing_twice_is_refused_and_keeps_one_decision(planned: Engine) -> None:
    close_period(planned, "2022-09", **BY)
    with pytest.raises(NotChanged, match="已关闭"):
        close_period(planned, "2022-09", **BY)
    with pytest.raises(NotChanged, match="已关闭"):
        change_deadline(planned, "2022-09", due_at=LATER, **BY)
    assert changes(planned) == [("2022-09", True, "")]


def test_no_period_without_a_plan(sqlite_engine: Engine) -> None:
    with pytest.raises(NotChanged, match="责任清单"):
        open_period(sqlite_engine, "2022-10", due_at=LATER, **BY)


DEEDS = {
    Action.RUN_PERIODS: (
        lambda e, by: open_period(e, "2023-01", due_at=LATER, actor=by, now=NOW),
        lambda e, by: change_deadline(e, "2022-09", due_at=LATER, actor=by, now=NOW),
        lambda e, by: close_period(e, "2022-09", actor=by, now=NOW),
        lambda e, by: reopen_period(e, "2022-09", reason="补报", actor=by, now=NOW),
    ),
    Action.RETURN_SUBMISSION: (lambda e, by: return_report(e, 1, "缺佐证", actor=by, now=NOW),),
}


@pytest.mark.parametrize(
    ("action", "role"), [(action, role) for action in DEEDS for role in Role if not can(role, action)]
)
def test_others_than_the_office_change_nothing(planned: Engine, action: Action, role: Role) -> None:
    before = told(planned)
    for deed in DEEDS[action]:
        with pytest.raises(Forbidden):
            deed(planned, Actor(name="x", role=role, unit_id="S01"))
    assert told(planned) == before


@pytest.mark.parametrize(
    ("now", "is_closed", "is_published", "state"),
    [
        (datetime(2022, 8, 31, 15, 59, tzinfo=UTC), False, False, PeriodState.AHEAD),
        (datetime(2022, 8, 31, 16, 0, tzinfo=UTC), False, False, PeriodState.OPEN),  # midnight in Shanghai
        (datetime(2022, 10, 5, 12, 0, tzinfo=UTC), False, False, PeriodState.OPEN),  # the very deadline
        (datetime(2022, 10, 5, 12, 1, tzinfo=UTC), False, False, PeriodState.PAST_DUE),
        (datetime(2022, 9, 9, tzinfo=UTC), True, False, PeriodState.CLOSED),
        (datetime(2022, 10, 9, tzinfo=UTC), True, True, PeriodState.PUBLISHED),
        (datetime(2022, 10, 9, tzinfo=UTC), False, True, PeriodState.REOPENED),
    ],
)
def test_state_of_september(now: datetime, is_closed: bool, is_published: bool, state: PeriodState) -> None:
    assert period_state(window("2022-09"), is_closed=is_closed, is_published=is_published, now=now) is state


def test_the_office_works_on_the_first_period_after_the_newest_published_one(planned: Engine) -> None:
    standings = fetch_period_standings(planned, NOW)
    assert current_period(standings, NOW) == "2022-09"  # October has begun, but September is due first
    assert current_period(standings, LATER) == "2022-10"
    publish(planned, "2022-08", actor=OFFICE, now=LATER)
    assert current_period(fetch_period_standings(planned, LATER), LATER) == "2022-09"
    publish(planned, "2022-10", actor=OFFICE, now=datetime(2022, 11, 8, tzinfo=UTC))
    assert current_period(fetch_period_standings(planned, LATER), LATER) == "2022-10"
    assert current_period((), NOW) is None


def test_counts_who_has_reported(planned: Engine) -> None:
    report(planned)
    found = standing(planned, "2022-09")
    assert (found.reported, found.expected, found.state, found.snapshot) == (1, 3, PeriodState.OPEN, None)


def test_a_published_period_opened_again_waits_to_be_published_again(both: Engine) -> None:
    report(both)
    publish(both, "2022-09", actor=OFFICE, now=LATER)
    assert (standing(both, "2022-09", LATER).state, standing(both, "2022-09", LATER).has_moved) == (
        PeriodState.PUBLISHED,
        False,
    )
    reopen_period(both, "2022-09", reason="更正", actor=OFFICE, now=LATER)
    report(both, progress_book(rate=0.6), LATER)
    found = standing(both, "2022-09", LATER)
    assert (found.state, found.has_moved, found.snapshot.version) == (PeriodState.REOPENED, True, 1)
    publish(both, "2022-09", actor=OFFICE, now=LATER, reason="更正")
    found = standing(both, "2022-09", LATER)
    assert (found.state, found.has_moved, found.snapshot.version) == (PeriodState.PUBLISHED, False, 2)


def test_a_returned_report_counts_no_more_and_says_what_follows(both: Engine) -> None:
    report(both)
    publish(both, "2022-09", actor=OFFICE, now=LATER)
    done = return_report(both, 1, "缺佐证", actor=OFFICE, now=LATER)
    assert (done.unit_id, done.period, done.published, done.is_closed) == (
        "S01",
        "2022-09",
        ("2022-09",),
        True,
    )
    assert fetch_submissions(both)[["status", "counts"]].values.tolist() == [["returned", False]]
    assert standing(both, "2022-09", LATER).has_moved
    assert told(both)[-1] == ("return", "submission:1", "lin")
    with pytest.raises(NotReturned, match="已退回"):
        return_report(both, 1, "再退", actor=OFFICE, now=LATER)


def test_returning_before_publishing_asks_for_nothing_more(planned: Engine) -> None:
    report(planned)
    done = return_report(planned, 1, "缺佐证", **BY)
    assert (done.published, done.is_closed) == ((), False)


@pytest.mark.parametrize(
    ("due_at", "word"),
    [
        (datetime(2022, 10, 4, 18, 0), "不是工作日"),
        (datetime(2022, 10, 10, 20, 0), "办公时间"),
        (datetime(2022, 9, 30, 18, 0), "最后一天"),
        (datetime(2099, 10, 5, 18, 0), "2099"),
    ],
)
def test_unusual_deadlines_are_told(due_at: datetime, word: str) -> None:
    days = window("2022-09")
    moved = Window(
        period="2022-09",
        starts_on=days.starts_on,
        ends_on=days.ends_on,
        due_at=due_at.replace(tzinfo=SHANGHAI),
    )
    assert [word in text for text in deadline_warnings(moved)] == [True]


def test_a_made_up_saturday_in_office_hours_is_nothing_unusual() -> None:
    days = window("2022-09")
    good = Window(
        period="2022-09",
        starts_on=days.starts_on,
        ends_on=days.ends_on,
        due_at=datetime(2022, 10, 8, 18, 0, tzinfo=SHANGHAI),
    )
    assert deadline_warnings(good) == ()
    assert "2022-W39" in deadline_warnings(good, (window("2022-W39"), window("2022-08")))[0]


@pytest.mark.parametrize(
    ("code", "after"),
    [
        ("2022-09", "2022-10"),
        ("2022-12", "2023-01"),
        ("2022-W52", "2023-W01"),
        ("2020-W52", "2020-W53"),
        ("2022-Q4", "2023-Q1"),
    ],
)
def test_the_period_that_follows_is_of_the_same_kind(code: str, after: str) -> None:
    assert next_code(Period.parse(code)) == after


def test_reports_of_a_unit_that_the_plan_dropped_leave_the_snapshot_as_it_is(planned: Engine) -> None:
    report(planned)
    report(planned, street_book())
    revised = plan_book(tasks=TASKS[:2])
    save_plan(planned, revised, "清单2.xlsx", actor=OFFICE, now=datetime(2022, 9, 1, tzinfo=UTC))
    publish(planned, "2022-09", actor=OFFICE, now=LATER)
    assert not standing(planned, "2022-09", LATER).has_moved


def test_a_later_plan_that_speaks_for_a_published_period_moves_it(planned: Engine) -> None:
    report(planned)
    publish(planned, "2022-09", actor=OFFICE, now=LATER)
    revised = plan_book(tasks=TASKS[:2])
    save_plan(planned, revised, "清单2.xlsx", actor=OFFICE, now=datetime(2022, 9, 1, tzinfo=UTC))
    assert standing(planned, "2022-09", LATER).has_moved
    assert not standing(planned, "2022-07", LATER).has_moved


def test_a_report_of_a_later_period_does_not_move_an_earlier_snapshot(planned: Engine) -> None:
    report(planned, progress_book(period="2022-08", filled_on=None))
    publish(planned, "2022-08", actor=OFFICE, now=LATER)
    report(planned)
    assert not standing(planned, "2022-08", LATER).has_moved


def test_on_the_minute_of_its_deadline_a_period_can_not_be_published_yet(planned: Engine) -> None:
    one = standing(planned, "2022-09")
    assert (one.can_publish(DUE), one.can_publish(DUE + timedelta(seconds=1))) == (False, True)
