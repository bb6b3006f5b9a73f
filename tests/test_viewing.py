"""Who sees which period from where: snapshots for those who lead, live figures for those who run or watch it."""

import pytest

from accounts.roles import Action, Role, can
from services.viewing import (
    Reach,
    Source,
    may_choose_live,
    own_figures,
    ranked_period,
    source,
    visible_periods,
)
from tests.factories import briefed, line, plan, task, unit

PUBLISHED = frozenset({"2022-07", "2022-08"})
REACH = Reach(
    periods=("2022-07", "2022-08", "2022-09", "2022-10", "2022-11"),
    reported={
        "2022-07": frozenset({"S02"}),
        "2022-09": frozenset({"S01", "S02"}),
        "2022-10": frozenset({"S02"}),
    },
    published=PUBLISHED,
)
NONE, SNAPSHOT, LIVE, OWN = Source.NONE, Source.SNAPSHOT, Source.LIVE, Source.OWN

# role: source of a published period, the same when live is wished for, of an unpublished one, periods to choose
TABLE = {
    Role.LEADER: (SNAPSHOT, SNAPSHOT, NONE, ("2022-07", "2022-08")),
    Role.SCREEN: (SNAPSHOT, SNAPSHOT, NONE, ("2022-07", "2022-08")),
    Role.OFFICE: (SNAPSHOT, LIVE, LIVE, ("2022-07", "2022-08", "2022-09", "2022-10")),
    Role.DISCIPLINE: (SNAPSHOT, SNAPSHOT, LIVE, ("2022-07", "2022-08", "2022-09", "2022-10")),
    Role.UNIT: (SNAPSHOT, SNAPSHOT, OWN, ("2022-07", "2022-08", "2022-09")),
    Role.ADMIN: (NONE, NONE, NONE, ()),
}


def own(role: Role) -> str | None:
    return "S01" if role is Role.UNIT else None


def test_the_table_has_every_role() -> None:
    assert set(TABLE) == set(Role)


@pytest.mark.parametrize("role", TABLE)
def test_source_of_a_period_by_role(role: Role) -> None:
    published, wished, unpublished, _periods = TABLE[role]
    unit_id = own(role)
    assert source(role, "2022-08", PUBLISHED, unit_id=unit_id) is published
    assert source(role, "2022-08", PUBLISHED, live=True, unit_id=unit_id) is wished
    assert source(role, "2022-09", PUBLISHED, unit_id=unit_id) is unpublished
    assert source(role, "2022-09", PUBLISHED, live=True, unit_id=unit_id) is unpublished


@pytest.mark.parametrize("role", TABLE)
def test_periods_to_choose_by_role(role: Role) -> None:
    assert visible_periods(role, REACH, own(role)) == TABLE[role][3]


def test_a_unit_without_a_unit_sees_published_periods_only() -> None:
    assert visible_periods(Role.UNIT, REACH, None) == ("2022-07", "2022-08")


@pytest.mark.parametrize("role", Role)
def test_nobody_without_the_right_sees_an_unpublished_period_of_others(role: Role) -> None:
    seen = source(role, "2022-09", PUBLISHED, live=True, unit_id=own(role))
    assert (seen is LIVE) == can(role, Action.SEE_LIVE)


def test_the_switch_is_the_offices() -> None:
    assert [role for role in Role if may_choose_live(role)] == [Role.OFFICE]


def test_before_anything_is_published_leaders_have_no_period() -> None:
    fresh = Reach(periods=REACH.periods, reported=REACH.reported, published=frozenset())
    assert visible_periods(Role.LEADER, fresh) == ()
    assert visible_periods(Role.UNIT, fresh, "S01") == ("2022-09",)
    assert ranked_period(None, fresh) is None


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [(None, "2022-08"), ("2022-10", "2022-08"), ("2022-08", "2022-08"), ("2022-07", "2022-07")],
)
def test_units_see_the_newest_published_ranking_up_to_their_period(chosen: str | None, shown: str) -> None:
    assert ranked_period(chosen, REACH) == shown


def test_a_units_live_figures_are_its_own_and_without_ranks() -> None:
    two = plan(units=(unit("S01"), unit("S02")), tasks=(task("T1"), task("T2", lead_unit="S02")))
    whole = briefed(
        "2022-03",
        plans=two,
        lines=[
            line("2022-02", reported=0.1),
            line("2022-03", reported=0.2),
            line("2022-03", "T2", 0.3, unit_id="S02"),
        ],
    )
    assert whole.units["rank"].notna().all()
    mine = own_figures(whole, "S01")
    assert mine.units["unit_id"].tolist() == ["S01"]
    assert mine.tasks["task_id"].tolist() == ["T1"]
    assert mine.units["score"].notna().all()
    for column in ("rank", "previous_rank", "moved", "behind_next"):
        assert mine.units[column].isna().all(), column
    assert mine.unit_history["rank"].isna().all()
    for name in ("reports", "losses", "score_lines", "unit_history", "unit_dimensions"):
        assert set(getattr(mine, name)["unit_id"]) <= {"S01"}, name
    assert mine.units.dtypes.equals(whole.units.dtypes)
