"""Marked states: a value, a word and a shape in one line, and otherwise a string as before."""

import pickle

import pytest

from domain.light import Light
from domain.marked import Marked
from domain.states import IssueState, MilestoneState, ReportState
from locales import N_, in_language
from services.desk_board import UnitState
from services.period_states import PeriodState

STATES = (Light, ReportState, MilestoneState, IssueState, UnitState, PeriodState)


def test_a_state_reads_with_its_shape_in_both_languages() -> None:
    assert Light.BEHIND.label == "▲ 滞后"
    with in_language("en"):
        assert Light.BEHIND.label == "▲ Behind"


def test_a_state_is_its_value() -> None:
    assert Light("on_track") is Light.ON_TRACK
    assert f"{Light.ON_TRACK}" == Light.ON_TRACK.value == "on_track"
    assert pickle.loads(pickle.dumps(Light.ON_TRACK)) is Light.ON_TRACK  # noqa: S301 - its own bytes


@pytest.mark.parametrize("states", STATES)
def test_no_two_states_of_one_kind_look_or_read_alike(states: type[Marked]) -> None:
    assert len({one.shape for one in states}) == len({one.word for one in states}) == len(states)


def test_a_state_without_a_shape_is_refused() -> None:
    with pytest.raises(TypeError, match="needs a word and a shape"):

        class Bare(Marked):
            BARE = "bare", N_("Done")
