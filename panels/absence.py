"""The state of a page without figures: no plan yet, or nothing published yet, and who can change that."""

from accounts.roles import Action, Role, can
from locales import _
from panels import cards, reads, session


def draw_absence() -> None:
    """Say what is missing and who supplies it."""
    if reads.plan() is None:
        cards.no_plan()
        return
    role = session.viewer(reads.plan()).role
    if not can(role, Action.SEE_RANKING):
        cards.empty(
            _("There are no figures here for you."), _("Your role keeps the system and sees no scores.")
        )
    elif role is Role.UNIT:
        cards.empty(
            _("No period has been published yet."),
            _(
                "Your own figures stand on the unit page once your report is in; the ranking follows when published."
            ),
        )
    else:
        cards.empty(
            _("No period has been published yet."),
            _("The supervision office publishes a period when its reports are in: Periods, then Publish."),
        )
