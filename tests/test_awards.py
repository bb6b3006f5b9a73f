"""Awards: each criterion at its bound, the facts it takes from a period, people's decisions, and the page by role."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, update
from streamlit.testing.v1 import AppTest

from accounts.actor import Actor
from accounts.roles import Forbidden, Role
from domain.awards import AwardKind
from domain.rules import Rules
from metrics.awards import criteria, eligible
from services.award_desk import decide_award
from services.award_lists import decided
from services.intake import NotStored
from services.publishing import publish
from store import schema
from store.awards import fetch_awards
from store.engine import writing
from store.oversight import fetch_oversight
from store.queries import fetch_plans
from store.verifying import verify
from tests.letter_store import NOW, OFFICE, fill
from tests.stores import look_at, sqlite_store

ROOT = Path(__file__).parent.parent
RULES = Rules()
NAN = float("nan")
GOOD = {
    "unit_id": "S01", "score": 90.0, "critical": 0, "rating": 80.0, "problems": 90.0, "honesty": 5.0, "missed": 0,
    "behind_dimensions": 0, "overdue_decisions": 0, "negatives": 0, "talks": 0,
}  # fmt: skip


def unmet(**changed: float) -> dict[str, list[str]]:
    """Which criteria of each award this unit fails."""
    found = criteria(pd.DataFrame([GOOD | changed]), RULES)
    failed = found.loc[~found["is_met"]]
    return {kind.value: failed.loc[failed["kind"] == kind.value, "criterion"].tolist() for kind in AwardKind}


def test_who_meets_every_bound_itself_may_stand_for_both() -> None:
    assert unmet() == {"office": [], "team": []}
    assert eligible(criteria(pd.DataFrame([GOOD]), RULES)).to_dict() == {
        ("office", "S01"): True,
        ("team", "S01"): True,
    }


@pytest.mark.parametrize(
    ("changed", "office", "team"),
    [
        ({"score": 89.99}, ["score"], []),
        ({"score": NAN}, ["score"], []),
        ({"rating": 79.99}, ["rating"], []),
        ({"rating": NAN}, [], []),  # nobody rated it
        ({"problems": 89.99}, [], ["problems"]),
        ({"problems": NAN}, [], []),
        ({"honesty": 5.1}, ["honest"], ["honest"]),
        ({"honesty": -30.0}, [], []),  # modesty is no fault
        ({"honesty": NAN}, ["honest"], ["honest"]),  # nobody has checked
        ({"critical": 1}, ["no_red"], ["no_red"]),
        ({"missed": 1}, ["reported"], ["reported"]),
        ({"behind_dimensions": 1}, [], ["dimensions"]),
        ({"overdue_decisions": 1}, [], ["decisions"]),
        ({"negatives": 1}, ["no_negative"], ["no_negative"]),
        ({"talks": 1}, ["no_talk"], ["no_talk"]),
    ],
)
def test_each_criterion_fails_just_beyond_its_bound(
    changed: dict[str, float], office: list[str], team: list[str]
) -> None:
    assert unmet(**changed) == {"office": office, "team": team}


def decide(
    engine: Engine, *, granted: bool = True, reason: str = "区委常委会决定", actor: Actor = OFFICE
) -> int:
    return decide_award(
        engine,
        fetch_plans(engine)[-1].plan,
        kind=AwardKind.OFFICE,
        unit_id="S01",
        period="2022-09",
        is_granted=granted,
        reason=reason,
        is_eligible=False,
        actor=actor,
        now=NOW,
    )


def fill_and_publish(engine: Engine) -> None:
    fill(engine)
    publish(engine, "2022-09", actor=OFFICE, now=datetime(2022, 10, 9, tzinfo=UTC))


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    look_at(tmp_path, monkeypatch)
    engine = sqlite_store(tmp_path / "board.db", fill_and_publish)
    yield engine
    engine.dispose()


def test_a_later_word_on_an_award_counts_and_both_are_kept(filled: Engine) -> None:
    decide(filled)
    decide(filled, granted=False, reason="复核后不授予")
    assert decided(fetch_awards(filled), "2022-09")[["is_granted", "reason"]].to_numpy().tolist() == [
        [False, "复核后不授予"]
    ]
    assert len(fetch_awards(filled)) == 2
    assert verify(filled).findings == ()
    with writing(filled) as connection:
        connection.execute(update(schema.awards).where(schema.awards.c.award_id == 2).values(is_granted=True))
    assert [found.where for found in verify(filled).findings] == ["award:2"]


def test_an_award_needs_a_reason_and_the_office(filled: Engine) -> None:
    with pytest.raises(NotStored, match="理由"):
        decide(filled, reason=" ")
    for role in set(Role) - {Role.OFFICE}:
        with pytest.raises(Forbidden):
            decide(filled, actor=Actor(name="x", role=role, unit_id="S01"))
    assert fetch_awards(filled).empty


def script() -> None:
    from pages import awards
    from panels import reads, session

    session.viewer(reads.plan())
    awards.render()


def opened(role: str = "五型办", **chosen: str) -> AppTest:
    page = AppTest.from_function(script, default_timeout=60)
    for name, value in {"as": role, **chosen}.items():
        page.query_params[name] = value
    return page.run()


def words(page: AppTest) -> str:
    assert not page.exception, page.exception
    parts = [*page.header, *page.markdown, *page.caption, *page.success, *page.warning]
    text = "\n".join(str(one.value).replace("\\", "") for one in parts)
    return text + "\n".join(one.value.to_csv().replace("\\", "") for one in page.table)


def test_without_a_plan_it_says_who_supplies_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look_at(tmp_path, monkeypatch)
    assert "尚无责任清单" in words(opened())


def test_the_office_enters_an_example_only_with_its_approver(filled: Engine) -> None:
    page = opened()
    assert (
        page.header[0].value == "本年正面典型 0 例、反面典型 0 例；“五型”机关达标 0 家；“五型”班子达标 0 家"
    )
    page.selectbox(key="example_unit").set_value("滨湖街道")
    page.date_input(key="example_day").set_value(date(2022, 9, 20))
    page.text_area(key="example_words").set_value("代办员全程帮办")
    page = page.button(key="example_store").click().run()
    assert "审批人" in page.warning[0].value
    page.text_input(key="example_approver").set_value("卓敬言")
    page = page.button(key="example_store").click().run()
    assert page.header[0].value.startswith("本年正面典型 1 例")
    assert fetch_oversight(filled)["examples"]["approved_by"].tolist() == ["卓敬言"]
    assert "代办员全程帮办" in words(page)


def test_people_decide_and_the_list_shows_it_beside_the_criteria(filled: Engine) -> None:
    page = opened()
    page.selectbox(key="award_unit").set_value("S01")
    page.text_area(key="award_reason").set_value("区委常委会决定")
    page = page.button(key="award_store").click().run()
    said = words(page)
    assert "3 家单位中 0 家达到全部条件；已授予 1 家，不授予 0 家" in said
    assert "■ 授予 · 区委常委会决定 (lin)".replace("lin", "local") in said
    assert "✕ 1" in said  # a task far behind


def test_others_read_and_a_unit_sees_itself_alone(filled: Engine) -> None:
    for role in ("区领导", "纪检监察"):
        page = opened(role)
        assert "审批局" in words(page)
        assert [*page.button] == []
    own = words(opened("填报单位", me="滨湖街道"))
    assert "滨湖街道" in own
    assert "审批局" not in own
