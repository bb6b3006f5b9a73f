"""What the upload page keeps of a browser session: answers, what was looked at, receipts; never the files' bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import streamlit as st

from loaders.problems import Problem
from services.intake import Receipt
from services.intake_preview import Preview

_KEPT, _ROUND = "_upload", "_upload_round"
_Key: TypeAlias = tuple[str, str | None, str | None]  # SHA-256, unit, period


@dataclass(slots=True)
class Desk:
    """One browser session's desk.

    answers: SHA-256 of a file → Problem.key → Option.key. shown: what was found, by all that decides it.
    refused: the files already written into the audit trail. receipts: of what was sent last. versions: the version that
    stood when a file was last shown; overtaken: files behind which a newer one stands that the clerk may not have seen.
    """

    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    shown: dict[tuple[object, ...], Preview] = field(default_factory=dict)
    refused: set[tuple[object, ...]] = field(default_factory=set)
    receipts: list[Receipt] = field(default_factory=list)
    versions: dict[_Key, int] = field(default_factory=dict)
    overtaken: set[_Key] = field(default_factory=set)

    def look(self, shown: Preview) -> None:
        """Note the version that stands behind a file on the page, and whether it has grown since the last look."""
        key = _key(shown)
        if shown.last_version > self.versions.setdefault(key, shown.last_version):
            self.overtaken.add(key)
        self.versions[key] = shown.last_version

    def is_overtaken(self, shown: Preview) -> bool:
        """Whether a version came in between, and no press of the button has been held back for it yet."""
        return _key(shown) in self.overtaken

    def accept(self, shown: Preview) -> None:
        """A press was held back: the next one sends."""
        self.overtaken.discard(_key(shown))

    def forget(self, unit_id: str, period: str) -> None:
        """One's own sending is no colleague's."""
        for key in [key for key in self.versions if key[1:] == (unit_id, period)]:
            del self.versions[key]
            self.overtaken.discard(key)


def _key(shown: Preview) -> _Key:
    return shown.checked.sha256, shown.checked.unit_id, shown.checked.period


def desk() -> Desk:
    """The desk of this session."""
    kept = st.session_state.get(_KEPT)
    if not isinstance(kept, Desk):
        kept = st.session_state[_KEPT] = Desk()
    return kept


def uploader_key() -> str:
    """The key of the drop zone; a new one after each sending, so that what was sent is gone from it."""
    return f"upload_files_{st.session_state.get(_ROUND, 0)}"


def clear_uploader() -> None:
    """Empty the drop zone at the next run."""
    st.session_state[_ROUND] = int(st.session_state.get(_ROUND, 0)) + 1


def answers_to(sha256: str) -> Mapping[str, str]:
    """The answers given so far for a file."""
    return desk().answers.get(sha256, {})


def keep_answer(sha256: str, problem: Problem, key: str | None) -> None:
    """Keep the answer to a question; None takes it back."""
    given = desk().answers.setdefault(sha256, {})
    if key is None:
        given.pop(problem.key, None)
    else:
        given[problem.key] = key


def keep_answers(sha256: str, answers: Mapping[str, str]) -> None:
    """Keep the same answer to several questions (Problem.key → Option.key)."""
    desk().answers.setdefault(sha256, {}).update(answers)
    for key in answers:  # the pills below show it: what they held is let go
        st.session_state.pop(f"answer_{sha256[:8]}_{key}", None)
