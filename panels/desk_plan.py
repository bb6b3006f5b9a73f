"""责任清单: the plan in force, and a revision dropped, compared and only then put in force."""

from hashlib import sha256

import pandas as pd
import streamlit as st

from domain import figures
from domain.light import Light
from loaders.bounds import FILE_BYTES, MEGABYTE
from locales import N_, _
from panels import cards, reads, session
from panels.desk_outcome import attempt
from panels.paper_table import paper_table, plain
from panels.upload_found import draw_found
from panels.upload_session import answers_to
from services.findings import desk as findings
from services.plan_changes import RULES
from services.plan_desk import PlanPreview, confirm_plan, preview_plan
from services.plan_history import PlanFile, fetch_plan_files
from services.reading_pool import reading

_PARTS = {
    "units": N_("Unit"),
    "tasks": N_("Task"),
    "projects": N_("Project"),
    "milestones": N_("Milestone"),
    "windows": N_("Period"),
    RULES: N_("Rules"),
}
_KINDS = {"added": N_("＋ added"), "removed": N_("－ removed"), "changed": N_("△ changed")}
_AT_ONCE = 300
_ROUND = "_desk_plan_round"


def draw_plan() -> None:
    """The plan's versions on the left; on the right the drop zone and what the dropped file would change."""
    store = session.store()
    if store.is_demo:
        st.caption(
            _(
                "Demo: a plan loaded here changes the demo only. Your own starts with: python manage.py import FOLDER"
            )
        )
    files = fetch_plan_files(store.engine)
    if not files:
        _drop(_("Drop the plan workbook: units, tasks, projects, milestones, periods, rules"))
        return
    left, right = st.columns([4, 8], gap="large")
    with left:
        _versions(files)
    with right:
        _drop(_("Revise the plan: drop the whole workbook"))


def _drop(title: str) -> None:
    cards.part_title(title)
    dropped = st.file_uploader(
        _("Plan workbook"),
        key=f"desk_plan_{st.session_state.get(_ROUND, 0)}",
        max_upload_size=FILE_BYTES // MEGABYTE,
        label_visibility="collapsed",
    )
    if dropped is None:
        st.caption(_("You see what it would change before anything is stored; history is never rewritten."))
    else:
        _dropped(dropped.name, dropped.getvalue())


def _versions(files: tuple[PlanFile, ...]) -> None:
    cards.part_title(_("Plan versions: {count}", count=len(files)))
    paper_table(
        pd.DataFrame(
            {
                _("Version"): [str(one.plan_id) for one in files],
                _("Holds from"): [one.valid_from or _("the beginning") for one in files],
                _("Received"): [figures.moment(one.received_at) for one in files],
                _("File"): [one.file_name for one in files],
                _("Number of tasks"): [str(one.tasks) for one in files],
            }
        )
    )


def _dropped(name: str, content: bytes) -> None:
    engine, actor, now = session.store().engine, session.actor(), reads.now()
    answers = answers_to(sha256(content).hexdigest())
    with st.spinner(_("Reading {name} …", name=name)):
        shown = preview_plan(engine, content, name, answers=answers, actor=actor, now=now, read=reading())
    colour, sentence = findings.plan_verdict(shown)
    st.header(f":{colour}[{plain(sentence)}]", anchor=False)
    if shown.can_save:
        st.button(
            _("Put it in force"),
            key="desk_plan_save",
            type="primary",
            icon=":material/check:",
            on_click=_save,
            args=(name, content),
        )
    draw_found(shown.checked)
    _changes(shown.changes)
    _effects(shown)


def _save(name: str, content: bytes) -> None:
    engine, actor, now = session.store().engine, session.actor(), reads.now()
    answers = answers_to(sha256(content).hexdigest())

    def act() -> str:
        number = confirm_plan(engine, content, name, answers=answers, actor=actor, now=now, read=reading())
        st.session_state[_ROUND] = int(st.session_state.get(_ROUND, 0)) + 1
        return _("Plan version {number} is stored.", number=number)

    attempt(act)


def _changes(changes: pd.DataFrame) -> None:
    if changes.empty:
        return
    cards.part_title(_("Against the plan in force: {count} differences", count=len(changes)))
    shown = changes.head(_AT_ONCE)
    frame = pd.DataFrame(
        {
            _("Part"): [_(_PARTS[part]) for part in shown["part"]],
            _("Kind"): [_(_KINDS[kind]) for kind in shown["kind"]],
            _("Code"): shown["item_id"],
            _("Name"): shown["name"],
            _("Field"): [field_word(field) for field in shown["field"]],
            _("Before"): shown["before"],
            _("After"): shown["after"],
        }
    )
    st.dataframe(frame, hide_index=True, key="desk_plan_changes", height=38 + 35 * min(len(frame), 12))
    if len(changes) > _AT_ONCE:
        st.caption(_("{count} more", count=len(changes) - _AT_ONCE))


def _effects(shown: PlanPreview) -> None:
    if shown.period is None:
        if shown.can_save and shown.valid_from:
            st.caption(_("No figure shown today changes: it speaks for later periods only."))
        return
    effects = shown.effects
    title = _("In {period}, {count} lights and scores would change", period=shown.period, count=len(effects))
    cards.part_title(plain(title))
    if effects.empty:
        return
    lights = {light.value: light.label for light in Light}
    frame = pd.DataFrame(
        {
            _("Name"): effects["name"],
            _("Before"): [lights.get(value, value) for value in effects["before"]],
            _("After"): [lights.get(value, value) for value in effects["after"]],
        }
    )
    st.dataframe(frame, hide_index=True, key="desk_plan_effects", height=38 + 35 * min(len(frame), 10))


_FIELDS = {
    "name": N_("Name"),
    "group": N_("Unit group"),
    "short_name": N_("Short name"),
    "aliases": N_("Aliases"),
    "head": N_("Head"),
    "deputy": N_("Deputy"),
    "contact": N_("Contact"),
    "dimension": N_("Dimension"),
    "lead_unit": N_("Lead unit"),
    "joint_units": N_("Joint units"),
    "start_on": N_("Start"),
    "due_on": N_("Due date"),
    "clause": N_("Clause"),
    "weight": N_("Weight"),
    "kind": N_("Kind of target"),
    "measure": N_("Measure"),
    "base": N_("Base value"),
    "target": N_("Target value"),
    "direction": N_("Direction"),
    "standard": N_("Standard"),
    "field": N_("Field of work"),
    "investment": N_("Investment"),
    "project_id": N_("Project"),
    "baseline_finish": N_("Planned finish"),
    "evidence": N_("Evidence wanted"),
    "starts_on": N_("First day"),
    "ends_on": N_("Last day"),
    "due_at": N_("Deadline"),
}


def field_word(field: str) -> str:
    """A field's name on screen; a rule keeps the name it has."""
    return _(_FIELDS[field]) if field in _FIELDS else field
