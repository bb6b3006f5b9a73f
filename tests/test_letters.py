"""Letters from proposal to closing: who may do what, what is refused and why, what is kept, on both databases."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pandas as pd
import pytest
from sqlalchemy import Engine, select, update

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from domain.letters import LetterKind
from domain.oversight import Decision, Oversight
from domain.plan import Plan
from domain.rules import Display
from locales import in_language
from reports.letter import letter_document
from services.briefing import Briefing, briefing
from services.decision_ledger import Need
from services.intake import NotStored
from services.letter_desk import Draft, answer, check_letter, close, dismiss, issue, letter_file
from services.letter_ledger import letters_on, of_unit, settled_keys
from services.letter_proposals import Cited, Proposal, Proposed, idle, proposed
from services.letter_words import draft, ground_words, title
from services.oversight_desk import enter_oversight
from store import schema
from store.engine import writing
from store.letters import fetch_letters, fetch_steps
from store.oversight import fetch_oversight
from store.queries import fetch_plans
from store.verifying import verify
from tests.letter_store import fill
from tests.stores import sqlite_store

OFFICE = Actor(name="lin", role=Role.OFFICE)
STREET = Actor(name="bin", role=Role.UNIT, unit_id="S01")
OTHER = Actor(name="he", role=Role.UNIT, unit_id="S02")
NOW = datetime(2022, 10, 8, 9, 0, tzinfo=UTC)
DAY, DUE = date(2022, 10, 8), date(2022, 10, 18)
LABELS = {"S01": "滨湖街道", "S02": "禾埠街道", "D01": "审批局"}


@pytest.fixture(scope="module")
def full_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a filled store, made once; tests work on copies."""
    file = tmp_path_factory.mktemp("letters") / "board.db"
    opened = sqlite_store(file)
    fill(opened)
    opened.dispose()
    return file


@pytest.fixture
def filled(full_file: Path, tmp_path: Path) -> Iterator[tuple[Engine, Plan]]:
    shutil.copy(full_file, tmp_path / "board.db")
    opened = sqlite_store(tmp_path / "board.db")
    yield opened, fetch_plans(opened)[-1].plan
    opened.dispose()


@cache
def september() -> list[Briefing]:
    return []


def made(engine: Engine) -> Briefing:
    """The figures of September, reckoned once: all stores here are filled alike, and letters change none of them."""
    if not september():
        found = briefing(engine, "2022-09", NOW)
        assert found is not None
        september().append(found)
    return september()[0]


def standing(engine: Engine, day: date = DAY) -> pd.DataFrame:
    return letters_on(fetch_letters(engine), fetch_steps(engine), LABELS, day)


def proposals(engine: Engine) -> Proposed:
    return proposed(made(engine), standing(engine), settled_keys(fetch_steps(engine)))


def one(engine: Engine, kind: LetterKind, unit: str = "S01") -> Proposal:
    return next(got for got in proposals(engine).proposals if (got.kind, got.unit_id) == (kind, unit))


def worded(proposal: Proposal, plan: Plan, **changed: object) -> Draft:
    values = {
        "title": title(proposal),
        "addressee": "滨湖街道办事处",
        "text": draft(proposal, plan.rules, DUE),
        "issuer": "五型办",
        "issued_on": DAY,
        "due_on": DUE,
    }
    return Draft(**(values | changed))  # type: ignore[arg-type]


def sent(
    filled: tuple[Engine, Plan], kind: LetterKind = LetterKind.URGE, unit: str = "S01", **changed: object
) -> int:
    engine, plan = filled
    proposal = one(engine, kind, unit)
    words = worded(proposal, plan, **changed)
    return issue(engine, proposal, words, write=letter_document, actor=OFFICE, now=NOW).letter_id


def test_the_figures_call_for_letters_with_rule_and_figures(filled: tuple[Engine, Plan]) -> None:
    found = proposals(filled[0]).proposals
    assert [(got.kind.value, got.unit_id, [cited.ground for cited in got.cited]) for got in found] == [
        ("talk", "S01", ["last"]),
        ("urge", "D01", ["missed_again"]),
        ("urge", "S01", ["red"]),
        ("reminder", "S02", ["missed"]),
    ]
    # 2022-09-28 is day 271 of 365: schedule 74.2 %, 20 % reported lie 54.2 points below it
    assert ground_words(found[2].cited[0]) == (
        "推进代办制（FW-01）◆ 严重滞后；完成率 20.0%，序时 74.2%，进度差 −54.2 点；完成时限 2022年12月31日；已连续 2 期"
    )
    assert ground_words(found[3].cited[0]) == "本期未报送进展；本年缺报 1 期（2022年9月）"


