"""Verifying a store: what its audit trail contradicts, worded; and a place of the chain to keep elsewhere."""

import json
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Engine

from locales import ENGLISH, N_, _, language
from services.trail_words import subject_words
from store.chain import Finding, Link
from store.verifying import Verified, verify

_WORDS = {
    "entry_edited": N_("Entry {entry} was edited: it doesn't match its hash ({action}, {actor}, {at})."),
    "entry_inserted": N_(
        "Entry {entry} was put in by hand: the chain ends before it ({action}, {actor}, {at})."
    ),
    "entries_removed": N_("Entries {first} to {last} were removed."),
    "tail_removed": N_("The newest entries were cut off: {first} to {last} are missing."),
    "head_missing": N_("The row that says where the trail ends is missing."),
    "head_differs": N_("The trail's end was edited: entry {number} has another hash than the end says."),
    "guard_missing": N_("The database's guard {guard} was taken off: entries can be changed and removed."),
    "anchor_differs": N_(
        "Entry {entry} is not the one that was kept outside: the trail was rewritten since."
    ),
    "row_edited": N_("{subject} {label} was edited: it is not as entry {entry} wrote it."),
    "row_inserted": N_("{subject} {label} is not as any entry wrote it: it was put in by hand."),
    "row_removed": N_("{subject} was removed, or is not as entry {entry} wrote it."),
    "rows_orphaned": N_("{subject} is not there, but {count} row(s) of it are left in {table}."),
    "file_changed": N_("{subject} {label}: the bytes of its file were changed; recorded SHA-256 {recorded}."),
    "file_missing": N_("{subject} {label}: its file was removed."),
    "state_changed": N_("{subject} {label}: {name} is “{found}”, but by the trail it must be “{told}”."),
}


class NoAnchor(Exception):  # noqa: N818 - it is an answer to the caller, not a failure of ours
    """The file that was given as the anchor is none; the message says so."""


def verified(engine: Engine, anchor: Path | None = None) -> Verified:
    """Verify a store; with an anchor file also against it. Where all is clean the file then names the newest entry.

    A file that isn't there yet is written. Raises NoAnchor where it holds something else, OSError where it can't
    be read or written.
    """
    kept = read_anchor(anchor) if anchor is not None and anchor.exists() else None
    result = verify(engine, kept)
    if anchor is not None and result.head is not None and not result.findings:
        anchor.write_text(json.dumps(asdict(result.head)) + "\n", "utf-8")
    return result


def read_anchor(path: Path) -> Link:
    """The place in the chain that a file keeps; raises NoAnchor where it keeps none."""
    try:
        kept = json.loads(path.read_text("utf-8"))
        return Link(number=int(kept["number"]), hash=str(kept["hash"]))
    except (ValueError, TypeError, KeyError) as error:
        raise NoAnchor(_("{path} holds no place of an audit trail.", path=path)) from error


def finding_words(finding: Finding) -> str:
    """A finding as one sentence, in the language in use."""
    kind, _colon, key = finding.where.partition(":")
    given = {"entry": key if kind == "audit" else "", "label": "", **finding.values}
    return " ".join(_(_WORDS[finding.code], subject=subject_words(finding.where), **given).split())


def finding_line(finding: Finding) -> str:
    """A finding as a line of the terminal: where, then what."""
    return f"{finding.where}  {finding_words(finding)}"


def summary_line(result: Verified, seconds: float) -> str:
    """What was looked at, in how long, and how much was found."""
    looked = _(
        "Looked at {entries} entries, {rows} rows and {files} files in {seconds:.1f} s.",
        entries=result.entries,
        rows=result.rows,
        files=result.files,
        seconds=seconds,
    )
    found = (
        _("{count} finding(s).", count=len(result.findings))
        if result.findings
        else _("Nothing was tampered with.")
    )
    gap = " " if language() == ENGLISH else ""  # Chinese sentences follow each other without a space
    return f"{looked}{gap}{found}"
