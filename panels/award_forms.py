"""What the office writes on the page of examples and awards: an example with its approver, a decision with its reason."""

from datetime import date
from uuid import uuid4

import streamlit as st

from domain.awards import AwardKind
from domain.oversight import Example, ExampleType, Oversight
from domain.plan import Plan
from locales import _
from panels import reads, session
from panels.award_reads import Awards
from panels.desk_outcome import attempt, typed
from panels.filters import unit_names
from services.award_desk import decide_award
from services.oversight_desk import enter_oversight

_NUMBER = "_example_number"
_DAY, _UNIT, _TYPE = "example_day", "example_unit", "example_type"
_WORDS, _APPROVER = "example_words", "example_approver"
_KIND, _WHO, _WHAT, _WHY = "award_kind", "award_unit", "award_granted", "award_reason"


def draw_example_entry(plan: Plan, day: date) -> None:
    """Draw the form of a new example; it empties when it is stored."""
    state = st.session_state
    state.setdefault(_NUMBER, uuid4().hex)
    state.setdefault(_DAY, day)
    with st.container(border=True, key="example_entry"):
        st.markdown(f"**{_('Enter an example')}**")
        st.segmented_control(
            _("Type"),
            list(ExampleType),
            key=_TYPE,
            default=ExampleType.POSITIVE,
            required=True,
            format_func=lambda one: one.word,
            label_visibility="collapsed",
        )
        unit, when = st.columns([3, 2])
        unit.selectbox(
            _("Unit"), list(unit_names(plan)), key=_UNIT, index=None, placeholder=_("Choose a unit")
        )
        when.date_input(_("Day"), key=_DAY)
        st.text_area(_("What the case shows"), key=_WORDS, max_chars=500, height=90)
        st.text_input(_("Approved by"), key=_APPROVER, max_chars=40)
        st.button(
            _("Store the example"),
            key="example_store",
            type="primary",
            icon=":material/save:",
            on_click=lambda: attempt(lambda: _stored(plan)),
        )


def _stored(plan: Plan) -> str:
    state = st.session_state
    example = Example(
        happened_on=state[_DAY],
        unit_id=unit_names(plan).get(str(state.get(_UNIT)), ""),
        type=ExampleType(state.get(_TYPE) or ExampleType.POSITIVE).value,
        reason=" ".join(typed(_WORDS).split()),
        approved_by=typed(_APPROVER).strip(),
    )
    enter_oversight(
        session.store().engine,
        Oversight(examples=(example,)),
        actor=session.actor(),
        now=reads.now(),
        key=f"example/{state[_NUMBER]}",
    )
    state[_NUMBER], state[_WORDS], state[_APPROVER], state[_UNIT] = uuid4().hex, "", "", None
    return _("The example is stored.")


def draw_award_entry(plan: Plan, seen: Awards) -> None:
    """Draw the form by which people's decision on an award is stored."""
    if seen.briefing is None:
        return
    with st.container(border=True, key="award_entry"):
        st.markdown(f"**{_('Enter a decision on an award')}**")
        st.segmented_control(
            _("Award"),
            list(AwardKind),
            key=_KIND,
            default=AwardKind.OFFICE,
            required=True,
            format_func=lambda one: one.word,
            label_visibility="collapsed",
        )
        kind = AwardKind(st.session_state.get(_KIND) or AwardKind.OFFICE)
        _criteria, units = seen.lists[kind]
        fit = units.set_index("unit_id")["is_eligible"].to_dict()
        labels = units.set_index("unit_id")["label"].to_dict()
        st.selectbox(
            _("Unit"),
            list(fit),
            key=_WHO,
            index=None,
            placeholder=_("Choose a unit"),
            format_func=lambda code: f"{'✓' if fit.get(code) else '✕'} {labels.get(code, code)}",
        )
        granted = st.segmented_control(
            _("Decided"),
            [True, False],
            key=_WHAT,
            default=True,
            required=True,
            format_func=lambda one: _("Grant") if one else _("Refuse"),
            label_visibility="collapsed",
        )
        st.text_area(_("Reason, and who decided it"), key=_WHY, max_chars=500, height=90)
        st.button(
            _("Store the decision on the award"),
            key="award_store",
            type="primary",
            icon=":material/save:",
            on_click=lambda: attempt(lambda: _decided(plan, seen, kind, bool(granted))),
        )


def _decided(plan: Plan, seen: Awards, kind: AwardKind, is_granted: bool) -> str:
    unit_id = str(st.session_state.get(_WHO) or "")
    units = seen.lists[kind][1]
    decide_award(
        session.store().engine,
        plan,
        kind=kind,
        unit_id=unit_id,
        period=seen.briefing.period.code if seen.briefing else "",
        is_granted=is_granted,
        reason=typed(_WHY),
        is_eligible=bool(units.loc[units["unit_id"] == unit_id, "is_eligible"].any()),
        actor=session.actor(),
        now=reads.now(),
    )
    st.session_state[_WHY], st.session_state[_WHO] = "", None
    return _("The decision on the award is stored.")
