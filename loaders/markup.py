"""XML parts read with expat: no DTD, bounded markup, element names without their prefix."""

from collections.abc import Callable
from typing import TypeAlias
from xml.parsers import expat

from loaders import bounds
from loaders.package import Package
from loaders.refusal import Refused

Start: TypeAlias = Callable[[str, list[str]], None]  # element name; name, value, name, value …
Text: TypeAlias = Callable[[str], object]
_ENCODINGS = (None, "utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1")


class Markup:
    """One part being parsed. Handlers may be swapped on the way, which keeps callbacks per cell few.

    The prefix of the root element (``x:worksheet``) is taken off all names of the part; elements of other
    namespaces keep theirs and so never match. Strict and Transitional files differ in namespace only.
    """

    def __init__(self, package: Package, part: str, root: str) -> None:
        self.part = part
        self.window = b""  # the piece being parsed, with the end of the one before
        self._package = package
        self._root = root
        self._prefix = ""
        self._first: Start = _ignore
        self._end: Callable[[str], object] | None = None
        parser = expat.ParserCreate(intern={name: name for name in ("row", "c", "v", "f", "is", "t", "si")})
        parser.buffer_text = True
        parser.buffer_size = 64 * 1024
        parser.ordered_attributes = True
        parser.StartElementHandler = self._open_root
        parser.StartDoctypeDeclHandler = self._refuse_dtd
        parser.EntityDeclHandler = self._refuse_dtd
        parser.XmlDeclHandler = self._check_encoding
        self._parser = parser

    def read(self, start: Start, end: Callable[[str], object] | None = None) -> None:
        """Parse the whole part; ``start`` takes the elements below (and with) the root.

        Raises Refused: ``missing_part``, ``damaged``, ``dtd``, ``bomb``, ``too_complex``.
        """
        self._first, self._end = start, end
        fed, parser = 0, self._parser
        try:
            for chunk in self._package.chunks(self.part):
                self.window = self.window[-256:] + chunk
                self._spend(chunk)
                parser.Parse(chunk, False)
                fed += len(chunk)
                if fed - parser.CurrentByteIndex > bounds.TOKEN_BYTES or len(parser.intern) > bounds.NAMES:
                    raise Refused("too_complex", part=self.part)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("damaged", part=self.part) from error

    def on_start(self, start: Start) -> None:
        """Swap what takes the elements."""
        self._parser.StartElementHandler = self._unprefixed(start) if self._prefix else start

    def on_text(self, text: Text | None) -> None:
        """Swap what takes the text; ``None`` drops it."""
        self._parser.CharacterDataHandler = text

    def _open_root(self, name: str, attributes: list[str]) -> None:
        prefix, colon, local = name.rpartition(":")
        if local != self._root:
            raise Refused("damaged", part=self.part)
        self._prefix = prefix + colon
        self.on_start(self._first)
        if self._end is not None:
            end, cut = self._end, len(self._prefix)
            self._parser.EndElementHandler = (lambda name: end(name[cut:])) if cut else end
        self._first(local, attributes)

    def _unprefixed(self, start: Start) -> Start:
        prefix, cut = self._prefix, len(self._prefix)

        def local(name: str, attributes: list[str]) -> None:
            start(name[cut:] if name.startswith(prefix) else "?" + name, attributes)

        return local

    def _spend(self, chunk: bytes) -> None:
        package, tags = self._package, chunk.count(b"<")
        if not tags and len(chunk) == bounds.CHUNK_BYTES:
            raise Refused("text_too_long", part=self.part)
        package.markup += tags + chunk.count(b"=")
        if package.markup > bounds.MARKUP:
            raise Refused("too_complex", part=self.part)

    def _refuse_dtd(self, *_declaration: object) -> None:
        raise Refused("dtd", part=self.part)

    def _check_encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding and encoding.lower()) not in _ENCODINGS:
            raise Refused("damaged", part=self.part)


def _ignore(_name: str, _attributes: list[str]) -> None:
    """Take an element and do nothing."""


def pairs(attributes: list[str]) -> dict[str, str]:
    """Attributes by name, for elements that are few."""
    return dict(zip(attributes[::2], attributes[1::2], strict=True))
