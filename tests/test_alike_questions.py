"""Many questions of one kind are answered together; each reading stays the one of its own row."""

from sqlalchemy import Engine

from loaders.problems import BLANK, CARRY, Option, Problem
from services.alike_questions import alike_questions
from services.intake import save_plan
from tests.books import TASKS, plan_book, progress_book
from tests.test_page_upload import NOW, OFFICE, drop, opened, store, words

__all__ = ["store"]  # a fixture


def asked(
    row: int, *options: Option, code: str = "rate_unclear", header: str = "完成率", answer: str = ""
) -> Problem:
    return Problem(code=code, sheet="任务进展", cell=f"C{row}", header=header, options=options, answer=answer)


def test_own_readings_are_taken_together_and_shared_answers_too() -> None:
    found = [asked(row, Option(f"0.{row}", row / 10, reading=f"{row}0%"), CARRY) for row in (5, 6, 7)]
    (group,) = alike_questions(found)
    assert [way.label for way in group.ways] == ["", "沿用上期值"]
    assert dict(group.ways[0].answers) == {
        "任务进展!C5/rate_unclear": "0.5",
        "任务进展!C6/rate_unclear": "0.6",
        "任务进展!C7/rate_unclear": "0.7",
    }
    assert set(group.ways[1].answers.values()) == {"carry"}


def test_two_own_readings_cannot_be_chosen_for_all() -> None:
    both = (Option("0.01", 0.01, reading="1%"), Option("1", 1.0, reading="100%"))
    (group,) = alike_questions([asked(row, *both) for row in (5, 6, 7)])
    assert [way.label for way in group.ways] == ["读作1%", "读作100%"]
    mixed = [
        asked(row, Option("a", 0.1, reading=f"{row}%"), Option("b", 0.2, reading=f"{row}1%"))
        for row in (5, 6, 7)
    ]
    assert alike_questions(mixed) == ()


def test_two_questions_other_columns_and_answered_ones_are_no_group() -> None:
    two = [asked(row, BLANK) for row in (5, 6)]
    assert alike_questions(two) == ()
    assert alike_questions([*two, asked(7, BLANK, header="预计完成日期")]) == ()
    assert alike_questions([*two, asked(7, BLANK, code="rate_one")]) == ()
    assert alike_questions([*two, asked(7, BLANK, answer="blank")]) == ()


def test_one_click_answers_three_questions_on_the_page(store: Engine) -> None:
    own = [("FW-0" + number, "服务型", f"代办{number}", *TASKS[0][3:]) for number in ("1", "3", "4")]
    save_plan(store, plan_book(tasks=[*own, TASKS[2]]), "责任清单二.xlsx", actor=OFFICE, now=NOW)
    rows = [
        (f"FW-0{number}", f"代办{number}", rate, None, "推进", "", "", "", None)
        for number, rate in (("1", "约50%"), ("3", "约60%"), ("4", "约70%"))
    ]
    page = drop(opened(), progress_book(rows=rows))
    assert "3 个同类问题" in words(page)
    together = [button for button in page.button if button.label == "均按下表所示读取"]
    page = together[0].click().run()
    assert "同类问题" not in words(page)
    assert [pill.value for pill in page.pills] == ["0.5", "0.6", "0.7"]
    assert "可以提交" in words(page)
