"""Slide: what this meeting decides, as it is entered."""

import pandas as pd

from locales import _
from services.findings.listing import listed
from services.slides.model import NAMED, Slide, Table, counted_rest
from services.slides.since import decision_columns, decision_row


def slide(taken: pd.DataFrame) -> Slide:
    """A row a decision of this meeting, in the order of entry. taken: as frame ``decisions`` of a Briefing."""
    return Slide(
        key="decisions",
        name=_("Decisions of this meeting"),
        finding=finding(taken),
        blocks=() if taken.empty else (_table(taken),),
        sources=(
            _("Decisions: entered by the office during the meeting; open ones come first at the next one."),
        ),
    )


def _table(taken: pd.DataFrame) -> Table:
    newest = taken.tail(NAMED)
    return Table(
        columns=decision_columns(),
        rows=tuple(decision_row(row) for row in newest.to_dict("records")),
        rest=counted_rest(len(taken)),
    )


def finding(taken: pd.DataFrame) -> str:
    """How many decisions there are, and who is charged with them."""
    if taken.empty:
        return _("This meeting has decided nothing yet")
    units = list(dict.fromkeys(taken["labels"]))
    return _("Decided: {count}; charged: {units}", count=len(taken), units=listed(units))


def of_meeting(decisions: pd.DataFrame, meeting: str, day: pd.Timestamp) -> pd.DataFrame:
    """The rows of frame ``decisions`` that a meeting of this name and day made, in the order of entry."""
    mine = (decisions["meeting"] == meeting) & (decisions["assigned_on"] == day)
    return decisions.loc[mine].sort_values("book_id", kind="stable", ignore_index=True)
