"""What a sender can take back of a file with problems: our template marked, or for a foreign file a list."""

from sqlalchemy import Engine

from loaders.check import Checked
from loaders.problem_list import problem_list
from locales import _
from services.reading_pool import ReadingStopped, marked
from services.timeline import plan_in_force
from store.previous import fetch_previous_milestones, fetch_previous_tasks
from store.queries import fetch_plans


def can_be_marked(engine: Engine, checked: Checked) -> bool:
    """Whether a file is from our template, of a unit and period that the plan has."""
    plans = fetch_plans(engine)
    if not checked.from_template or not plans or checked.unit_id is None or checked.period is None:
        return False
    plan = plan_in_force(plans, checked.period)
    return plan.unit(checked.unit_id) is not None and plan.window(checked.period) is not None


def taken_back(engine: Engine, content: bytes, checked: Checked) -> bytes:
    """The .xlsx to take back: the marked copy, else the list of problems. The file itself is never saved again."""
    unit_id, period = checked.unit_id, checked.period
    if unit_id is None or period is None or not can_be_marked(engine, checked):
        return problem_list(checked)
    plan = plan_in_force(fetch_plans(engine), period)
    previous = fetch_previous_tasks(engine, unit_id, period)
    milestones = fetch_previous_milestones(engine, unit_id, period)
    try:
        return marked(content, plan, unit_id, period, previous, milestones, checked.problems)
    except ReadingStopped:
        return problem_list(checked)


def taken_back_name(checked: Checked, *, is_marked: bool) -> str:
    """The name of that file, from the name of the sender's."""
    stem = checked.file.rpartition(".")[0] or checked.file
    return _("{stem} marked.xlsx", stem=stem) if is_marked else _("{stem} list of problems.xlsx", stem=stem)
