"""Blocks of a slide as HTML, sized by the window: large numbers, tables, bars on one axis."""

from html import escape

from domain.light import Light
from locales import _
from panels.slide_timeline import timeline_html
from services.slides.model import Bar, Bars, Block, Cell, Figure, Figures, Table, Timeline, Tone
from services.slides.model import Column as TableColumn


def block_html(block: Block) -> str:
    """A block as HTML; all text in it is escaped."""
    if isinstance(block, Figures):
        return f'<div class="figures">{"".join(_figure(one) for one in block.items)}</div>'
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Timeline):
        return timeline_html(block)
    return _bars(block)


def light_class(light: Light | None) -> str:
    """The CSS class that gives a light's colour; "" = none."""
    return "" if light is None else f" light-{light.value}"


def rest_html(text: str) -> str:
    """The line that counts what the rows leave out."""
    return f'<p class="rest">{escape(text)}</p>' if text else ""


def _figure(figure: Figure) -> str:
    note = f"<small>{escape(figure.note)}</small>" if figure.note else ""
    return (
        f'<div class="figure{light_class(figure.light)}"><span>{escape(figure.label)}</span>'
        f"<b>{escape(figure.value)}</b>{note}</div>"
    )


def _table(table: Table) -> str:
    title = f"<h2>{escape(table.title)}</h2>" if table.title else ""
    whole = sum(column.share for column in table.columns)
    widths = "".join(f'<col style="width:{column.share / whole:.2%}">' for column in table.columns)
    heads = "".join(f'<th scope="col"{_side(column)}>{escape(column.title)}</th>' for column in table.columns)
    rows = "".join(_row(table.columns, row) for row in table.rows)
    foot = f'<tr class="foot">{_cells(table.columns, table.foot)}</tr>' if table.foot else ""
    body = (
        f"<table><colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}{foot}</tbody></table>"
        if table.rows or foot
        else f'<p class="nothing">{escape(_("Nothing to show."))}</p>'
    )
    return f'<div class="part">{title}{body}{rest_html(table.rest)}</div>'


def _row(columns: tuple[TableColumn, ...], cells: tuple[Cell, ...]) -> str:
    return f"<tr>{_cells(columns, cells)}</tr>"


def _cells(columns: tuple[TableColumn, ...], cells: tuple[Cell, ...]) -> str:
    return "".join(_cell(column, cell) for column, cell in zip(columns, cells, strict=True))


def _cell(column: TableColumn, cell: Cell) -> str:
    tone = "" if cell.tone is Tone.PLAIN else f" {cell.tone.value}"
    note = f"<small>{escape(cell.note)}</small>" if cell.note else ""
    number = " number" if column.is_number else ""
    return (
        f'<td class="cell{tone}{number}{light_class(cell.light)}"><div>{escape(cell.text)}{note}</div></td>'
    )


def _side(column: TableColumn) -> str:
    return ' class="number"' if column.is_number else ""


def _bars(bars: Bars) -> str:
    rows = []
    for number, bar in enumerate(bars.rows):
        rows.append(_bar(bar, bars.top))
        if number == bars.gap_after:
            rows.append(f'<p class="gap">⋮ {escape(bars.gap_text)}</p>')
    if not rows:
        rows.append(f'<p class="nothing">{escape(_("Nothing to show."))}</p>')
    return f'<div class="bars">{"".join(rows)}</div>{rest_html(bars.rest)}'


def _bar(bar: Bar, top: float) -> str:
    note = f"<small>{escape(bar.note)}</small>" if bar.note else ""
    drawn = "".join(
        f'<i class="{name}" style="{side}:{_share(value, top)}"></i>'
        for name, side, value in (
            ("fill", "width", bar.value),
            ("dot", "left", bar.before),
            ("tick", "left", bar.mark),
        )
        if value is not None
    )
    return (
        f'<div class="bar{light_class(bar.light)}"><div class="label">{escape(bar.label)}{note}</div>'
        f'<div class="track" aria-hidden="true">{drawn}</div>'
        f'<b class="text">{escape(bar.text)}</b><span class="more">{escape(bar.more)}</span></div>'
    )


def _share(value: float, top: float) -> str:
    """Where on the axis, as a CSS length; beyond its ends at the end."""
    return f"{min(max(value / top, 0.0), 1.0):.2%}"
