"""Which specs the words of some rows could head at all: a quick look, so that the close one is taken at few."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from loaders.header_words import akin, named
from loaders.headers import spread, tells
from loaders.reader import Sheet
from loaders.specs.column import Spec


def likely(sheet: Sheet, rows: Mapping[int, dict[int, str]], specs: Sequence[Spec]) -> list[Spec]:
    """The specs of which these rows, those of ``header_rows``, have enough words; never one too few."""
    claimed: dict[Spec, set[str]] = {}
    for words in _words(sheet, rows):
        for spec, fields in _meanings(words, specs):
            claimed.setdefault(spec, set()).update(fields)
    return [spec for spec in specs if spec in claimed and tells(claimed[spec], spec)]


def _words(sheet: Sheet, rows: Mapping[int, dict[int, str]]) -> Iterator[str]:
    """Every title, and what it makes with the one below it where a header may stand on two rows."""
    for row, titles in rows.items():
        yield from titles.values()
        if row + 1 in rows:
            upper, lower = spread(sheet, row, titles), rows[row + 1]
            yield from (upper[column] + lower[column] for column in upper.keys() & lower.keys())


@lru_cache(maxsize=10_000)
def _meanings(title: str, specs: tuple[Spec, ...]) -> tuple[tuple[Spec, frozenset[str]], ...]:
    """The specs that have a column for a title, each with the fields it may mean."""
    found = ((spec, frozenset((named(spec, title), akin(spec, title))) - {""}) for spec in specs)
    return tuple((spec, fields) for spec, fields in found if fields)
