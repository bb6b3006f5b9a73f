"""Charts made once for the same data: what was drawn is kept and given again until other data is to be drawn.

Making a chart is most of the time of a page, and pages run again at every click with the same figures.
"""

import pickle
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import Any, ParamSpec

import altair as alt
import streamlit as st

from charts.data_table import DataTable, table_of
from charts.drawn import Drawn
from locales import language

KEPT_BYTES = 64 * 1024 * 1024  # of specifications with their data, 10 to 300 KB each
_Given = ParamSpec("_Given")


class Shelf:
    """What was made, by what it was made of; the longest unused goes first when there is no room."""

    def __init__(self, room: int = KEPT_BYTES) -> None:
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._lock = Lock()
        self._room = room

    def get(self, key: bytes) -> bytes | None:
        """What is kept under a key; None for nothing."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: bytes, made: bytes) -> None:
        """Keep this, in the place of what was used longest ago."""
        with self._lock:
            self._room += len(self._kept.pop(key, b"")) - len(made)
            self._kept[key] = made
            while self._room < 0 and self._kept:
                self._room += len(self._kept.popitem(last=False)[1])


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """The shelf of this process, for all who look: a picture holds nothing but what it was given."""
    return Shelf()


@dataclass(slots=True)
class Picture:
    """A chart function with what it is to draw. Streamlit asks for the specification, then the table is known."""

    draw: Callable[..., alt.TopLevelMixin]
    given: tuple[object, ...]
    named: Mapping[str, object]
    table: DataTable | None = field(default=None, init=False)

    def to_dict(self) -> dict[str, Any]:
        """The specification with its data: kept from an earlier run, else made now.

        To be asked by st.altair_chart only, which has its own way of taking the data out of a chart in force.
        """
        key = sha256(pickle.dumps((self.draw, self.given, dict(self.named), language()))).digest()
        kept = shelf().get(key)
        if kept is None:
            kept = pickle.dumps(self._made())
            shelf().put(key, kept)
        spec, self.table = pickle.loads(kept)  # noqa: S301 - of this process alone; a copy, as Streamlit changes it
        return spec  # type: ignore[no-any-return]

    def _made(self) -> tuple[dict[str, Any], DataTable | None]:
        chart = self.draw(*self.given, **self.named)
        spec = Drawn(chart).to_dict()
        data: Mapping[str, Any] = alt.data_transformers.options.get("datasets", {})
        return spec | {"datasets": {**spec.get("datasets", {}), **data}}, table_of(chart)


def picture(
    draw: Callable[_Given, alt.TopLevelMixin], *given: _Given.args, **named: _Given.kwargs
) -> Picture:
    """``draw(*given, **named)``, made when it is shown and only where the same was not made before."""
    return Picture(draw, given, named)
