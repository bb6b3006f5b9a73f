"""A workbook of accounts to be made → its rows with their addresses; what they mean is for the account desk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.cells import Facts, text
from loaders.reader import Sheet, address, read_workbook
from loaders.specs.accounts import HEADERS, REQUIRED, ROLE_WORDS
from loaders.text import folded, header_word

_HEADER_ROWS = 20
_WORDS = {header_word(word): field for field, listed in HEADERS.items() for word in listed}


class NoAccountList(Exception):  # noqa: N818 - it is an answer to the sender, not a failure of ours
    """No sheet of the workbook has the columns of a list of accounts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """One person as listed; ``cells`` tells where each field stands, e.g. ``账号!A3``; empty texts are "".

    role: as accounts.roles spells it where the word is known, else the word itself.
    """

    name: str
    person: str
    role: str
    unit: str
    cells: Mapping[str, str]


def account_rows(content: bytes) -> tuple[AccountRow, ...]:
    """The rows of the first sheet that is a list of accounts; raises Refused for a file that is no workbook."""
    workbook = read_workbook(content)
    for sheet in workbook.sheets:
        for number, row in list(sheet.rows.items())[:_HEADER_ROWS]:
            facts = Facts(date1904=workbook.date1904)
            fields = {_WORDS.get(header_word(text(cell, facts)), ""): column for column, cell in row.items()}
            if all(field in fields for field in REQUIRED):
                fields.pop("", None)
                return tuple(_rows(sheet, number, fields, facts))
    raise NoAccountList


def _rows(sheet: Sheet, header: int, fields: Mapping[str, int], facts: Facts) -> Iterator[AccountRow]:
    for number, row in sheet.rows.items():
        values = {
            field: text(row[fields[field]], facts) if fields.get(field) in row else "" for field in HEADERS
        }
        if number <= header or not any(values.values()):
            continue
        cells = {
            field: f"{sheet.name}!{address(number, fields.get(field, fields[REQUIRED[0]]))}"
            for field in HEADERS
        }
        role = ROLE_WORDS.get(folded(values["role"]), values["role"])
        yield AccountRow(**{**values, "role": role}, cells=cells)
