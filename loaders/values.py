"""Raw text of a cell → Cell: one maker for each combination of type and format, made once a sheet."""

from collections.abc import Callable
from typing import TypeAlias

from loaders import bounds
from loaders.grid import Cell
from loaders.refusal import Refused

Maker: TypeAlias = Callable[[str], Cell | None]  # None: blank
_new = tuple.__new__  # a third of the time of Cell(…)


class Makers:
    """Makers of a sheet's cells by type (``n``, ``s``, ``str`` …) and style index, as cells write them."""

    def __init__(self, styles: dict[str, str], strings: list[str], part: str) -> None:
        self._styles = styles
        self._strings = strings
        self._part = part
        self._made: dict[tuple[str, str], Maker] = {}

    def maker(self, kind: str, index: str) -> Maker:
        """The maker for a type and a style index ("0" when the cell names none)."""
        key = kind, self.style(index)
        if key not in self._made:
            self._made[key] = self._maker(*key)
        return self._made[key]

    def style(self, index: str) -> str:
        """Kind of number format behind a style index."""
        return self._styles.get(index, "general")

    def formula(self, kind: str, index: str, raw: str | None) -> Cell:
        """A formula cell with its cached result; None, or nothing but an empty number, is no result."""
        cell = self.maker(kind, index)(raw) if raw is not None else None
        if cell is not None:
            return cell._replace(formula=True)
        if raw is not None and kind == "str":
            return Cell("", "s", self.style(index), True)
        return Cell(None, "", self.style(index), True)

    def _maker(self, kind: str, style: str) -> Maker:
        if kind == "n":
            return _numbers(style)
        if kind == "s":
            return _Shared(self._strings, style, self._part).__getitem__
        if kind == "b":
            return lambda raw: Cell(raw.strip() in ("1", "true"), "b", style, False) if raw.strip() else None
        if kind in ("e", "d"):
            return lambda raw: Cell(raw.strip(), kind, style, False) if raw.strip() else None
        return _texts(style, self._part)


def _texts(style: str, part: str) -> Maker:
    def text(raw: str) -> Cell | None:
        if not raw:
            return None
        if len(raw) > bounds.TEXT:
            raise Refused("text_too_long", part=part)
        return _new(Cell, (raw, "s", style, False))

    return text


def _numbers(style: str) -> Maker:
    def number(raw: str) -> Cell | None:
        try:
            value = float(raw)
        except ValueError:
            return Cell(raw.strip(), "s", style, False) if raw.strip() else None
        if value - value != 0.0:  # "nan" and "inf" are no numbers of a sheet
            return Cell(raw.strip(), "s", style, False)
        return _new(Cell, (value, "n", style, False))

    return number


class _Shared(dict[str, Cell | None]):
    """Index of a shared text, as cells write it → Cell, each made once."""

    def __init__(self, strings: list[str], style: str, part: str) -> None:
        super().__init__()
        self._strings = strings
        self._style = style
        self._part = part

    def __missing__(self, raw: str) -> Cell | None:
        index = raw.strip()
        if not index:
            return None
        if not (index.isdecimal() and len(index) < 8 and int(index) < len(self._strings)):
            raise Refused("damaged", part=self._part)
        text = self._strings[int(index)]
        self[raw] = found = Cell(text, "s", self._style, False) if text else None
        return found
