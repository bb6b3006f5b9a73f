"""会议模式: the slides of a meeting, full screen, by keys alone."""

from accounts.roles import Action, can
from panels import meeting_reads, reads, session
from panels.absence import draw_absence
from panels.meeting_stage import draw_stage


def render() -> None:
    """Draw the page."""
    stage = meeting_reads.stage()
    if stage is None:
        draw_absence()
        return
    role = session.viewer(reads.plan()).role
    draw_stage(stage, can_write=can(role, Action.KEEP_OVERSIGHT))