def test_a_letter_is_numbered_by_kind_and_year_and_frozen_as_a_document(filled: tuple[Engine, Plan]) -> None:
    engine, _plan = filled
    number = sent(filled)
    rows = standing(engine)
    assert rows[["number", "label", "state", "is_open"]].to_numpy().tolist() == [
        ["督办函〔2022〕1号", "滨湖街道", "issued", True]
    ]
    name, content = letter_file(engine, number, actor=STREET, now=NOW)
    assert name == "督办函〔2022〕1号.docx"
    lines = [line.text for line in docx.Document(BytesIO(content)).paragraphs if line.text]
    assert lines[:5] == [
        "五型办",
        "督办函〔2022〕1号",
        "关于“推进代办制”进度滞后的督办函",
        "滨湖街道办事处：",
        "根据2022年9月“五型”政府建设进展报送情况，现就下列事项予以督办。",
    ]
    assert "（依据：任务严重滞后）" in lines[6]
    assert lines[-2:] == ["五型办", "2022年10月8日"]
    assert sent(filled, LetterKind.REMINDER, "S02") > number
    assert set(standing(engine)["number"]) == {"督办函〔2022〕1号", "提醒函〔2022〕1号"}


def test_what_is_issued_or_dismissed_is_not_proposed_again(filled: tuple[Engine, Plan]) -> None:
    engine, _plan = filled
    sent(filled)
    dismiss(engine, one(engine, LetterKind.REMINDER, "S02"), "已电话说明", actor=OFFICE, now=NOW)
    left = proposals(engine).proposals
    assert [(got.kind.value, got.unit_id) for got in left] == [
        ("talk", "S01"),
        ("urge", "D01"),
        ("circular", ""),  # there is something to collect now
    ]
    assert [cited.item_id for cited in left[-1].cited] == ["督办函〔2022〕1号"]


def test_an_open_letter_keeps_its_ground_from_being_proposed_in_the_next_period(
    filled: tuple[Engine, Plan],
) -> None:
    engine, _plan = filled
    sent(filled)
    later = briefing(engine, "2022-10", datetime(2022, 11, 20, tzinfo=UTC))
    assert later is not None
    open_now = proposed(later, standing(engine), settled_keys(fetch_steps(engine)))
    assert "FW-01" not in [
        cited.item_id for got in open_now.proposals if got.kind is LetterKind.URGE for cited in got.cited
    ]
    assert open_now.covered == 1
    none = proposed(later, standing(engine).iloc[:0], frozenset())
    assert "FW-01" in [
        cited.item_id for got in none.proposals if got.kind is LetterKind.URGE for cited in got.cited
    ]


def test_two_at_one_proposal_issue_one_letter(filled: tuple[Engine, Plan]) -> None:
    engine, plan = filled
    proposal = one(engine, LetterKind.URGE)
    words = worded(proposal, plan)
    issue(engine, proposal, words, write=letter_document, actor=OFFICE, now=NOW)
    with pytest.raises(NotStored, match="lin已处理"):
        issue(engine, proposal, words, write=letter_document, actor=OFFICE, now=NOW)
    with pytest.raises(NotStored, match="lin已处理"):
        dismiss(engine, proposal, "不发", actor=OFFICE, now=NOW)
    assert len(fetch_letters(engine)) == 1


def test_a_letter_closes_only_after_a_check_that_found_it_put_right(filled: tuple[Engine, Plan]) -> None:
    engine, _plan = filled
    number = sent(filled)
    answer(engine, number, "已派专班", date(2022, 10, 8), actor=STREET, now=NOW)
    with pytest.raises(NotStored, match="未经核查不能销号"):
        close(engine, number, DAY, actor=OFFICE, now=NOW)
    check_letter(engine, number, "仍未到位", DAY, is_met=False, actor=OFFICE, now=NOW)
    with pytest.raises(NotStored, match="未整改到位"):
        close(engine, number, DAY, actor=OFFICE, now=NOW)
    check_letter(engine, number, "已到位", DAY, is_met=True, actor=OFFICE, now=NOW)
    assert standing(engine)["state"].tolist() == ["checked"]
    close(engine, number, DAY, actor=OFFICE, now=NOW)
    row = standing(engine).iloc[0]
    assert (row["state"], row["is_open"], row["closed_on"]) == ("closed", False, pd.Timestamp(DAY))
    assert [(step.state.value, step.words) for step in row["steps"]] == [
        ("issued", ""),
        ("answered", "已派专班"),
        ("unmet", "仍未到位"),
        ("checked", "已到位"),
        ("closed", ""),
    ]
    for deed in (
        lambda: answer(engine, number, "再报", DAY, actor=STREET, now=NOW),
        lambda: close(engine, number, DAY, actor=OFFICE, now=NOW),
    ):
        with pytest.raises(NotStored, match="已销号"):
            deed()


