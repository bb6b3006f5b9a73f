"""The invented year has life in it: late and missing reports, corrections, slips, recoveries."""

from collections import Counter
from datetime import date

from domain.plan import Kind
from sample_data.district import plan
from sample_data.pace import finish, task_path
from sample_data.story import SEED, Filed, reports


def filed(unit_id: str, period: str) -> list[Filed]:
    return [one for one in reports() if (one.report.unit_id, one.report.period) == (unit_id, period)]


def rate(task_id: str, month: int) -> float:
    task = next(task for task in plan().tasks if task.task_id == task_id)
    return task_path(task, SEED)[month].rate


def test_in_september_one_unit_is_missing_and_two_are_late():
    september = [one for one in reports() if one.report.period == "2022-09"]
    window = plan().window("2022-09")
    assert window is not None
    assert {unit.unit_id for unit in plan().units} - {one.report.unit_id for one in september} == {"D10"}
    assert {one.report.unit_id for one in september if one.filled_at > window.due_at} == {"S03", "C02"}


def test_every_report_is_filed_after_its_period_and_dated_the_day_it_came():
    for one in reports():
        window = plan().window(one.report.period)
        assert window is not None
        assert one.filled_at.date() > window.ends_on
        assert one.report.filled_on == one.filled_at.date()


def test_a_corrected_report_comes_later_and_is_the_second_version():
    first, second = filed("D04", "2022-03")
    assert (first.version, second.version) == (1, 2)
    assert first.filled_at < second.filled_at
    assert first.asked == {"ZC-06": "约42%", "GY-14": "过半"}
    assert {line.task_id for line in first.report.tasks if line.reported is None} >= set(first.asked)
    assert second.asked == {}


def test_tower_slips_month_by_month_to_49_days():
    start = next(node for node in plan().milestones if node.milestone_id == "P01-4")
    slips = [(finish(start, month) - start.baseline_finish).days for month in range(1, 10)]
    assert slips == [0, 0, 5, 12, 18, 26, 33, 41, 49]


def test_a_reached_milestone_keeps_its_day():
    review = next(node for node in plan().milestones if node.milestone_id == "P01-2")
    assert {finish(review, month) for month in (7, 8, 9)} == {date(2022, 7, 28)}


def test_rate_of_89_96_against_a_target_of_90_is_not_done():
    report = filed("D08", "2022-09")[0].report
    line = next(line for line in report.tasks if line.task_id == "FW-02")
    assert line.actual == 89.96
    assert rate("FW-02", 9) < 1


def test_one_unit_leaps_and_takes_it_back():
    first, second = filed("C05", "2022-08")
    assert rate("CX-08", 7) == 0.12
    assert first.asked["CX-08"] == "90%"
    assert next(line.reported for line in second.report.tasks if line.task_id == "CX-08") == 0.5


def test_one_unit_copies_its_words():
    words = [
        {
            line.task_id: line.note
            for line in filed("S06", period)[0].report.tasks
            if line.reported or line.actual
        }
        for period in ("2022-07", "2022-08")
    ]
    assert sum(words[1].get(code) == note for code, note in words[0].items()) >= 1


def test_words_are_varied():
    notes = Counter(line.note for one in reports() for line in one.report.tasks if line.note)
    assert len(notes) > 0.6 * notes.total()


def test_each_line_gives_the_value_its_task_asks_for():
    kinds = {task.task_id: (task.kind, task.lead_unit) for task in plan().tasks}
    for one in reports():
        for line in one.report.tasks:
            kind, lead = kinds[line.task_id]
            mine = lead == one.report.unit_id and line.task_id not in one.asked
            assert (line.reported is not None) == (mine and kind is Kind.QUALITATIVE)
            assert (line.actual is not None) == (mine and kind is Kind.QUANTITATIVE)


def test_problems_are_solved_on_time_late_and_not_at_all():
    newest = {line.problem_id: line for one in reports() for line in one.report.issues}
    late = [
        line
        for line in newest.values()
        if line.solved_on and line.promised_on and line.solved_on > line.promised_on
    ]
    still_open = [line for line in newest.values() if line.solved_on is None]
    assert len(newest) > 120
    assert len(late) > 10
    assert len(still_open) > 5
    assert len({line.category for line in newest.values()}) == 10
