"""XML parts read with expat: no DTD, bounded markup, element names without their prefix."""

from collections.abc import Callable
from typing import TypeAlias
from xml.parsers import expat

from loaders import bounds
from loaders.package import Package
from loaders.refusal import Refused

Start: TypeAlias = Callable[[str, list[str]], None]  # element name; name, value, name, value …
End: TypeAlias = Callable[[str], object]
Text: TypeAlias = Callable[[str], object]
_ENCODINGS = (None, "utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1")


class Markup:
    """One part being parsed.

    The prefix of the root element (``x:worksheet``) is taken off all names of the part; elements of other
    namespaces keep theirs and so never match. Strict and Transitional files differ in namespace only.
    """

    def __init__(self, package: Package, part: str, root: str) -> None:
        self.part = part
        self._package = package
        self._root = root
        self._prefix = ""
        self._encoding: str | None = None
        self._fed = 0
        self._unbroken = 0  # chunks without a tag in a row
        self._start: Start = _ignore
        self._end: End | None = None
        parser = expat.ParserCreate(intern={})
        parser.buffer_text = True
        parser.buffer_size = 64 * 1024
        parser.ordered_attributes = True
        parser.StartElementHandler = self._open_root
        parser.StartDoctypeDeclHandler = self._refuse_dtd
        parser.EntityDeclHandler = self._refuse_dtd
        parser.XmlDeclHandler = self._check_encoding
        self._parser = parser

    def read(self, start: Start, end: End | None = None, take: Callable[[bytes], None] | None = None) -> None:
        """Parse the whole part; ``start`` and ``end`` take its elements, ``take`` its bytes before expat does.

        What ``take`` does not pass on to ``feed`` is not parsed. Raises Refused: ``missing_part``,
        ``damaged``, ``dtd``, ``bomb``, ``too_complex``, ``text_too_long``.
        """
        self._start, self._end = start, end
        for chunk in self._package.chunks(self.part):
            self._spend(chunk)
            (take or self.feed)(chunk)

    def feed(self, piece: bytes) -> None:
        """Parse a piece of the part."""
        try:
            self._parser.Parse(piece, False)
        except expat.ExpatError as error:
            raise Refused("damaged", part=self.part) from error
        self._fed += len(piece)
        unread = self._fed - self._parser.CurrentByteIndex
        if unread > bounds.TOKEN_BYTES or len(self._parser.intern) > bounds.NAMES:
            raise Refused("too_complex", part=self.part)

    def close(self) -> None:
        """Say that the part is complete; raises Refused ``damaged`` when it is not."""
        try:
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("damaged", part=self.part) from error

    @property
    def plain(self) -> bool:
        """Whether names stand without prefix in UTF-8; known once the root has been read."""
        return not self._prefix and self._encoding in (None, "utf-8", "utf8")

    def on_text(self, text: Text | None) -> None:
        """Swap what takes the text; ``None`` drops it."""
        self._parser.CharacterDataHandler = text

    def _open_root(self, name: str, attributes: list[str]) -> None:
        prefix, colon, local = name.rpartition(":")
        if local != self._root:
            raise Refused("damaged", part=self.part)
        self._prefix = prefix + colon
        parser, start, end, cut = self._parser, self._start, self._end, len(self._prefix)
        parser.StartElementHandler = self._unprefixed(start) if cut else start
        if end is not None:
            parser.EndElementHandler = (lambda name: end(name[cut:])) if cut else end
        start(local, attributes)

    def _unprefixed(self, start: Start) -> Start:
        prefix, cut = self._prefix, len(self._prefix)

        def local(name: str, attributes: list[str]) -> None:
            start(name[cut:] if name.startswith(prefix) else "?" + name, attributes)

        return local

    def _spend(self, chunk: bytes) -> None:
        # The 32,767 characters of a cell, each written as &#36827;, fall just short of two chunks.
        self._unbroken = 0 if b"<" in chunk else self._unbroken + 1
        if self._unbroken > 1 and len(chunk) == bounds.CHUNK_BYTES:
            raise Refused("text_too_long", part=self.part)
        package = self._package
        package.markup += len(chunk) - len(chunk.translate(None, b"<="))  # half the time of counting each
        if package.markup > bounds.MARKUP:
            raise Refused("too_complex", part=self.part)

    def _refuse_dtd(self, *_declaration: object) -> None:
        raise Refused("dtd", part=self.part)

    def _check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._encoding = encoding and encoding.lower()
        if self._encoding not in _ENCODINGS:
            raise Refused("damaged", part=self.part)


def _ignore(_name: str, _attributes: list[str]) -> None:
    """Take an element and do nothing."""


def pairs(attributes: list[str]) -> dict[str, str]:
    """Attributes by name, for elements that are few."""
    return dict(zip(attributes[::2], attributes[1::2], strict=True))