def test_open_ones_come_first_and_the_most_overdue_on_top(filled: tuple[Engine, Plan]) -> None:
    engine, _plan = filled
    urged = sent(filled, due_on=date(2022, 10, 12))
    reminded = sent(filled, LetterKind.REMINDER, "S02", due_on=date(2022, 10, 10))
    assert (
        standing(engine, date(2022, 10, 12))["days_over"].tolist()[0] == 2
    )  # the due day itself is not late
    later = standing(engine, date(2022, 10, 20))
    assert later["letter_id"].tolist() == [reminded, urged]
    assert later["days_over"].tolist() == [10, 8]
    check_letter(engine, reminded, "到位", DAY, is_met=True, actor=OFFICE, now=NOW)
    close(engine, reminded, DAY, actor=OFFICE, now=NOW)
    assert standing(engine, date(2022, 10, 20))["letter_id"].tolist() == [urged, reminded]


def test_a_unit_sees_and_answers_its_own_letters_and_those_to_all(filled: tuple[Engine, Plan]) -> None:
    engine, plan = filled
    number = sent(filled)
    circular = one(engine, LetterKind.CIRCULAR, "")
    words = worded(circular, plan, addressee="各单位", due_on=None)
    issue(engine, circular, words, write=letter_document, actor=OFFICE, now=NOW)
    assert of_unit(standing(engine), "S02")["kind"].tolist() == ["circular"]
    assert sorted(of_unit(standing(engine), "S01")["kind"]) == ["circular", "urge"]
    with pytest.raises(Forbidden):
        letter_file(engine, number, actor=OTHER, now=NOW)
    with pytest.raises(Forbidden):
        answer(engine, number, "我来", DAY, actor=OTHER, now=NOW)
    for role in (Role.LEADER, Role.DISCIPLINE):
        letter_file(engine, number, actor=Actor(name="x", role=role), now=NOW)
        with pytest.raises(Forbidden):
            answer(engine, number, "已办", DAY, actor=Actor(name="x", role=role), now=NOW)


def test_only_the_office_issues_dismisses_checks_and_closes(filled: tuple[Engine, Plan]) -> None:
    engine, plan = filled
    proposal = one(engine, LetterKind.URGE)
    number = sent(filled)
    for role in set(Role) - {Role.OFFICE}:
        check_refused(engine, plan, proposal, number, Actor(name="x", role=role, unit_id="S01"))


def check_refused(engine: Engine, plan: Plan, proposal: Proposal, number: int, actor: Actor) -> None:
    for deed in (
        lambda: issue(engine, proposal, worded(proposal, plan), write=letter_document, actor=actor, now=NOW),
        lambda: dismiss(engine, proposal, "不发", actor=actor, now=NOW),
        lambda: check_letter(engine, number, "好", DAY, is_met=True, actor=actor, now=NOW),
        lambda: close(engine, number, DAY, actor=actor, now=NOW),
    ):
        with pytest.raises(Forbidden):
            deed()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"text": " "}, "正文"),
        ({"issuer": ""}, "落款"),
        ({"issued_on": date(2022, 10, 9)}, "晚于今天"),
        ({"due_on": date(2022, 10, 7)}, "反馈期限"),
        ({"due_on": None}, "反馈期限"),
    ],
)
def test_a_letter_that_lacks_something_is_not_issued(
    filled: tuple[Engine, Plan], changed: dict[str, object], reason: str
) -> None:
    with pytest.raises(NotStored, match=reason):
        sent(filled, **changed)
    assert fetch_letters(filled[0]).empty


