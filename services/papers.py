"""Who may take which document away: of the district, of one unit; published figures, or live ones."""

from accounts.actor import Actor
from accounts.roles import Action, Forbidden, Role, can, check_can_see_unit
from locales import _
from services.briefing import Briefing


def check_can_take(actor: Actor, briefing: Briefing, unit_id: str | None = None) -> None:
    """Raise Forbidden where this person may not have a document of these figures.

    unit_id: whose document it is; None = the district's. Figures that are not published are for those who see live
    ones, and of its own for a unit.
    """
    actor.check_can(Action.TAKE_PAPERS)
    if unit_id is None:
        actor.check_can(Action.SEE_DISTRICT)
    else:
        check_can_see_unit(actor.role, actor.unit_id, unit_id)
    is_own = unit_id is not None and actor.role is Role.UNIT
    if briefing.frozen is None and not is_own and not can(actor.role, Action.SEE_LIVE):
        raise Forbidden(_("These figures are not published yet; documents are made of published ones."))
