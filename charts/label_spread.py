"""Names on charts: moved apart where they would lie on each other, broken into lines, told apart when alike."""

from collections.abc import Sequence


def spread(wanted: Sequence[float], room: float, low: float, high: float) -> list[float]:
    """Positions near the wanted ones, in their order, at least ``room`` apart and within low … high.

    Where all of them cannot fit, they stand evenly from low to high.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    room = min(room, (high - low) / max(len(wanted) - 1, 1))
    placed = [0.0] * len(wanted)
    floor = low
    for index in order:
        placed[index] = max(wanted[index], floor)
        floor = placed[index] + room
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - room
    return placed


def wrapped(name: str, width: int, lines: int = 2) -> list[str]:
    """A name broken into lines of at most ``width`` full-width characters; what is beyond the last ends in …"""
    found, line, used = [], "", 0.0
    for letter in name:
        size = 1.0 if ord(letter) > 0x2E7F else 0.55
        if used + size > width:
            found.append(line)
            line, used = "", 0.0
        line += letter
        used += size
    found.append(line)
    return found if len(found) <= lines else [*found[: lines - 1], found[lines - 1][:-1] + "…"]


def distinct(names: Sequence[str], codes: Sequence[str]) -> list[str]:
    """The names, those that occur twice with their code behind, so that two rows of one name stay two rows."""
    return [
        name if names.count(name) == 1 else f"{name} {code}" for name, code in zip(names, codes, strict=True)
    ]
