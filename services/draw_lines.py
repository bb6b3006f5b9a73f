"""A draw repeated, as lines for the terminal."""

from collections.abc import Sequence

from locales import _
from metrics.draw import draw, drawn_units
from services.draw_certificate import Certificate


def draw_lines(certificate: Certificate, found: Sequence[str]) -> list[str]:
    """What was drawn again, unit by unit, what differs, and the verdict. found: ``differences``."""
    names = certificate.names
    again = drawn_units(draw(certificate.frame, certificate.seed, certificate.count))
    return [
        _(
            "Draw {number}: {count} of {all} units, seed {seed}, method {method}",
            number=certificate.number,
            count=certificate.count,
            all=len(certificate.frame),
            seed=certificate.seed,
            method=certificate.method,
        ),
        _("Frame {hash}", hash=certificate.frame_hash),
        *(f"  {code}  {names.get(code, '')}".rstrip() for code in again),
        *(f"≠ {words}" for words in found),
        _("Differs from the certificate.") if found else _("Equal to the certificate."),
    ]
