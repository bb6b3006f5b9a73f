"""What a spec is made of: a sheet and its columns, as data."""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from loaders import cells
from loaders.text import folded, header_word


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """One column: its canonical header, other words for it, and how its cells are read.

    ``required``: the sheet cannot be read without the column. ``filled``: every row must fill it.
    ``spread``: a value merged over several rows belongs to each of them (words do, figures do not).
    ``locked``: printed by the office for reference; compared with the plan, never taken as a report.
    ``like``: a pattern of further headers, for those that no column of the sheet lists (families.py).
    """

    field: str
    header: str
    parser: cells.Parser = cells.text
    also: tuple[str, ...] = ()
    like: str = ""
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    required: bool = False
    filled: bool = False
    spread: bool = True
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spec:
    """One sheet: canonical name, its other names, and the fields that tell its rows apart.

    ``key`` is the field that names a row; a row without it is looked at closely. ``tell`` are fields of
    which at least one must be in the header for a sheet to be taken for this one.
    """

    name: str
    kind: str
    columns: tuple[Column, ...]
    key: str
    also: tuple[str, ...] = ()
    tell: tuple[str, ...] = ()
    by_name: str = ""
    words: Mapping[str, str] = field(init=False)
    families: tuple[tuple[str, re.Pattern[str]], ...] = field(init=False)
    names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Work out header word → field, the fields' families of headers, and the folded sheet names."""
        words: dict[str, str] = {}
        for column in self.columns:
            for header in (column.header, *column.also):
                words.setdefault(header_word(header), column.field)
        object.__setattr__(self, "words", MappingProxyType(words))
        families = tuple((column.field, re.compile(column.like)) for column in self.columns if column.like)
        object.__setattr__(self, "families", families)
        object.__setattr__(self, "names", frozenset(folded(name) for name in (self.name, *self.also)))

    def column(self, name: str) -> Column:
        """The column of a field; raises KeyError for a field that the sheet has not."""
        for column in self.columns:
            if column.field == name:
                return column
        raise KeyError(name)


def words(*groups: str, **codes: str) -> Mapping[str, str]:
    """Folded word → value of a choice: ``words("企业 公司")`` maps both to 企业; codes map words to a code."""
    found = {folded(word): group.split()[0] for group in groups for word in group.split()}
    found |= {folded(word): code for code, listed in codes.items() for word in listed.split()}
    return MappingProxyType(found)
