"""The ZIP package of a workbook, opened and inflated within bounds."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from loaders import bounds
from loaders.refusal import Refused

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_FOREIGN = (
    ("word/", "docx"),
    ("ppt/", "pptx"),
    ("xl/workbook.bin", "xlsb"),
    ("meta-inf/manifest.xml", "ods"),
    ("ofd.xml", "ofd"),
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error)


class Package:
    """Parts of a workbook by name (any case), each inflated piece by piece; raises Refused beyond a bound."""

    def __init__(self, content: bytes) -> None:
        _refuse_directory(content)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (*_BROKEN, ValueError, OverflowError) as error:  # ValueError: a name that is no text
            raise Refused("damaged", part="ZIP") from error
        entries = [entry for entry in self._archive.infolist() if not entry.filename.endswith("/")]
        self._entries = _checked(entries)
        self._inflated = 0
        self._cells = 0
        self._sheet_tags = 0
        self._sheet_bytes = 0
        self.markup = 0  # tags and attributes parsed so far, in all parts

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def count_cells(self, number: int) -> None:
        """Count filled cells of the workbook; raises Refused beyond the bound."""
        self._cells += number
        if self._cells > bounds.CELLS:
            raise Refused("too_many_cells", limit=f"{bounds.CELLS:,}")

    def count_sheet_tags(self, number: int) -> None:
        """Count tags of worksheets that expat reads; raises Refused beyond the bound."""
        self._sheet_tags += number
        if self._sheet_tags > bounds.SHEET_TAGS:
            raise Refused("too_complex", part="xl/worksheets")

    def count_bytes(self, number: int) -> None:
        """Count bytes of worksheets; raises Refused beyond the bound."""
        self._sheet_bytes += number
        if self._sheet_bytes > bounds.SHEET_BYTES:
            raise Refused("too_complex", part="xl/worksheets")

    def foreign(self) -> str:
        """Code of the kind of document this is when it is no .xlsx workbook."""
        for start, code in _FOREIGN:
            if any(name.startswith(start) for name in self._entries):
                return code
        return "zip_not_xlsx"

    def chunks(self, name: str) -> Iterator[bytes]:
        """Content of a part, inflated piece by piece and counted while inflating."""
        entry = self._entries.get(name.lower())
        if entry is None:
            raise Refused("missing_part", part=name)
        allowed = min(bounds.PART_BYTES, bounds.GRACE_BYTES + bounds.RATIO * entry.compress_size)
        count = 0
        try:
            with self._archive.open(entry) as stream:
                while chunk := stream.read(bounds.CHUNK_BYTES):
                    count += len(chunk)
                    self._inflated += len(chunk)
                    if count > allowed or self._inflated > bounds.TOTAL_BYTES:
                        raise Refused("bomb")
                    yield chunk
        except _BROKEN as error:
            raise Refused("damaged", part=name) from error


def resolved(base: str, target: str) -> str:
    """Name of the part that a relationship of ``base`` points to."""
    joined = posixpath.join("/" + posixpath.dirname(base), unquote(target).replace("\\", "/"))
    return posixpath.normpath(joined).lstrip("/")


def _refuse_directory(content: bytes) -> None:
    """Refuse a missing end record, too many entries or too large a directory before any of it is built."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - 65_557))
    if at < 0 or len(content) - at < _END.size:
        raise Refused("truncated")
    _, _, _, _, entries, size, _, _ = _END.unpack_from(content, at)
    if content[max(at - 20, 0) : at].startswith(b"PK\x06\x07"):
        at64 = int.from_bytes(content[at - 12 : at - 4], "little")
        if not content[at64 : at64 + 4] == b"PK\x06\x06" or at64 + _END64.size > len(content):
            raise Refused("damaged", part="ZIP")
        record = _END64.unpack_from(content, at64)
        entries, size = record[7], record[8]
    if entries > bounds.ENTRIES or size > bounds.DIRECTORY_BYTES:
        raise Refused("bomb")


def _checked(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Entries by lower-case name; refuses what no honest writer makes."""
    if len(entries) > bounds.ENTRIES:
        raise Refused("bomb")
    named: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = _safe_name(entry.filename)
        if name in named:
            raise Refused("unsafe_names", part=entry.filename)
        if entry.flag_bits & 0x41:
            raise Refused("encrypted")
        if entry.compress_type not in _METHODS:
            raise Refused("damaged", part=entry.filename)
        named[name] = entry
    _refuse_bombs(entries)
    return named


def _safe_name(filename: str) -> str:
    """A part's name in lower case with forward slashes; parts are never unpacked to disk all the same."""
    name = filename.replace("\\", "/").lower()
    if (
        not name
        or name.startswith("/")
        or ".." in name.split("/")
        or "\0" in name
        or ":" in name.split("/")[0]
    ):
        raise Refused("unsafe_names", part=filename)
    return name


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse declared sizes beyond the bounds, and entries that share compressed bytes."""
    sizes = [entry.file_size for entry in entries]
    if sum(sizes) > bounds.TOTAL_BYTES or max(sizes, default=0) > bounds.PART_BYTES:
        raise Refused("bomb")
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise Refused("bomb")
        end = entry.header_offset + 30 + entry.compress_size
