"""自报与核验: one row a task checked, reported and found as a pair of dots on one line, the widest claim first."""

import altair as alt
import pandas as pd

from charts.row_ground import row_ground
from charts.theme import Look, finished
from domain import figures
from locales import _

PICK = "checked_task"
_ROW, _HEAD = 32, 24
_UNIT = 124  # pixels for the unit's name
_NAME = 0.46  # share of the width for the words
_NUMBERS = 214  # pixels for the figures on the right
_COLUMNS = {"told": 150, "found": 86, "claimed": 22}  # right edges [px] from the right
_HEADS = (150, 86, 2)  # the same of the words over them, the last one as wide as its sign


def check_pairs(rows: pd.DataFrame, look: Look, *, with_unit: bool = True) -> alt.TopLevelMixin:
    """Pairs of dots from top to bottom; selecting a row gives its ``task_id`` under the name PICK.

    rows: ``services.check_tables.pairs``: task_id, label, name, reported, verified [0–1], claimed, flagged.
    with_unit: False where all rows are of one unit, whose name stands above.
    """
    drawn = _rows(rows)
    y = alt.Y("task_id:N", sort=drawn["task_id"].tolist(), axis=None)
    base = alt.Chart(drawn).encode(y=y)
    ground = row_ground(base, look, name=PICK, field="task_id")
    layers = [
        ground,
        *_words(base, look, with_unit),
        *_dots(base, look),
        *_numbers(base, look),
        *_heads(look),
    ]
    picture = alt.layer(*layers).properties(height=_ROW * max(len(drawn), 1) + _HEAD)
    return finished(picture, look, table=_table(drawn))


def _table(drawn: pd.DataFrame) -> dict[str, list[str]]:
    return {
        _("Task"): drawn["name"].tolist(),
        _("Unit"): drawn["unit"].tolist(),
        _("As reported"): drawn["told"].tolist(),
        _("Value found"): drawn["found"].tolist(),
        _("Claimed [points]"): drawn["claimed"].tolist(),
        _("Differs by more than a tenth"): drawn["mark"].tolist(),
    }


def _rows(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "task_id": rows["task_id"],
            "unit": rows["label"],
            "name": rows["name"],
            "reported": rows["reported"],
            "verified": rows["verified"],
            "told": [figures.percent(value) for value in rows["reported"]],
            "found": [figures.percent(value) for value in rows["verified"]],
            "claimed": [figures.points(value) for value in rows["claimed"]],
            "flagged": rows["flagged"],
            "mark": ["◆" if flagged else "" for flagged in rows["flagged"]],
        }
    )


def _words(base: alt.Chart, look: Look, with_unit: bool) -> list[alt.Chart]:
    start = _UNIT if with_unit else 0
    unit = base.mark_text(align="left", fontWeight="bold", limit=_UNIT - 6).encode(
        x=alt.XValue(4), text=alt.Text("unit:N")
    )
    name = base.mark_text(
        align="left",
        fill=look.palette.muted if with_unit else look.palette.ink,
        limit=alt.expr(f"width * {_NAME} - {start + 22}"),
    ).encode(x=alt.XValue(start + 4), text=alt.Text("name:N"))
    return [unit, name] if with_unit else [name]


def _dots(base: alt.Chart, look: Look) -> list[alt.Chart]:
    palette = look.palette
    scale = alt.Scale(
        domain=[0, 1],
        clamp=True,
        nice=False,
        range=[alt.expr(f"width * {_NAME} + 8"), alt.expr(f"width - {_NUMBERS}")],
    )
    track = (
        base.mark_rule(color=palette.grid, strokeWidth=1)
        .encode(x=alt.X("zero:Q", scale=scale, axis=None), x2=alt.X2("full:Q"))
        .transform_calculate(zero="0", full="1")
    )
    line = base.mark_rule(strokeWidth=4).encode(
        x=alt.X("verified:Q", scale=scale, axis=None),
        x2=alt.X2("reported:Q"),
        color=alt.condition("datum.flagged", alt.value(palette.critical), alt.value(palette.faint)),
    )
    told = base.mark_point(size=105, filled=True, opacity=1, fill=palette.paper, stroke=palette.ink).encode(
        x=alt.X("reported:Q", scale=scale, axis=None)
    )
    found = base.mark_point(size=105, filled=True, opacity=1, color=palette.accent).encode(
        x=alt.X("verified:Q", scale=scale, axis=None)
    )
    return [track, line, told, found]


def _numbers(base: alt.Chart, look: Look) -> list[alt.Chart]:
    red = alt.condition("datum.flagged", alt.value(look.palette.critical), alt.value(look.palette.ink))
    return [
        base.mark_text(align="right", fill=look.palette.muted).encode(
            x=_at(_COLUMNS["told"]), text=alt.Text("told:N")
        ),
        base.mark_text(align="right").encode(x=_at(_COLUMNS["found"]), text=alt.Text("found:N")),
        base.mark_text(align="right", fontWeight="bold").encode(
            x=_at(_COLUMNS["claimed"]), text=alt.Text("claimed:N"), color=red
        ),
        base.mark_text(align="right", fill=look.palette.critical).encode(x=_at(2), text=alt.Text("mark:N")),
    ]


def _heads(look: Look) -> list[alt.Chart]:
    """What the figures on the right are, each word over its column."""
    words = (_("reported"), _("found"), _("gap, points"))
    return [
        alt.Chart(pd.DataFrame({"word": [word]}))
        .mark_text(align="right", baseline="bottom", fill=look.palette.muted)
        .encode(x=_at(edge), y=alt.YValue(-4), text=alt.Text("word:N"))
        for edge, word in zip(_HEADS, words, strict=True)
    ]


def _at(from_right: int) -> alt.XValue:
    return alt.value(alt.expr(f"width - {from_right}"))  # type: ignore[return-value]
