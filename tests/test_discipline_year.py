"""The year of reports: shares by unit, counts by month, and what stands in a month's cell."""

from datetime import UTC, datetime, timedelta

from domain.period import Period
from services.discipline_year import by_month, by_unit, months_of, unit_months
from tests.factories import briefed, filed, plan, unit

LATE = datetime(2022, 3, 20, tzinfo=UTC)


def reports(periods=("2022-01", "2022-02", "2022-03"), submissions=(), now=datetime(2022, 4, 2, tzinfo=UTC)):
    two = plan(periods, units=(unit("S01"), unit("S02")))
    return briefed(periods[-1], plans=two, submissions=list(submissions), now=now).reports


def some():
    return reports(
        submissions=[
            filed("2022-01", submission_id=1),
            filed("2022-02", submission_id=2, received_at=LATE),
            filed("2022-01", "S02", submission_id=3),
            filed("2022-02", "S02", submission_id=4),
        ]
    )


def test_units_by_their_share_on_time_worst_first() -> None:
    rows = by_unit(some())[["unit_id", "on_time", "late", "missing", "due", "share"]]
    assert rows.values.tolist() == [["S01", 1, 1, 0, 2, 0.5], ["S02", 2, 0, 0, 2, 1.0]]


def test_a_month_whose_deadline_is_ahead_is_not_judged() -> None:
    assert months_of(some()) == ("2022-01", "2022-02")
    later = reports(now=datetime(2022, 4, 6, tzinfo=UTC))
    assert by_month(later).values.tolist() == [
        ["2022-01", "missing", 2],
        ["2022-02", "missing", 2],
        ["2022-03", "missing", 2],
    ]


def test_counts_by_month_and_state() -> None:
    assert by_month(some()).values.tolist() == [
        ["2022-01", "on_time", 2],
        ["2022-02", "on_time", 1],
        ["2022-02", "late", 1],
    ]


def test_a_cell_shows_the_state_of_its_only_period() -> None:
    cells = unit_months(some(), ("2022-01", "2022-02"))
    assert cells.loc["S01"].tolist() == ["●", "▲"]
    assert cells.loc["S02"].tolist() == ["●", "●"]


def test_weeks_are_counted_in_the_month_they_end_in() -> None:
    weeks = ("2022-W05", "2022-W06", "2022-W07")  # end on 6, 13 and 20 February
    late = datetime.combine(Period.parse("2022-W06").ends_on + timedelta(days=9), datetime.min.time(), UTC)
    rows = reports(
        weeks,
        [filed("2022-W05", submission_id=1), filed("2022-W06", submission_id=2, received_at=late)],
        datetime(2022, 3, 1, tzinfo=UTC),
    )
    assert unit_months(rows, months_of(rows)).to_dict() == {"2022-02": {"S01": "●1 ▲1 ✕1", "S02": "✕3"}}


def test_nothing_judged_yet_is_empty() -> None:
    none = reports(now=datetime(2022, 1, 2, tzinfo=UTC))
    assert (len(by_month(none)), months_of(none), len(unit_months(none, ())), by_unit(none)["due"].sum()) == (
        0,
        (),
        0,
        0,
    )
