"""The drop zone of the oversight page, what was found in the file, and the note that it was kept."""

from datetime import datetime
from hashlib import sha256

import streamlit as st
from sqlalchemy import Engine

from accounts.actor import Actor
from domain.figures import moment
from loaders.bounds import FILE_BYTES, MEGABYTE
from locales import _
from panels.upload_session import answers_to
from services.oversight_desk import OversightPreview, preview_oversight
from services.reading_pool import reading
from store.queries import fetch_revision

_ROUND, _KEPT, _SHOWN = "_oversight_round", "_oversight_kept", "_oversight_shown"


def draw_drop() -> tuple[str, bytes] | None:
    """Draw the drop zone and give (name, content) of what lies in it."""
    found = st.file_uploader(
        _("Drop the oversight workbook here"),
        key=f"oversight_file_{st.session_state.get(_ROUND, 0)}",
        max_upload_size=FILE_BYTES // MEGABYTE,
        label_visibility="collapsed",
    )
    return None if found is None else (found.name, found.getvalue())


def looked_at(engine: Engine, file: tuple[str, bytes] | None, actor: Actor) -> OversightPreview | None:
    """What is found in the file; it is read again only when something that decides it has changed."""
    if file is None:
        return None
    name, content = file
    digest = sha256(content).hexdigest()
    answers = answers_to(digest)
    key = (digest, name, fetch_revision(engine), tuple(sorted(answers.items())))
    kept = st.session_state.get(_SHOWN)
    if isinstance(kept, tuple) and kept[0] == key:
        shown: OversightPreview = kept[1]
        return shown
    with st.spinner(_("Reading {name} …", name=name)):
        shown = preview_oversight(engine, content, name, actor=actor, answers=answers, read=reading())
    st.session_state[_SHOWN] = (key, shown)
    return shown


def keep_note(name: str, number: int, at: datetime) -> None:
    """Empty the drop zone at the next run, which tells that the file was kept."""
    st.session_state[_ROUND] = int(st.session_state.get(_ROUND, 0)) + 1
    st.session_state[_KEPT] = _(
        "{name} is kept as book {number}, {at}.", name=name, number=number, at=moment(at)
    )


def draw_kept() -> None:
    """Draw that note once."""
    note = st.session_state.pop(_KEPT, "")
    if note:
        st.success(note)
