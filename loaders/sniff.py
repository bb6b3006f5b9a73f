"""What a file really is, told from its first bytes: each foreign kind is refused with its own sentence."""

import codecs
import re

from loaders import ole
from loaders.bounds import FILE_BYTES, MEGABYTE
from loaders.refusal import Refused

_SIGNATURES: tuple[tuple[bytes, str, dict[str, object]], ...] = (
    (b"%PDF", "pdf", {}),
    (b"Rar!\x1a\x07", "rar", {}),
    (b"7z\xbc\xaf\x27\x1c", "7z", {}),
    (b"\x1f\x8b", "gzip", {}),
    (b"\x89PNG", "image", {"kind": "PNG"}),
    (b"\xff\xd8\xff", "image", {"kind": "JPEG"}),
    (b"GIF8", "image", {"kind": "GIF"}),
    (b"II*\x00", "image", {"kind": "TIFF"}),
    (b"MM\x00*", "image", {"kind": "TIFF"}),
    (rb"{\rtf", "docx", {}),
    (b"\x09\x08", "xls", {}),  # bare BIFF streams of Excel 2 to 5
    (b"\x09\x04", "xls", {}),
    (b"\x09\x02", "xls", {}),
    (b"\x09\x00\x04\x00", "xls", {}),
)
# Pictures told by two signs: how they start, where the other sign stands, what it is.
_PICTURES = (
    (b"\x00", 4, b"ftypheic", "HEIC"),
    (b"\x00", 4, b"ftypmif1", "HEIC"),
    (b"RIFF", 8, b"WEBP", "WebP"),
    (b"BM", 6, bytes(4), "BMP"),
)
_ENCODINGS = (("utf-8", "UTF-8"), ("gb18030", "GBK"))
_HEAD = 64 * 1024
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HTML = re.compile(r"<(!doctype html|html|head|body|table|meta|script|style)(?=[\s>/])", re.IGNORECASE)


def refuse_foreign(content: bytes) -> None:
    """Raise Refused when the bytes are empty, too many, or anything but a ZIP archive."""
    if not content:
        raise Refused("empty")
    if len(content) > FILE_BYTES:
        raise Refused("too_large", limit_mb=FILE_BYTES // MEGABYTE)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return
    if content.startswith(ole.SIGNATURE):
        raise Refused(_old_office(ole.stream_names(content)))
    raise _signed(content) or _text_refusal(content[:_HEAD])


def _signed(content: bytes) -> Refused | None:
    """What a file's first bytes give away; None where they tell nothing."""
    for signature, code, values in _SIGNATURES:
        if content.startswith(signature):
            return Refused(code, **values)
    for start, at, sign, kind in _PICTURES:
        if content.startswith(start) and content.startswith(sign, at):
            return Refused("image", kind=kind)
    return None


def _old_office(names: frozenset[str]) -> str:
    """Code for an OLE file by the streams it holds; WPS adds streams of its own to the workbook's."""
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        return "encrypted"
    if any(name.upper().startswith(("ETEXT", "ETDATA", "WPSET")) for name in names):
        return "et"
    return "xls" if names & {"Workbook", "Book", "WORKBOOK", "BOOK"} else "ole"


def _text_refusal(head: bytes) -> Refused:
    """What kind of text this is: web page, XML, or CSV with its encoding; ``unknown`` when no text at all."""
    text, encoding = _decoded(head)
    if not encoding:
        return Refused("unknown")
    start = text.lstrip("\ufeff \t\r\n")[:4096]
    if "urn:schemas-microsoft-com:office:spreadsheet" in start and start.startswith("<?xml"):
        return Refused("xml2003")
    if "urn:oasis:names:tc:opendocument" in start:
        return Refused("ods")
    if _HTML.search(start) or start[:13].lower() == "mime-version:":
        return Refused("html")
    if start.startswith("<?xml"):
        return Refused("xml")
    return Refused("csv", encoding=encoding)


def _decoded(head: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; empty name when the bytes are no text."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace"), "UTF-16"
    for codec, name in _ENCODINGS:
        try:
            text = codecs.getincrementaldecoder(codec)().decode(
                head
            )  # a character cut at the end is no fault
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text, name
    return "", ""
