"""The filter row on top of every page: period, group, unit, dimension, kept in the URL."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from domain.dimension import Dimension
from domain.plan import Plan, Unit
from domain.unit_group import UnitGroup
from locales import _, is_same

PERIOD_KEY, GROUP_KEY, UNIT_KEY, DIMENSION_KEY = "period", "group", "unit", "dimension"


@dataclass(frozen=True, slots=True)
class Filters:
    """What was chosen; None = all (or, for the period, the newest with reports)."""

    period: str | None = None
    group: str | None = None
    unit: str | None = None
    dimension: str | None = None
    live: bool = False  # the office wants a published period as it stands now


def unit_names(plan: Plan) -> dict[str, str]:
    """Name shown in choices → unit code; a short name that two units share gives way to the full one."""
    labels = [unit.label for unit in plan.units]
    return {
        (unit.label if labels.count(unit.label) == 1 else f"{unit.name} {unit.unit_id}"): unit.unit_id
        for unit in plan.units
    }


def unit_words(plan: Plan) -> dict[str, str]:
    """Unit code → the name that stands for it in the unit filter."""
    return {unit_id: name for name, unit_id in unit_names(plan).items()}


def draw_filters(
    plan: Plan,
    periods: tuple[str, ...],
    fixed_unit: str | None = None,
    *,
    draw_source: Callable[[str], bool] | None = None,
) -> Filters:
    """Draw the row and give what is chosen; ``fixed_unit`` pins the unit for a unit's own staff.

    draw_source draws, at the row's end, where the chosen period's figures come from, and gives whether live ones
    are wished for.

    The words in the boxes are also what stands in the URL, so that an address can be read and sent.
    """
    groups = {
        group.word: group.value for group in UnitGroup if any(unit.group == group for unit in plan.units)
    }
    dimensions = {dimension.word: dimension.value for dimension in Dimension}
    with st.container(key="filters", horizontal=True, gap="small", vertical_alignment="center"):
        period = _choose(_("Period"), {code: code for code in reversed(periods)}, PERIOD_KEY, None, 150)
        group = _choose(_("Unit group"), groups, GROUP_KEY, _("All groups"), 170)
        units = unit_names(_within(plan, group, fixed_unit))
        unit = _choose(_("Unit"), units, UNIT_KEY, None if fixed_unit else _("All units"), 230)
        dimension = _choose(_("Dimension"), dimensions, DIMENSION_KEY, _("All dimensions"), 170)
        live = draw_source(period) if draw_source is not None and period is not None else False
    return Filters(period, group, unit, dimension, live)


def _within(plan: Plan, group: str | None, fixed_unit: str | None) -> Plan:
    def stays(unit: Unit) -> bool:
        if fixed_unit:
            return unit.unit_id == fixed_unit
        return group is None or unit.group.value == group

    return Plan(units=tuple(unit for unit in plan.units if stays(unit)))


def _choose(label: str, values: dict[str, str], key: str, everything: str | None, width: int) -> str | None:
    options = ([everything] if everything else []) + list(values)
    if not options:
        return None
    settle(key, options)
    chosen = st.selectbox(
        label,
        options,
        key=key,
        bind="query-params",
        width=width,
        label_visibility="collapsed",  # the values say what they are; the line saved is the finding's
    )
    return values.get(str(chosen))


def settle(key: str, options: Sequence[str]) -> None:
    """Make a choice, or what a sent address says, fit this run: in the other language's words it is translated, else dropped."""
    chosen = st.session_state.get(key, st.query_params.get(key))
    if chosen is None or chosen in options:
        return
    meant = next((option for option in options if is_same(option, str(chosen))), None)
    st.session_state.pop(key, None)
    if meant is not None:
        st.session_state[key] = meant
