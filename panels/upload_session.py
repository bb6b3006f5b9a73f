"""What the upload page keeps of a browser session: answers, what was looked at, receipts; never the files' bytes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from loaders.problems import Problem
from services.intake import Preview, Receipt

_KEPT, _ROUND = "_upload", "_upload_round"


@dataclass(slots=True)
class Desk:
    """One browser session's desk.

    answers: SHA-256 of a file → Problem.key → Option.key. shown: what was found, by all that decides it.
    refused: the files already written into the audit trail. receipts: of what was sent last. versions: the version that
    stood when a file was last shown, by SHA-256, unit and period.
    """

    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    shown: dict[tuple[object, ...], Preview] = field(default_factory=dict)
    refused: set[tuple[object, ...]] = field(default_factory=set)
    receipts: list[Receipt] = field(default_factory=list)
    versions: dict[tuple[str, str | None, str | None], int] = field(default_factory=dict)

    def is_overtaken(self, shown: Preview) -> bool:
        """Whether a version came in since this file was first looked at; what is shown now counts from here on."""
        checked = shown.checked
        key = (checked.sha256, checked.unit_id, checked.period)
        known = self.versions.setdefault(key, shown.last_version)
        self.versions[key] = shown.last_version
        return shown.last_version > known


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
