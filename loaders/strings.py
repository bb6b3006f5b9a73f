"""The texts that cells share."""

from loaders import bounds
from loaders.markup import Markup
from loaders.package import Package
from loaders.refusal import Refused


def shared_strings(package: Package, part: str) -> list[str]:
    """Texts by their index, the runs of rich text joined, phonetic hints left out; ``part`` "" means none."""
    if not part:
        return []
    markup = Markup(package, part, "sst")
    pieces: list[list[str]] = []
    reading, begun, total = False, 0, 0

    def start(name: str, _attributes: list[str]) -> None:
        nonlocal reading, begun
        if name == "si":
            pieces.append([])
            reading = True
            if len(pieces) > bounds.STRINGS:
                raise Refused("too_many_cells", limit=bounds.STRINGS)
        elif name == "t" and reading:
            begun = len(pieces[-1])
            markup.on_text(pieces[-1].append)
        elif name == "rPh":  # always after the text itself
            reading, begun, total = False, 0, 0

    def end(name: str) -> None:
        nonlocal total
        if name == "t" and reading:
            markup.on_text(None)
            total += sum(map(len, pieces[-1][begun:]))
            if total > bounds.ALL_TEXT:
                raise Refused("text_too_long", part=part)

    markup.read(start, end)
    strings = [found[0] if len(found) == 1 else "".join(found) for found in pieces]
    if max(map(len, strings), default=0) > bounds.TEXT:
        raise Refused("text_too_long", part=part)
    return strings