def test_steps_need_their_words_and_days_that_can_be(filled: tuple[Engine, Plan]) -> None:
    engine, _plan = filled
    number = sent(filled)
    with pytest.raises(NotStored, match="理由"):
        dismiss(engine, one(engine, LetterKind.REMINDER, "S02"), " ", actor=OFFICE, now=NOW)
    with pytest.raises(NotStored, match="办理情况"):
        answer(engine, number, "", DAY, actor=STREET, now=NOW)
    with pytest.raises(NotStored, match="核查结果"):
        check_letter(engine, number, "", DAY, is_met=True, actor=OFFICE, now=NOW)
    with pytest.raises(NotStored, match="早于函件发出"):
        check_letter(engine, number, "好", date(2022, 10, 7), is_met=True, actor=OFFICE, now=NOW)
    with pytest.raises(NotStored, match="晚于今天"):
        check_letter(engine, number, "好", date(2022, 10, 9), is_met=True, actor=OFFICE, now=NOW)
    assert len(standing(engine).iloc[0]["steps"]) == 1


def test_every_row_stands_in_the_trail_and_a_changed_one_is_found(engine: Engine) -> None:
    fill(engine)
    number = sent((engine, fetch_plans(engine)[-1].plan))
    answer(engine, number, "已办", DAY, actor=STREET, now=NOW)
    dismiss(engine, one(engine, LetterKind.REMINDER, "S02"), "已电话说明", actor=OFFICE, now=NOW)
    assert verify(engine).findings == ()
    with writing(engine) as connection:
        connection.execute(update(schema.letters).values(content=b"other words"))
        step = schema.letter_steps
        first = select(step.c.step_id).where(step.c.state == "answered").scalar_subquery()
        connection.execute(update(step).where(step.c.step_id == first).values(reason="2022-10-08 没办"))
    assert sorted(found.where for found in verify(engine).findings) == ["letter:1", "letter_step:2"]


def test_a_red_left_alone_is_the_offices_own_until_a_letter_or_decision_names_it(
    filled: tuple[Engine, Plan],
) -> None:
    engine, _plan = filled

    def alone() -> list[str]:
        return idle(made(engine), standing(engine), fetch_oversight(engine)["decisions"])["task_id"].tolist()

    def decided(content: str, day: date) -> None:
        decision = Decision(assigned_on=day, meeting="调度会", content=content, units=("S01",))
        enter_oversight(engine, Oversight(decisions=(decision,)), actor=OFFICE, now=NOW, key=content)

    assert alone() == ["FW-01"]
    decided("加快企业走访", date(2022, 9, 20))
    assert alone() == ["FW-01"]  # of another task
    mark = Need(task_id="FW-01", unit_id="S01", period="2022-09").mark
    decided(f"请审批局驻点 {mark}", date(2022, 9, 21))
    assert alone() == []


def test_a_letter_takes_it_off_the_list_too(filled: tuple[Engine, Plan]) -> None:
    engine, _plan = filled
    sent(filled)
    assert idle(made(engine), standing(engine), fetch_oversight(engine)["decisions"]).empty


@pytest.mark.parametrize("display", [Display.BANDS, Display.NONE])
def test_where_no_ranks_are_shown_none_stands_in_a_letter(
    filled: tuple[Engine, Plan], display: Display
) -> None:
    engine, plan = filled
    rules = replace(plan.rules, display=display, talk_score=100.0, talk_last_periods=1)
    shown = replace(made(engine), plan=replace(plan, rules=rules))
    found = proposed(shown, standing(engine), frozenset())
    text = "".join(draft(got, rules, DUE) for got in found.proposals)
    assert "末位" not in text and "名" not in text.replace("名称", "")
    ranked = replace(shown, plan=replace(plan, rules=replace(rules, display=Display.RANK)))
    with_rank = proposed(ranked, standing(engine), frozenset())
    assert "末位" in "".join(draft(got, ranked.plan.rules, DUE) for got in with_rank.proposals)


def test_a_draft_reads_well_in_both_languages(filled: tuple[Engine, Plan]) -> None:
    engine, plan = filled
    proposal = one(engine, LetterKind.URGE)
    assert draft(proposal, plan.rules, DUE).splitlines()[1::2] == ["一、督办事项", "二、有关要求"]
    with in_language("en"):
        assert draft(proposal, plan.rules, DUE).splitlines()[3] == "II. What is asked of you"
    several = replace(
        proposal,
        cited=(Cited(ground="red", item_id="A", name="甲"), Cited(ground="red", item_id="B", name="乙")),
    )
    assert title(several) == "关于“甲”等 2 项任务进度滞后的督办函"


def test_a_letter_may_be_due_on_the_day_it_is_issued(filled: Engine) -> None:
    engine, _plan = filled
    sent(filled, due_on=DAY)
    assert fetch_letters(engine)["due_on"].dt.date.tolist() == [DAY]
