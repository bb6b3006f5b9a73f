"""Raw text of a cell → Cell: one maker for each combination of type and format, made once a sheet."""

from collections.abc import Callable
from typing import TypeAlias

from loaders import bounds
from loaders.grid import Cell
from loaders.markup import pairs
from loaders.refusal import Refused

Maker: TypeAlias = Callable[[str], Cell | None]  # None: blank
_KEPT = 2_000  # combinations kept; honest sheets have dozens
_new = tuple.__new__


class Makers(dict[tuple[str, ...], Maker]):
    """Attributes of a cell after its address → maker of such cells; ``doubt`` is told of trailing spaces."""

    def __init__(
        self, styles: dict[str, str], strings: list[str], part: str, doubt: Callable[[], None]
    ) -> None:
        super().__init__()
        self._styles = styles
        self._strings = strings
        self._part = part
        self._doubt = doubt
        self._characters = 0
        self._shared: dict[str, _Shared] = {}

    def __missing__(self, key: tuple[str, ...]) -> Maker:
        maker = self._maker(pairs(list(key)).get("t", "n"), self.style(key))
        if len(self) < _KEPT:
            self[key] = maker
        return maker

    def style(self, key: tuple[str, ...]) -> str:
        """Kind of number format of cells with these attributes."""
        return self._styles.get(pairs(list(key)).get("s", "0"), "general")

    def unfilled(self, key: tuple[str, ...], *, cached: bool) -> Cell:
        """A formula cell that shows nothing: an empty text result if the file holds one, else no result."""
        if cached and pairs(list(key)).get("t") == "str":
            return Cell("", "s", self.style(key), True)
        return Cell(None, "", self.style(key), True)

    def _maker(self, kind: str, style: str) -> Maker:
        if kind == "n":
            return self._number(style)
        if kind == "s":
            if style not in self._shared:
                self._shared[style] = _Shared(self._strings, style, self._part)
            return self._shared[style].__getitem__
        if kind == "b":
            return lambda raw: Cell(raw.strip() in ("1", "true"), "b", style, False) if raw.strip() else None
        if kind in ("e", "d"):
            return lambda raw: Cell(raw.strip(), kind, style, False) if raw.strip() else None
        return self._text(style)

    def _number(self, style: str) -> Maker:
        def number(raw: str) -> Cell | None:
            try:
                value = float(raw)
            except ValueError:
                return Cell(raw.strip(), "s", style, False) if raw.strip() else None
            if value - value != 0.0:  # "nan" and "inf" are no numbers of a sheet
                return Cell(raw.strip(), "s", style, False)
            return _new(Cell, (value, "n", style, False))

        return number

    def _text(self, style: str) -> Maker:
        def text(raw: str) -> Cell | None:
            if not raw:
                return None
            if raw[-1] <= " ":
                self._doubt()
            self._characters += len(raw)
            if len(raw) > bounds.TEXT or self._characters > bounds.ALL_TEXT:
                raise Refused("text_too_long", part=self._part)
            return _new(Cell, (raw, "s", style, False))

        return text


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
