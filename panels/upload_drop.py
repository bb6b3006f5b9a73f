"""Step 2 of the upload page: the drop zone, and each file in it looked at as soon as it is there."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import streamlit as st
from sqlalchemy import Engine

from accounts.actor import Actor
from loaders.bounds import FILE_BYTES, MEGABYTE
from locales import _
from panels.upload_choice import Choice
from panels.upload_session import answers_to, desk, uploader_key
from services.findings.upload import verdict
from services.intake import record_refused
from services.intake_preview import Preview, preview
from services.reading_pool import reading
from store.queries import fetch_revision


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file in the drop zone and what was found in it."""

    name: str
    content: bytes
    shown: Preview


def draw_drop(*, several: bool) -> list[tuple[str, bytes]]:
    """Draw the drop zone and give (name, content) of what lies in it."""
    label = _("Drop the filled-in workbooks here") if several else _("Drop the filled-in workbook here")
    found = st.file_uploader(
        label,
        accept_multiple_files=several,
        key=uploader_key(),
        max_upload_size=FILE_BYTES // MEGABYTE,
        label_visibility="collapsed",
    )
    files = found if isinstance(found, list) else [found] if found else []
    return [(one.name, one.getvalue()) for one in files]


def looked_at(
    engine: Engine, files: list[tuple[str, bytes]], choice: Choice, actor: Actor, now: datetime
) -> list[Dropped]:
    """What is found in each file; what was looked at before, and nothing changed since, is not read again."""
    if not files:
        desk().shown.clear()
        return []
    revision = fetch_revision(engine)
    bar = st.progress(0.0) if len(files) > 1 else None
    dropped = []
    for number, (name, content) in enumerate(files, start=1):
        if bar is not None:
            words = _("Reading {number} of {total}: {name}", number=number, total=len(files), name=name)
            bar.progress((number - 1) / len(files), words)
        dropped.append(Dropped(name, content, _look(engine, name, content, choice, actor, now, revision)))
    if bar is not None:
        bar.empty()
    return dropped


def _look(
    engine: Engine, name: str, content: bytes, choice: Choice, actor: Actor, now: datetime, revision: int
) -> Preview:
    known, digest = desk().shown, sha256(content).hexdigest()
    answers = answers_to(digest)
    period = choice.window.period if choice.window else None
    place = (digest, name, choice.unit_id, period)
    key = (*place, revision, tuple(sorted(answers.items())))
    if key not in known:
        with st.spinner(_("Reading {name} …", name=name)):
            known[key] = preview(
                engine,
                content,
                name,
                unit_id=choice.unit_id,
                period=period,
                answers=answers,
                now=now,
                read=reading(),
            )
        _note_refused(engine, known[key], place, actor, now)
    return known[key]


def _note_refused(
    engine: Engine, shown: Preview, place: tuple[object, ...], actor: Actor, now: datetime
) -> None:
    """Write a file that is turned away into the audit trail, once for each time it is dropped."""
    checked, noted = shown.checked, desk().refused
    if checked.verdict in ("rejected", "unreadable") and place not in noted:
        noted.add(place)
        record_refused(engine, checked, verdict(checked, can_submit=False), actor=actor, now=now)
