"""The cells of the 报送 matrix: shape, word and versions of each, as long as there is room for."""

import altair as alt
import pandas as pd

from charts.report_strip import state_colour
from charts.theme import Look
from domain import figures
from domain.states import ReportState
from locales import N_, _

_TINT = {ReportState.MISSING: 0.3, ReportState.LATE: 0.22, ReportState.OPEN: 0.06, ReportState.ON_TIME: 0.08}
_LETTERS = {
    ReportState.ON_TIME: N_("T"),
    ReportState.LATE: N_("L"),
    ReportState.MISSING: N_("M"),
    ReportState.OPEN: N_("N"),
}


def cell_rows(reports: pd.DataFrame, places: dict[str, int], look: Look) -> pd.DataFrame:
    """One row a cell with its place, its colours, and its words: all, with a letter, as short as can be."""
    states = [ReportState(state) for state in reports["state"]]
    again = [f" ×{count}" if count > 1 else "" for count in reports["versions"]]
    left = reports["period"].map(places).astype("float64")
    return pd.DataFrame(
        {
            "row": reports["unit_id"],
            "unit_id": reports["unit_id"],
            "group": reports["group"],
            "period": reports["period"],
            "label": reports["label"],
            "left": left + 0.02,
            "right": left + 0.98,
            "middle": left + 0.5,
            "state": reports["state"],
            "colour": [state_colour(state, look) for state in states],
            "tint": [_TINT[state] for state in states],
            "word": [state.word for state in states],
            "long": [state.label + more for state, more in zip(states, again, strict=True)],
            "medium": [
                f"{state.shape}{_(_LETTERS[state])}{more.strip()}"
                for state, more in zip(states, again, strict=True)
            ],
            "brief": [f"{state.shape}{more[2:]}" for state, more in zip(states, again, strict=True)],
            "versions": reports["versions"],
            "received": [figures.moment(value) for value in reports["received_at"]],
            "due": [figures.moment(value) for value in reports["due_at"]],
            "file": reports["file_name"],
            "questions": reports["question_count"],
            "notices": reports["notice_count"],
        }
    )


def fitting_words(rows: pd.DataFrame, columns: float, look: Look) -> dict[str, str]:
    """A Vega expression: the longest words that every cell has room for at the width the chart has now."""
    cell = f"width/{columns:.4f}"
    needs = {
        name: max((_pixels(text, look) for text in rows[name]), default=0) for name in ("long", "medium")
    }
    return {
        "expr": f"{cell}>{needs['long']:.0f}?datum.long:{cell}>{needs['medium']:.0f}?datum.medium:datum.brief"
    }


def _pixels(text: str, look: Look) -> float:
    """About how wide a text is drawn: a Chinese character or a shape is as wide as high, others half of it."""
    return look.text * sum(1.0 if ord(letter) > 0x2000 else 0.6 for letter in text) + 8


def cell_tooltip() -> list[alt.Tooltip]:
    """What a pointer on a cell is told."""
    return [
        alt.Tooltip("label:N", title=_("Unit")),
        alt.Tooltip("period:N", title=_("Period")),
        alt.Tooltip("word:N", title=_("State")),
        alt.Tooltip("versions:Q", title=_("Versions")),
        alt.Tooltip("received:N", title=_("Received")),
        alt.Tooltip("due:N", title=_("Deadline")),
        alt.Tooltip("file:N", title=_("File")),
        alt.Tooltip("questions:Q", title=_("Questions")),
        alt.Tooltip("notices:Q", title=_("Notices")),
    ]


def grid_key(*, with_groups: bool) -> str:
    """What shapes, letters and numbers mean, for the line under the title. with_groups: groups have a line each."""
    parts = [
        f"{state.shape} {_(_LETTERS[state])} {state.word}"
        if _(_LETTERS[state]) not in state.word
        else state.label
        for state in ReportState
    ]
    key = _("{states}. ×2: two versions. Click a cell to read its file.", states="  ".join(parts))
    return " ".join([key, _("Line of a group: reported of all.")]) if with_groups else key
