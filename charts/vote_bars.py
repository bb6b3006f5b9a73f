"""评价: one bar a unit, votes against to the left and for to the right, every count printed, raw and counted score beside."""

import altair as alt
import pandas as pd

from charts.components import mixed
from charts.theme import Look, finished
from domain import figures
from locales import _
from metrics.rating import GRADES, NEGATIVE

PICK = "pick"
_ROW, _HEAD = 30, 34
_STEP = 54
_AGAINST = tuple(reversed(NEGATIVE))  # from the outside to the middle
_FOR = tuple(reversed(GRADES[:3]))  # from the middle to the outside
_SCORES = {"valid": 52, "raw": 58, "counted": 92}  # widths of the columns behind the counts [px]
_NAMES, _PAD = 130, 8  # pixels for the names and after them
_SIDE = _STEP * len(GRADES) + sum(_SCORES.values()) + 12


def vote_bars(rows: pd.DataFrame, look: Look, *, room: int = 0, least: float = 0.0) -> alt.TopLevelMixin:
    """Units from top to bottom in the order of the rows; selecting one gives its ``unit_id`` under the name PICK.

    rows: ``Briefing.voices`` of one voter group. Charts below each other share room, the pixels that names take, and
    least [−1–0], the end of the longest bar against: then their middle lines stand below each other.
    """
    drawn = _rows(rows)
    names = dict(zip(drawn["unit_id"], drawn["label"], strict=True))
    y = alt.Y("unit_id:N", sort=list(names), title=None, axis=_axis(names, room))
    base = alt.Chart(drawn).encode(y=y)
    pick = alt.selection_point(name=PICK, fields=["unit_id"], on="click", empty=False)
    ground = (
        base.mark_rect(color=look.palette.accent_soft, opacity=0.001, cursor="pointer")
        .encode(x=alt.XValue(0), x2=alt.X2Value(alt.expr("width")))
        .add_params(pick)
    )
    picture = alt.layer(ground, *_stack(segments(drawn), y, look, least), *_columns(base, look))
    table = {_("Unit"): drawn["label"], **{word: drawn[field] for field, word in _headings().items()}}
    return finished(picture.properties(height=_ROW * len(drawn) + _HEAD), look, table=table)


def _rows(rows: pd.DataFrame) -> pd.DataFrame:
    scored = zip(rows["shrunk"], rows["scored"], strict=True)
    return rows[["unit_id", "label", *GRADES, "valid"]].assign(
        raw=[f"{value:.1f}" if pd.notna(value) else figures.NONE for value in rows["raw"]],
        counted=[figures.score(value) if is_scored else _("sample too small") for value, is_scored in scored],
    )


def segments(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a segment: unit_id, grade, start, end [share of the unit's votes, against it below 0]."""
    shares = rows[list(GRADES)].div(rows["valid"].where(rows["valid"] > 0), axis=0)
    ends = {"unit_id": rows["unit_id"]}
    parts = []
    for grades, sign in ((_FOR, 1), (tuple(reversed(_AGAINST)), -1)):
        reached = shares[list(grades)].cumsum(axis=1) * sign
        for grade in grades:
            end = reached[grade]
            parts.append(
                pd.DataFrame(ends | {"grade": grade, "start": end - sign * shares[grade], "end": end})
            )
    whole = pd.concat(parts, ignore_index=True)
    return whole.loc[whole["start"] != whole["end"]]


def _stack(parts: pd.DataFrame, y: alt.Y, look: Look, least: float) -> list[alt.Chart]:
    """The bars, and the line that parts against from for."""
    palette = look.palette
    least = min(float(parts[["start", "end"]].to_numpy().min(initial=0.0)), least, -0.05)
    scale = alt.Scale(domain=[least, 1], nice=False, range=[0, alt.expr(f"width - {_SIDE}")])
    bars = (
        alt.Chart(parts)
        .mark_bar(height={"band": 0.6}, stroke=palette.paper, strokeWidth=1)
        .encode(
            y=y,
            x=alt.X("start:Q", scale=scale, axis=None),
            x2=alt.X2("end:Q"),
            color=alt.Color("grade:N", scale=_colours(look), legend=None),
        )
    )
    middle = (
        alt.Chart(pd.DataFrame({"at": [0.0]}))
        .mark_rule(color=palette.ink, strokeWidth=2)
        .encode(x=alt.X("at:Q", scale=scale))
    )
    return [bars, middle]


def _columns(base: alt.Chart, look: Look) -> list[alt.Chart]:
    """Counts by grade, n, raw and counted score, each under its head."""
    charts, right, palette = [], 0, look.palette
    for field, word in reversed(_headings().items()):
        strong = field in ("counted", *NEGATIVE)
        at = alt.value(alt.expr(f"width - {right + 2}"))
        charts += [
            base.mark_text(
                align="right",
                fontWeight="bold" if strong else "normal",
                fill=palette.critical if field in NEGATIVE else palette.ink,
            ).encode(x=at, text=alt.Text(f"{field}:N")),
            alt.Chart(pd.DataFrame({"word": [word]}))
            .mark_text(align="right", baseline="bottom", fill=palette.muted)
            .encode(x=at, y=alt.YValue(-6), text=alt.Text("word:N")),
        ]
        right += _SCORES.get(field, _STEP)
    return charts


def _headings() -> dict[str, str]:
    grades = (_("very +"), _("+"), _("fair"), _("−"), _("very −"))
    return dict(zip(GRADES, grades, strict=True)) | {
        "valid": _("votes"),
        "raw": _("raw"),
        "counted": _("counted"),
    }


def _colours(look: Look) -> alt.Scale:
    palette = look.palette
    shades = [mixed(palette.accent, palette.paper, share) for share in (0.0, 0.4, 0.7)]
    return alt.Scale(
        domain=list(GRADES), range=[*shades, mixed(palette.critical, palette.paper, 0.45), palette.critical]
    )


def _axis(names: dict[str, str], room: int) -> alt.Axis:
    pairs = ",".join(f"{_quoted(code)}:{_quoted(label)}" for code, label in names.items())
    return alt.Axis(
        ticks=False,
        domain=False,
        labelPadding=_PAD,
        labelLimit=_NAMES,
        labelExpr=f"({{{pairs}}})[datum.value]",
        minExtent=min(room, _NAMES) + _PAD,
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def deepest(rows: pd.DataFrame) -> float:
    """The largest share of votes against in the rows, below 0: 3 of 12 are −0.25; 0 without rows."""
    against = rows[list(NEGATIVE)].sum(axis=1) / rows["valid"].where(rows["valid"] > 0)
    return -float(against.max()) if against.notna().any() else 0.0


def vote_key() -> str:
    """How to read the bars, for the line under the title."""
    return _(
        "Bar: shares of the votes; left of the line dissatisfied and very dissatisfied, right of it fairly satisfied, satisfied, very satisfied. Click a unit to open its page."
    )
