"""What is said of the office's own data: how many workbooks there are, what a new one adds, who kept what."""

from collections.abc import Mapping

import pandas as pd

from domain import figures
from domain.light import Light
from locales import N_, _
from services.oversight_effect import OversightEffect

PARTS: Mapping[str, str] = {
    "inspections": N_("Inspections"),
    "ratings": N_("Ratings by enterprises and the public"),
    "promises": N_("Promises kept and speed"),
    "adjustments": N_("Points for and against"),
    "examples": N_("Examples"),
    "decisions": N_("Decisions of meetings"),
}


def standing(books: pd.DataFrame) -> str:
    """The finding over the page. books: ``store.oversight.fetch_books``."""
    files = books.loc[books["file_name"] != ""]
    if files.empty:
        return _("No oversight workbook has been kept yet")
    newest = files.iloc[-1]
    return _(
        "{count} oversight workbooks kept, the newest {name} on {at}",
        count=len(files),
        name=newest["file_name"],
        at=figures.moment(newest["received_at"]),
    )


def effect_rows(rows: pd.DataFrame) -> list[dict[str, str]]:
    """What a workbook would add and change, part by part; parts it does not speak of are left out.

    rows: ``OversightPreview.rows``.
    """
    spoken = rows.loc[rows[["added", "changed", "same"]].sum(axis=1) > 0]
    return [
        {
            _("Sheet"): _(PARTS[str(row["part"])]),
            _("New rows"): str(row["added"]),
            _("Changed"): str(row["changed"]),
            _("As known"): str(row["same"]),
        }
        for row in spoken.to_dict("records")
    ]


def effect_title(effect: OversightEffect) -> str:
    """The line above what would change in the newest period."""
    lights = int((effect.tasks["light_before"] != effect.tasks["light_after"]).sum())
    if effect.tasks.empty and effect.units.empty:
        return _("{period}: no task and no score would change", period=effect.period)
    return _(
        "{period}: {tasks} tasks would change, {lights} of them their light; {units} units their score",
        period=effect.period,
        tasks=len(effect.tasks),
        lights=lights,
        units=len(effect.units),
    )


def score_rows(effect: OversightEffect) -> list[dict[str, str]]:
    """Scores before and after, one row a unit."""
    return [
        {
            _("Unit"): row["label"],
            _("As it stands"): figures.score(row["before"]),
            _("With this workbook"): figures.score(row["after"]),
        }
        for row in effect.units.to_dict("records")
    ]


def task_rows(effect: OversightEffect) -> list[dict[str, str]]:
    """Completion and light before and after, one row a task."""
    return [
        {
            _("Task"): f"{row['name']} · {row['lead_label']}",
            _("As it stands"): f"{Light(row['light_before']).label} {figures.percent(row['before'])}",
            _("With this workbook"): f"{Light(row['light_after']).label} {figures.percent(row['after'])}",
        }
        for row in effect.tasks.to_dict("records")
    ]


def book_rows(books: pd.DataFrame) -> list[dict[str, str]]:
    """Number, file, period, when, by whom and how large, one a book."""
    return [
        {
            _("Number"): str(row["book_id"]),
            _("File"): row["file_name"],
            _("Period"): row["period"] or figures.NONE,
            _("Received"): figures.moment(row["received_at"]),
            _("Kept by"): row["submitted_by"],
            _("Size"): figures.bytes_size(int(row["size"])),
            "SHA-256": f"{row['sha256'][:12]}…",
        }
        for row in books.to_dict("records")
    ]
