"""The manual as the app shows it: a chapter for each kind of reader, read from docs/manual."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from accounts.roles import Role
from locales import CHINESE, N_, _, in_language

FOLDER = Path(__file__).parent.parent / "docs" / "manual"
REPORTING, OFFICE, LEADERS, ADMINISTRATORS = (
    N_("Reporting staff"),
    N_("Supervision office"),
    N_("Leaders"),
    N_("Administrators"),
)
CHAPTERS = (LEADERS, REPORTING, OFFICE, ADMINISTRATORS)  # the Chinese title of a chapter is its file's name
_OWN = {Role.UNIT: REPORTING, Role.OFFICE: OFFICE, Role.ADMIN: ADMINISTRATORS}
_PICTURE = re.compile(r"^!\[([^\]]*)\]\(([^)]+)\)$", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:)[^)]+\)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A screenshot and what is on it."""

    file: Path
    words: str


def own_chapter(role: Role) -> str:
    """The chapter that a role opens first."""
    return _OWN.get(role, LEADERS)


def chapter_file(chapter: str) -> Path:
    """Where a chapter is written."""
    with in_language(CHINESE):
        return FOLDER / f"{_(chapter)}.md"


@cache
def parts(chapter: str) -> tuple[str | Picture, ...]:
    """A chapter in order, text and pictures apart, without its heading; links to other files are their words."""
    text = _LINK.sub(r"\1", chapter_file(chapter).read_text("utf-8"))
    body = text.split("\n", 1)[1] if text.startswith("# ") else text
    pieces = _PICTURE.split(body)
    found: list[str | Picture] = []
    for at in range(0, len(pieces), 3):
        if pieces[at].strip():
            found.append(pieces[at].strip())
        if at + 2 < len(pieces):
            found.append(Picture((FOLDER / pieces[at + 2]).resolve(), pieces[at + 1]))
    return tuple(found)
