"""A Briefing as the store has it: which period is shown, and what of a store counts."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from domain.report import MilestoneLine, Report, TaskLine
from services.briefing import briefing
from store.audit import Entry
from store.writes import Arrival, File, add_plan, add_submission
from tests.factories import milestone, plan, project

NOW = datetime(2022, 5, 20, tzinfo=UTC)
DEED = Entry(at=NOW, actor="lin", role="office", action="test")
YEAR = plan(projects=(project(),), milestones=(milestone(),))


def put_plan(engine: Engine) -> None:
    add_plan(
        engine,
        YEAR,
        File(name="责任清单.xlsx", content=b"plan"),
        Arrival(received_at=NOW),
        valid_from="",
        entry=DEED,
    )


def put_report(engine: Engine, period: str, reported: float, **given: object) -> None:
    report = Report(
        unit_id="S01",
        period=period,
        tasks=(TaskLine(task_id="T1", reported=reported, place="任务进展!F5"),),
        **given,
    )
    file = File(name="滨湖.xlsx", content=f"{period} {reported}".encode())
    add_submission(engine, report, file, Arrival(received_at=datetime(2022, 3, 1, tzinfo=UTC)), entry=DEED)


def test_empty_store_has_nothing_to_show(sqlite_engine):
    assert briefing(sqlite_engine, None, NOW) is None


def test_plan_without_reports_shows_the_period_of_today(engine):
    put_plan(engine)
    shown = briefing(engine, None, NOW)
    assert shown is not None
    assert shown.period.code == "2022-05"
    assert shown.headline.completion is None


def test_newest_version_counts_and_the_newest_period_is_shown(engine):
    put_plan(engine)
    put_report(engine, "2022-02", 0.1)
    put_report(
        engine,
        "2022-02",
        0.2,
        milestones=(MilestoneLine(milestone_id="P01-1", forecast_finish=date(2022, 7, 4)),),
    )
    put_report(engine, "2022-01", 0.05)
    shown = briefing(engine, None, NOW)
    assert shown is not None
    assert (shown.period.code, shown.previous, shown.headline.completion) == ("2022-02", "2022-01", 0.2)
    assert shown.projects["worst_slip_days"].tolist() == [4]
    assert shown.tasks[["file_name", "place"]].values.tolist() == [["滨湖.xlsx", "任务进展!F5"]]
    report = shown.reports.set_index("period").loc["2022-02"]
    assert (report["versions"], report["state"]) == (2, "on_time")
    assert shown.revision > 0


def test_period_asked_for_is_shown(engine):
    put_plan(engine)
    put_report(engine, "2022-02", 0.2)
    shown = briefing(engine, "2022-01", NOW)
    assert shown is not None
    assert (shown.period.code, shown.headline.completion, shown.periods) == (
        "2022-01",
        None,
        ("2022-01", "2022-02"),
    )


def test_period_without_a_plan_is_refused(sqlite_engine):
    put_plan(sqlite_engine)
    with pytest.raises(ValueError, match="2024-01"):
        briefing(sqlite_engine, "2024-01", NOW)
