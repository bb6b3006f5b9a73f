"""Meetings as the office prepares them: kept for each period and name, told to the trail, refused where they make no sense."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from sqlalchemy import Engine, text

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from services.intake import NotStored
from services.meeting_desk import meeting_for, meetings_of, prepare_meeting
from services.slides.deck import KEYS
from services.slides.since import open_decisions
from store.audit_reading import Wanted, fetch_entries
from store.meetings import Meeting
from store.verifying import verify

OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 10, 8, 1, 0, tzinfo=UTC)
SEPTEMBER = Meeting(
    period="2022-09",
    name="九月调度会",
    held_on=date(2022, 10, 9),
    slides=("needs", "standing"),
    seconds=15,
)


def kept(engine: Engine, **changed: object) -> Meeting:
    return prepare_meeting(engine, replace(SEPTEMBER, **changed), actor=OFFICE, now=NOW)  # type: ignore[arg-type]


def test_slides_come_back_in_the_order_they_were_chosen_in(engine: Engine) -> None:
    kept(engine)
    found = meetings_of(engine, "2022-09")
    assert found == (replace(SEPTEMBER, saved_at=NOW, saved_by="lin"),)


def test_of_one_meeting_the_newest_word_counts_and_others_stay(engine: Engine) -> None:
    kept(engine)
    kept(engine, name="专题会")
    kept(engine, slides=("standing",))
    assert [(one.name, one.slides) for one in meetings_of(engine, "2022-09")] == [
        ("九月调度会", ("standing",)),
        ("专题会", ("needs", "standing")),
    ]
    assert meetings_of(engine, "2022-08") == ()


def test_a_meeting_is_found_by_its_name_else_the_last_saved_else_all_slides(engine: Engine) -> None:
    kept(engine)
    kept(engine, name="专题会", seconds=30)
    found = meetings_of(engine, "2022-09")
    today = date(2022, 10, 9)
    assert meeting_for(found, "2022-09", "九月调度会", today).seconds == 15
    assert meeting_for(found, "2022-09", None, today).name == "专题会"
    assert meeting_for(found, "2022-09", "没有的会", today).name == "专题会"
    unprepared = meeting_for((), "2022-09", None, today)
    assert (unprepared.slides, unprepared.held_on, unprepared.saved_at) == (KEYS, today, None)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": "  "}, "会议名称"),
        ({"name": "会" * 61}, "60"),
        ({"slides": ()}, "至少选一页"),
        ({"slides": ("standing", "standing")}, "选了两次"),
        ({"slides": ("weather",)}, "没有这一页"),
        ({"seconds": 4}, "5 至 600"),
        ({"seconds": 601}, "5 至 600"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_reason(
    sqlite_engine: Engine, changed: dict[str, object], why: str
) -> None:
    with pytest.raises(NotStored, match=why):
        kept(sqlite_engine, **changed)
    assert meetings_of(sqlite_engine, "2022-09") == ()


def test_the_last_meeting_finds_its_own_decisions_before_older_ones_however_late() -> None:
    rows = pd.DataFrame(
        {
            "content": ["老", "旧", "新", "办结"],
            "assigned_on": pd.to_datetime(["2022-06-01", "2022-07-01", "2022-10-09", "2022-10-09"]),
            "is_open": [True, True, True, False],
        }
    )
    assert open_decisions(rows)["content"].tolist() == ["新", "老", "旧"]


@pytest.mark.parametrize("role", [Role.LEADER, Role.UNIT, Role.DISCIPLINE, Role.ADMIN, Role.SCREEN])
def test_only_the_office_prepares(sqlite_engine: Engine, role: Role) -> None:
    with pytest.raises(Forbidden):
        prepare_meeting(sqlite_engine, SEPTEMBER, actor=Actor(name="x", role=role), now=NOW)


def test_the_trail_tells_it_and_verify_finds_a_hand_in_the_table(engine: Engine) -> None:
    kept(engine)
    newest = fetch_entries(engine, Wanted(), limit=1)
    assert newest[["action", "subject"]].to_numpy().tolist() == [["prepare_meeting", "meeting:1"]]
    assert verify(engine).findings == ()
    with engine.begin() as connection:
        connection.execute(text("UPDATE meetings SET seconds = 5"))
    assert [(one.code, one.where) for one in verify(engine).findings] == [("row_edited", "meeting:1")]
