"""Stores: what goes in comes out, on SQLite and PostgreSQL; history is only added to."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pandas as pd
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, insert, select, text
from sqlalchemy.exc import IntegrityError

from domain.dimension import Dimension
from domain.plan import Direction, Kind, Milestone, Plan, PlanVersion, Project, Task, Unit, Window
from domain.report import IssueLine, MilestoneLine, Report, TaskLine
from domain.rules import Display, LightRule, Rules
from domain.unit_group import UnitGroup
from store import queries, schema
from store.audit import Entry
from store.engine import open_engine, writing
from store.previous import fetch_previous_milestones, fetch_previous_tasks
from store.writes import Arrival, File, add_plan, add_submission, return_submission

ROOT = Path(__file__).parent.parent
SHANGHAI = timezone(timedelta(hours=8))
AT = datetime(2022, 10, 3, 17, 0, tzinfo=SHANGHAI)
DEED = Entry(at=AT, actor="lin", role="office", action="test")
AT_UTC = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)

PLAN = Plan(
    units=(
        Unit(
            unit_id="S01",
            name="滨湖街道办事处",
            group=UnitGroup.STREET,
            short_name="滨湖街道",
            aliases=("滨湖", "滨湖街办"),
            head="甲",
            deputy="乙",
            contact="丙",
        ),
        Unit(unit_id="D01", name="行政审批局", group=UnitGroup.DEPARTMENT),
    ),
    tasks=(
        Task(
            task_id="FW-01",
            dimension=Dimension.SERVICE,
            name="一口受理率",
            lead_unit="D01",
            start_on=date(2022, 1, 1),
            due_on=date(2022, 12, 31),
            joint_units=("S01",),
            weight=1.5,
            kind=Kind.QUANTITATIVE,
            measure="%",
            base=60.0,
            target=90.0,
            direction=Direction.HIGHER,
            standard="≥90%",
        ),
        Task(
            task_id="GY-01",
            dimension=Dimension.INTEGRITY,
            name="长期坚持的事",
            lead_unit="S01",
            start_on=date(2022, 1, 1),
            due_on=None,
        ),
    ),
    projects=(
        Project(project_id="P01", name="创新大厦", lead_unit="S01", field="重点项目", investment=None),
    ),
    milestones=(
        Milestone(milestone_id="P01-1", project_id="P01", name="开工", baseline_finish=date(2022, 3, 31)),
    ),
    windows=(
        Window(
            period="2022-09",
            starts_on=date(2022, 9, 1),
            ends_on=date(2022, 9, 30),
            due_at=datetime(2022, 10, 5, 10, 0, tzinfo=UTC),
        ),
    ),
    rules=Rules(light_rule=LightRule.RATIO, display=Display.BANDS, red_gap=-25.0, rating_minimum=7),
    rule_notes=(("亮灯规则", "按比值"),),
)


def report(period: str = "2022-09", unit: str = "S01", *tasks: TaskLine) -> Report:
    return Report(
        unit_id=unit, period=period, tasks=tasks or (TaskLine(task_id="GY-01", reported=0.5, row=6),)
    )


def add(engine: Engine, period: str = "2022-09", content: bytes = b"one", *tasks: TaskLine, **arrival):
    given = Arrival(**{"received_at": AT, **arrival})
    return add_submission(
        engine, report(period, "S01", *tasks), File(name="报表.xlsx", content=content), given, entry=DEED
    )


def store_plan(engine: Engine, content: bytes, source: str = "upload") -> int:
    file, arrival = File(name="清单.xlsx", content=content), Arrival(received_at=AT, source=source)
    return add_plan(engine, PLAN, file, arrival, valid_from="", entry=DEED)


def test_migrations_make_exactly_the_schema(bare_url: str) -> None:
    engine = open_engine(bare_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()


def test_opening_again_keeps_what_is_there(bare_url: str) -> None:
    first = open_engine(bare_url)
    add(first)
    first.dispose()
    second = open_engine(bare_url)
    assert len(queries.fetch_submissions(second)) == 1
    second.dispose()


def test_several_starting_at_once_make_one_store(bare_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(open_engine, [bare_url] * 4))
    assert [queries.fetch_revision(engine) for engine in engines] == [0, 0, 0, 0]
    for engine in engines:
        engine.dispose()


def test_several_programs_starting_at_once_make_one_store(bare_url: str) -> None:
    code = f"from store.engine import open_engine; open_engine({bare_url!r}).dispose()"
    programs = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(2)]
    assert [program.wait(timeout=60) for program in programs] == [0, 0]
    opened = open_engine(bare_url)
    assert queries.fetch_revision(opened) == 0
    opened.dispose()


def test_sqlite_logs_ahead_waits_and_keeps_references(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        read = [
            connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        ]
    assert read == ["wal", 1, 30_000]


def test_a_line_of_no_submission_is_refused(engine: Engine) -> None:
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(
            insert(schema.task_lines).values(submission_id=9, position=0, task_id="T", row=1, place="")
        )


def test_an_old_postgres_address_is_understood(postgres_url: str) -> None:
    opened = open_engine(postgres_url.replace("postgresql://", "postgres://"))
    assert opened.url.drivername == "postgresql+psycopg"
    opened.dispose()


def test_a_plan_comes_back_as_it_was(engine: Engine) -> None:
    assert queries.is_empty(engine)
    number = store_plan(engine, b"plan")
    assert not queries.is_empty(engine)
    assert queries.fetch_plans(engine) == (PlanVersion(plan_id=number, valid_from="", plan=PLAN),)


def test_the_same_plan_again_is_not_a_new_version(engine: Engine) -> None:
    assert [store_plan(engine, b"plan"), store_plan(engine, b"plan")] == [1, 1]


def test_an_earlier_plan_can_be_taken_up_again_but_not_by_importing_its_folder_again(engine: Engine) -> None:
    assert [store_plan(engine, content) for content in (b"one", b"two", b"one")] == [1, 2, 3]
    assert store_plan(engine, b"two", "import") == 2


def test_a_moment_comes_back_in_utc(engine: Engine) -> None:
    add(engine)
    with engine.connect() as connection:
        received_at = connection.execute(select(schema.submissions.c.received_at)).scalar_one()
    assert received_at == AT_UTC
    assert received_at.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(sqlite_engine: Engine) -> None:
    with pytest.raises(Exception, match="time zone"):
        add(sqlite_engine, received_at=datetime(2022, 10, 3, 17, 0))


def test_versions_count_up_and_the_newest_counts(engine: Engine) -> None:
    receipts = [add(engine, content=content).receipt for content in (b"one", b"two")]
    assert receipts == ["2022-09-S01-v1", "2022-09-S01-v2"]
    assert list(queries.fetch_submissions(engine)["counts"]) == [False, True]


def test_a_returned_version_counts_no_more(engine: Engine) -> None:
    add(engine, content=b"one")
    second = add(engine, content=b"two")
    return_submission(engine, second.submission_id, "佐证不足", entry=DEED)
    frame = queries.fetch_submissions(engine)
    assert list(frame["status"]) == ["accepted", "returned"]
    assert list(frame["counts"]) == [True, False]


def test_the_version_after_a_returned_one_has_its_own_number(engine: Engine) -> None:
    first = add(engine, content=b"one")
    return_submission(engine, first.submission_id, "佐证不足", entry=DEED)
    assert add(engine, content=b"one").receipt == "2022-09-S01-v2"


def test_the_same_bytes_again_are_not_a_new_version(engine: Engine) -> None:
    first, again = add(engine, content=b"one"), add(engine, content=b"one")
    assert (again.submission_id, again.receipt, again.is_new) == (first.submission_id, first.receipt, False)
    assert again.received_at == AT_UTC


def test_an_upload_of_an_older_file_undoes_the_newer_one(engine: Engine) -> None:
    for content in (b"one", b"two"):
        add(engine, content=content)
    assert add(engine, content=b"one").version == 3


def test_a_folder_imported_again_adds_nothing(engine: Engine) -> None:
    for content in (b"one", b"two", b"one", b"two"):
        add(engine, content=content, source="import")
    assert list(queries.fetch_submissions(engine)["version"]) == [1, 2]


def test_submissions_at_the_same_moment_get_versions_one_after_the_other(engine: Engine) -> None:
    contents = [str(number).encode() for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        versions = [
            stored.version for stored in pool.map(lambda content: add(engine, content=content), contents)
        ]
    assert sorted(versions) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_the_same_file_sent_twice_at_the_same_moment_is_stored_once(engine: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        stored = list(pool.map(lambda _: add(engine), range(4)))
    assert sorted(one.is_new for one in stored) == [False, False, False, True]


def test_every_write_bumps_the_revision(engine: Engine) -> None:
    seen = [queries.fetch_revision(engine)]
    store_plan(engine, b"plan")
    seen.append(queries.fetch_revision(engine))
    number = add(engine).submission_id
    seen.append(queries.fetch_revision(engine))
    return_submission(engine, number, "", entry=DEED)
    seen.append(queries.fetch_revision(engine))
    assert seen == [0, 1, 2, 3]


def test_a_write_that_fails_leaves_nothing(engine: Engine) -> None:
    twice = Report(unit_id="S01", period="2022-09")
    problems = [{"code": "x"}]  # without values
    with pytest.raises(IntegrityError):
        add_submission(
            engine, twice, File(name="f", content=b"f"), Arrival(received_at=AT), problems, entry=DEED
        )
    assert queries.fetch_revision(engine) == 0
    assert queries.fetch_submissions(engine).empty


def test_lines_come_back_whole(engine: Engine) -> None:
    full = Report(
        unit_id="S01",
        period="2022-09",
        filled_by="甲",
        signed_by="乙",
        filled_on=date(2022, 10, 2),
        tasks=(
            TaskLine(task_id="GY-01", reported=0.8, note="推进中", row=6, place="任务进展!F6"),
            TaskLine(task_id="FW-01", actual=88.5, forecast_finish=date(2022, 11, 30), row=7),
        ),
        milestones=(MilestoneLine(milestone_id="P01-1", actual_finish=date(2022, 4, 2), evidence="照片"),),
        issues=(IssueLine(problem_id="W1", source="企业", raised_on=date(2022, 9, 1), description="用电"),),
    )
    add_submission(engine, full, File(name="报表.xlsx", content=b"f"), Arrival(received_at=AT), entry=DEED)
    tasks = queries.fetch_task_lines(engine).set_index("task_id")
    assert tasks.loc["GY-01", ["reported", "note", "row", "place"]].tolist() == [
        0.8,
        "推进中",
        6,
        "任务进展!F6",
    ]
    assert pd.isna(tasks.loc["GY-01", "actual"])
    assert pd.isna(tasks.loc["GY-01", "forecast_finish"])
    assert tasks.loc["FW-01", "forecast_finish"] == pd.Timestamp(2022, 11, 30)
    milestones = queries.fetch_milestone_lines(engine)
    assert milestones.loc[0, ["milestone_id", "evidence", "file_name"]].tolist() == [
        "P01-1",
        "照片",
        "报表.xlsx",
    ]
    assert milestones.loc[0, "actual_finish"] == pd.Timestamp(2022, 4, 2)
    issues = queries.fetch_issue_lines(engine)
    assert issues.loc[0, ["problem_id", "source", "description"]].tolist() == ["W1", "企业", "用电"]
    sent = queries.fetch_submissions(engine).iloc[0]
    assert sent[["filled_by", "signed_by"]].tolist() == ["甲", "乙"]
    assert sent["received_at"] == pd.Timestamp(AT)
    assert sent["filled_on"] == pd.Timestamp(2022, 10, 2)


@pytest.mark.parametrize(
    ("fetch", "types"),
    [
        (queries.fetch_submissions, queries.SUBMISSION_TYPES),
        (queries.fetch_task_lines, queries.TASK_LINE_TYPES),
        (queries.fetch_milestone_lines, queries.MILESTONE_LINE_TYPES),
        (queries.fetch_issue_lines, queries.ISSUE_LINE_TYPES),
        (queries.fetch_problems, queries.PROBLEM_TYPES),
    ],
)
def test_frames_have_their_types_with_and_without_rows(engine: Engine, fetch, types) -> None:
    empty = fetch(engine)
    full = Report(
        unit_id="S01",
        period="2022-09",
        tasks=(TaskLine(task_id="T"),),
        milestones=(MilestoneLine(milestone_id="M"),),
        issues=(IssueLine(problem_id="W"),),
    )
    problems = [problem("question")]
    add_submission(engine, full, File(name="f", content=b"f"), Arrival(received_at=AT), problems, entry=DEED)
    filled = fetch(engine)
    assert len(empty) == 0
    assert len(filled) == 1
    assert {name: str(kind) for name, kind in empty.dtypes.items()} == dict(types)
    assert {name: str(kind) for name, kind in filled.dtypes.items()} == dict(types)


def problem(severity: str) -> dict[str, object]:
    return {
        "code": "vague_rate",
        "severity": severity,
        "sheet": "任务进展",
        "cell": "F6",
        "header": "完成率",
        "value": "约80%",
        "values": {"reading": 0.8, "options": [{"key": "carry"}]},
        "answer": "",
    }


def test_problems_are_kept_and_counted_by_severity(engine: Engine) -> None:
    problems = [problem("question"), problem("notice"), problem("question")]
    stored = add_submission(
        engine, report(), File(name="f", content=b"f"), Arrival(received_at=AT), problems, entry=DEED
    )
    kept = queries.fetch_problems(engine, stored.submission_id)
    assert kept.drop(columns="submission_id").to_dict("records") == problems
    assert queries.fetch_problems(engine, stored.submission_id + 1).empty
    counts = queries.fetch_submissions(engine)[["question_count", "notice_count"]]
    assert counts.to_numpy().tolist() == [[2, 1]]


def test_the_original_comes_back_byte_for_byte(engine: Engine) -> None:
    content = bytes(range(256))
    stored = add(engine, content=content)
    assert queries.fetch_original(engine, stored.submission_id) == ("报表.xlsx", content)
    with pytest.raises(LookupError):
        queries.fetch_original(engine, stored.submission_id + 1)


def test_text_that_no_database_takes_is_cleaned(engine: Engine) -> None:
    add(engine, "2022-09", b"one", TaskLine(task_id="GY-01", note="好\0的\ud800"))
    assert queries.fetch_task_lines(engine).loc[0, "note"] == "好的?"


def test_the_previous_line_is_the_newest_before_the_period(engine: Engine) -> None:
    add(engine, "2022-07", b"7", TaskLine(task_id="GY-01", reported=0.3, note="七月"))
    add(engine, "2022-08", b"8", TaskLine(task_id="GY-01", note="八月"))
    add(engine, "2022-09", b"9", TaskLine(task_id="GY-01", reported=0.9, note="九月"))
    before = fetch_previous_tasks(engine, "S01", "2022-09")
    assert before == {"GY-01": TaskLine(task_id="GY-01", reported=0.3, note="八月")}
    assert fetch_previous_tasks(engine, "S01", "2022-07") == {}
    assert fetch_previous_tasks(engine, "D01", "2022-09") == {}


def test_the_previous_line_is_of_the_version_that_counts(engine: Engine) -> None:
    add(engine, "2022-08", b"1", TaskLine(task_id="GY-01", reported=0.3))
    second = add(engine, "2022-08", b"2", TaskLine(task_id="GY-01", reported=0.4))
    assert fetch_previous_tasks(engine, "S01", "2022-09")["GY-01"].reported == 0.4
    return_submission(engine, second.submission_id, "", entry=DEED)
    assert fetch_previous_tasks(engine, "S01", "2022-09")["GY-01"].reported == 0.3


def test_an_actual_finish_once_given_stays(engine: Engine) -> None:
    for period, line in (
        ("2022-07", MilestoneLine(milestone_id="P01-1", actual_finish=date(2022, 7, 9))),
        ("2022-08", MilestoneLine(milestone_id="P01-1", note="已完")),
    ):
        one = Report(unit_id="S01", period=period, milestones=(line,))
        add_submission(
            engine, one, File(name="f", content=period.encode()), Arrival(received_at=AT), entry=DEED
        )
    kept = fetch_previous_milestones(engine, "S01", "2022-09")["P01-1"]
    assert (kept.actual_finish, kept.note) == (date(2022, 7, 9), "已完")


def test_a_store_is_there_for_other_programs_too(sqlite_url: str) -> None:
    open_engine(sqlite_url).dispose()
    plain = create_engine(sqlite_url)
    with plain.connect() as connection:
        assert connection.execute(text("SELECT number FROM revision")).scalar_one() == 0
    plain.dispose()
