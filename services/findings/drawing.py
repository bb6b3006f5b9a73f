"""What the draw says on screen and paper: the frame, the list, how it came about."""

from html import escape

import pandas as pd

from domain import figures
from domain.unit_group import UnitGroup
from locales import _
from metrics.draw import DRAW_METHOD
from services.draw_certificate import Certificate, Weighting
from services.drawing import Frame, Order
from services.findings.verification import groups_words, quarter_words

_EIGHT = 8


def frame_words(frame: Frame, order: Order) -> str:
    """How many units of which group, and how many of them come first."""
    groups = groups_words(pd.Series([one.group for one in frame.candidates]))
    told = _("{count} units: {groups}", count=len(frame.candidates), groups=groups)
    waiting = sum(one.is_waiting for one in frame.candidates)
    if not order.waiting_first:
        return told
    if not waiting:
        return _("{told}; all were checked or drawn this quarter", told=told)
    return _("{told}; {count} not yet checked or drawn this quarter come first", told=told, count=waiting)


def spaced(fingerprint: str) -> str:
    """A hash in groups of eight signs, as it is read out."""
    return " ".join(fingerprint[at : at + _EIGHT] for at in range(0, len(fingerprint), _EIGHT))


def hash_html(fingerprint: str) -> str:
    """The hash of a frame, large."""
    return f'<p class="fingerprint">{escape(spaced(fingerprint))}</p>'


def title(certificate: Certificate) -> str:
    """The line above the list."""
    return _(
        "Draw {number}: {count} of {all} units for {quarter}",
        number=certificate.number,
        count=certificate.count,
        all=len(certificate.frame),
        quarter=quarter_words(certificate.quarter),
    )


def list_html(certificate: Certificate) -> str:
    """The units drawn, large, each with its group."""
    lines = [
        f"<li><b>{escape(certificate.names.get(one.unit_id, one.unit_id))}</b>"
        f"<span>{escape(UnitGroup(one.group).word)}</span></li>"
        for one in certificate.drawn
    ]
    return f'<ul class="drawn">{"".join(lines)}</ul>'


def origin(certificate: Certificate) -> str:
    """Seed, weights, who and when, and the beginning of the frame's hash."""
    first = _("not yet checked first") if certificate.waiting_first else _("no unit first")
    return _(
        "Seed {seed} · {weighting}, {first} · drawn {at} by {by} · frame {hash}…",
        seed=certificate.seed,
        weighting=Weighting(certificate.weighting).word,
        first=first,
        at=figures.moment(certificate.drawn_at),
        by=certificate.drawn_by,
        hash=certificate.frame_hash[:_EIGHT],
    )


def method_words() -> str:
    """The method in three sentences."""
    return _(
        "One unit of every group first, then any; where some are not yet checked, it is among these alone. "
        "In every step SHA-256 over method, frame hash, seed and step number gives a number; its remainder by the "
        "sum of weights falls on a unit. Method {method}; anybody can repeat it: manage.py draw --certificate.",
        method=DRAW_METHOD,
    )
