"""The texts that cells share."""

from loaders import bounds
from loaders.markup import Markup
from loaders.package import Package
from loaders.refusal import Refused


def shared_strings(package: Package, part: str) -> list[str]:
    """Texts by their index, the runs of rich text joined, phonetic hints left out; ``part`` "" means none."""
    if not part:
        return []
    texts = _Texts(Markup(package, part, "sst"), part)
    texts.markup.read(texts.start, texts.end)
    texts.markup.close()
    return texts.strings


class _Texts:
    """Takes the elements of the part."""

    def __init__(self, markup: Markup, part: str) -> None:
        self.markup = markup
        self.strings: list[str] = []
        self._part = part
        self._pieces: list[str] = []
        self._phonetic = False
        self._characters = 0

    def start(self, name: str, _attributes: list[str]) -> None:
        """Take the start of an element."""
        if name == "si":
            self._pieces.clear()
        elif name == "t" and not self._phonetic:
            self.markup.on_text(self._pieces.append)
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "t":
            self.markup.on_text(None)
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self._keep("".join(self._pieces))

    def _keep(self, text: str) -> None:
        self._characters += len(text)
        if len(text) > bounds.TEXT or self._characters > bounds.ALL_TEXT:
            raise Refused("text_too_long", part=self._part)
        if len(self.strings) >= bounds.STRINGS:
            raise Refused("too_many_cells", limit=f"{bounds.STRINGS:,}")
        self.strings.append(text)
