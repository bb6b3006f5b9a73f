"""The files of a folder that someone wants read: all below it but what programs leave behind."""

from collections.abc import Iterator
from pathlib import Path

from loaders.bounds import FILE_BYTES

SKIPPED = "skipped"  # the verdict on a file that is no document
# Kinds of file that may hold a report, right or wrong; the checker tells the wrong ones what to do.
DOCUMENTS = frozenset(
    (
        *(".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".et", ".ett", ".ods", ".csv", ".tsv"),
        *(".htm", ".html", ".mht", ".xml", ".pdf", ".doc", ".docx", ".wps", ".zip", ".rar", ".7z"),
        *(".jpg", ".jpeg", ".png"),
    )
)


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, by path; hidden ones and Office's lock files (``~$…``, ``.~lock…``) left out."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith((".", "~$")) for part in inside):
            yield path


def is_document(path: Path) -> bool:
    """Whether a file's name says that it may hold a report."""
    return path.suffix.lower() in DOCUMENTS


def read_bounded(path: Path) -> bytes:
    """A file's bytes, one more than the checker takes at most, so that it can say "too large"; OSError."""
    with path.open("rb") as file:
        return file.read(FILE_BYTES + 1)
