"""Words on screen: English in the code, Chinese from the .po files beside this one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import polib  # reads gettext catalogues as they are, so no compile step stands between clone and run

from locales.english import of_one

CHINESE, ENGLISH = "zh", "en"
NAMES = {CHINESE: "中文", ENGLISH: "English"}  # each in its own words
LANGUAGES = tuple(NAMES)
_FOLDERS = {CHINESE: Path(__file__).parent / "zh_CN"}
_language: ContextVar[str] = ContextVar("language", default=CHINESE)


def language() -> str:
    """The language in use: ``zh`` (the default) or ``en``."""
    return _language.get()


def use_language(code: str) -> None:
    """Switch this thread (or task) to a language; raises ValueError for one that is not kept."""
    if code not in LANGUAGES:
        raise ValueError(f"language {code!r} is not one of {LANGUAGES}")
    _language.set(code)


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Use a language inside a ``with`` block only."""
    before = language()
    use_language(code)
    try:
        yield
    finally:
        use_language(before)


@cache
def catalogue(code: str) -> dict[str, str]:
    """English message → message in this language, of all its .po files; empty for English."""
    if code not in _FOLDERS:
        return {}
    entries = (entry for file in sorted(_FOLDERS[code].glob("*.po")) for entry in polib.pofile(str(file)))
    return {entry.msgid: entry.msgstr for entry in entries if entry.msgstr}


def _(message: str, /, **values: object) -> str:
    """The message in the language in use, with ``{name}`` filled from values.

    An untranslated message stays English; tests/test_locales.py fails on one.
    """
    text = catalogue(language()).get(message, message)
    if not values:
        return text
    filled = text.format(**values)
    return of_one(filled) if language() == ENGLISH else filled


def N_(message: str, /) -> str:  # noqa: N802 - gettext's own name
    """Mark a message for translation where it is kept as data; ``_`` translates it when shown."""
    return message


@cache
def _english() -> dict[str, str]:
    return {chinese: message for message, chinese in catalogue(CHINESE).items()}


def counterpart(text: str) -> str:
    """A word as the other language has it (Chinese ↔ English); a text that is in no catalogue stays itself."""
    return catalogue(CHINESE).get(text) or _english().get(text, text)


def is_same(one: str, other: str) -> bool:
    """Whether two words are the same, or one says in one language what the other says in the other.

    Both ways are tried: two English words may share their Chinese one.
    """
    return one == other or counterpart(one) == other or counterpart(other) == one
