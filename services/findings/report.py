"""What is said of one report: its state, each of its versions, and how much the checker found."""

from datetime import datetime
from typing import Any

import pandas as pd

from domain import figures
from domain.period import Period
from domain.states import ReportState
from locales import N_, _
from services.lines import counted
from services.report_versions import ReportVersion, Standing

_STANDINGS = {
    Standing.COUNTS: N_("accepted, counts"),
    Standing.REPLACED: N_("accepted, a newer version took its place"),
    Standing.RETURNED: N_("returned"),
}


def report_title(row: "pd.Series[Any]", count: int) -> str:
    """The title over one report: its state and how many versions came. row: of ``Briefing.reports``."""
    values = {
        "unit": row["label"],
        "period": Period.parse(row["period"]).label,
        "state": ReportState(row["state"]).label,
    }
    return _("{unit} · {period} · {state} · versions: {count}", count=count, **values)


def nothing_came(row: "pd.Series[Any]") -> str:
    """What stands in place of versions where none came. row: of ``Briefing.reports``."""
    due = figures.moment(row["due_at"])
    if row["state"] == ReportState.OPEN:
        return _("Nothing has come yet; the deadline is {due}.", due=due)
    return _(
        "Nothing came; the deadline was {due}. Where there is an earlier report, its values stand, marked as carried.",
        due=due,
    )


def version_title(version: ReportVersion) -> str:
    """Number, punctuality and standing of a version, e.g. ``第 2 版 · ▲ 迟报 · 被退回``."""
    return _(
        "Version {number} · {time} · {standing}",
        number=version.version,
        time=_punctuality(version),
        standing=_(_STANDINGS[version.standing]),
    )


def _punctuality(version: ReportVersion) -> str:
    if version.is_late and version.is_correction:
        return _("○ correction after the deadline")
    return (ReportState.LATE if version.is_late else ReportState.ON_TIME).label


def version_lines(version: ReportVersion, due_at: datetime) -> list[tuple[str, str]]:
    """(name, words) of all that is known of a version; what is not known is —."""
    people = _(
        "{filled} / {signed}",
        filled=version.filled_by or figures.NONE,
        signed=version.signed_by or figures.NONE,
    )
    lines = [
        (_("Receipt"), version.receipt),
        (_("Received"), figures.moment(version.received_at)),
        (_("Deadline"), figures.moment(due_at)),
        (_("File"), _("{name}, {size}", name=version.file_name, size=figures.bytes_size(version.size))),
        (_("SHA-256"), _("{first}… (first 16 of 64)", first=version.sha256[:16])),
        (_("Filled in / signed by"), people),
        (_("Filled in on"), figures.day(version.filled_on)),
    ]
    if version.reason:
        lines.insert(0, (_("Returned because"), version.reason))
    if version.submitted_by:
        by = _("{name}, on the unit's behalf", name=version.submitted_by)
        lines.append((_("Sent by"), by if version.on_behalf else version.submitted_by))
    return lines


def found_count(version: ReportVersion) -> str:
    """How many problems of each severity a version has."""
    if not version.found:
        return _("The checker found nothing to remark")
    return _("The checker found: {counts}", counts=counted(version.found))
