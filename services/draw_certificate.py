"""The certificate of a draw 抽取证书: all that is needed to draw again, as JSON, without a store.

It is one spelling: the same draw gives the same bytes, wherever and however often it is written.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from locales import N_, _
from metrics.draw import DRAW_METHOD, Candidate, NotDrawable, Step, draw, drawn_units, frame_hash, strata

KIND, FORMAT = "draw-certificate", 1
_LARGEST, _MOST_UNITS = 2_000_000, 2_000
_HASH = "certificate_hash"


class Weighting(StrEnum):
    """How heavy a unit is in the frame: all alike, or by the number of tasks it leads (at least 1)."""

    EQUAL = "equal"
    TASKS = "tasks"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_WEIGHTING_WORDS[self])


_WEIGHTING_WORDS = {
    Weighting.EQUAL: N_("All units alike"),
    Weighting.TASKS: N_("By number of tasks led"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A draw as it was made. drawn_at [aware, UTC]; names: code → name of the units of the frame.

    frame_hash, groups and result are as they were written down; ``differences`` tells whether they hold.
    """

    number: str
    quarter: str
    drawn_at: datetime
    drawn_by: str
    software: str
    method: str = DRAW_METHOD
    weighting: Weighting = Weighting.EQUAL
    waiting_first: bool = False
    seed: str
    count: int
    frame: tuple[Candidate, ...]
    frame_hash: str
    strata: tuple[str, ...]
    steps: tuple[Step, ...]
    result: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def drawn(self) -> tuple[Candidate, ...]:
        """The units drawn, by code, as the frame has them."""
        kept = {one.unit_id: one for one in self.frame}
        return tuple(kept[code] for code in self.result)


class NotACertificate(ValueError):  # noqa: N818 - it is an answer to whoever brings the file
    """A file that no draw can be repeated from; the message says why in the language in use."""


def certificate_value(certificate: Certificate) -> dict[str, Any]:
    """The certificate as plain JSON values, with the SHA-256 over all of it."""
    value: dict[str, Any] = {
        "kind": KIND,
        "format": FORMAT,
        "number": certificate.number,
        "quarter": certificate.quarter,
        "drawn_at": certificate.drawn_at.astimezone(UTC).isoformat(timespec="seconds"),
        "drawn_by": certificate.drawn_by,
        "software": certificate.software,
        "method": certificate.method,
        "weighting": certificate.weighting.value,
        "waiting_first": certificate.waiting_first,
        "seed": certificate.seed,
        "count": certificate.count,
        "frame": [[one.unit_id, one.group, one.weight, int(one.is_waiting)] for one in certificate.frame],
        "frame_hash": certificate.frame_hash,
        "strata": list(certificate.strata),
        "steps": [[one.number, one.among, one.total, one.fell, one.unit_id] for one in certificate.steps],
        "result": list(certificate.result),
        "names": dict(certificate.names),
    }
    return value | {_HASH: _hash_of(value)}


def certificate_text(value: Mapping[str, Any]) -> str:
    """The JSON file of a certificate's value: one row of frame and steps a line, so that people can read it."""
    lines = [f"  {_json(name)}: {_pretty(name, part)}" for name, part in value.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_certificate(text: str) -> tuple[Certificate, str]:
    """The certificate and the hash it bears; raises NotACertificate."""
    if len(text) > _LARGEST:
        raise NotACertificate(_("The file is far larger than a draw certificate."))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotACertificate(_("The file holds no JSON.")) from error
    if not isinstance(value, dict) or (value.get("kind"), value.get("format")) != (KIND, FORMAT):
        raise NotACertificate(_("The file is no draw certificate of format {format}.", format=FORMAT))
    if value.get("method") != DRAW_METHOD:
        raise NotACertificate(_("This version draws by {method} only.", method=DRAW_METHOD))
    return certificate_of(value), str(value.get(_HASH, ""))


def certificate_of(value: Mapping[str, Any]) -> Certificate:
    """The certificate of a value as ``certificate_value`` gives it; raises NotACertificate."""
    try:
        certificate = _certificate(value)
    except (KeyError, TypeError, ValueError) as error:
        raise NotACertificate(_("The draw certificate is incomplete or damaged.")) from error
    if len(certificate.frame) > _MOST_UNITS:
        raise NotACertificate(_("The frame has more than {count} units.", count=_MOST_UNITS))
    return certificate


def differences(certificate: Certificate, stated_hash: str) -> tuple[str, ...]:
    """What doesn't come out the same when it is drawn again: sentences; none = all is equal.

    Raises NotACertificate where the frame or the count allows no draw.
    """
    try:
        steps = draw(certificate.frame, certificate.seed, certificate.count)
    except NotDrawable as error:
        raise NotACertificate(_("No draw can be made from this frame and number of units.")) from error
    again = drawn_units(steps)
    told = {
        _("The frame does not have the hash written beside it."): certificate.frame_hash
        != frame_hash(certificate.frame),
        _("The strata are not those of the frame."): certificate.strata != strata(certificate.frame),
        _("The steps come out otherwise."): certificate.steps != steps,
        _("The list comes out otherwise: {units}", units=" ".join(again)): certificate.result != again,
        _("Something was changed since the certificate was made: its own hash does not hold."): stated_hash
        != certificate_value(certificate)[_HASH],
    }
    return tuple(words for words, differs in told.items() if differs)


def _hash_of(value: Mapping[str, Any]) -> str:
    kept = {name: part for name, part in value.items() if name != _HASH}
    text = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _pretty(name: str, part: Any) -> str:
    if name in ("frame", "steps") and part:
        return "[\n" + ",\n".join(f"    {_json(row)}" for row in part) + "\n  ]"
    return _json(part)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _certificate(value: Mapping[str, Any]) -> Certificate:
    return Certificate(
        **{name: _text(value[name]) for name in ("number", "quarter", "drawn_by", "software", "method")},
        drawn_at=_moment(value["drawn_at"]),
        weighting=Weighting(value["weighting"]),
        waiting_first=_flag(value["waiting_first"]),
        seed=_text(value["seed"]),
        count=_whole(value["count"]),
        frame=tuple(_candidate(row) for row in value["frame"]),
        frame_hash=_text(value["frame_hash"]),
        strata=tuple(_text(group) for group in value["strata"]),
        steps=tuple(_step(row) for row in value["steps"]),
        result=tuple(_text(code) for code in value["result"]),
        names=_names(value["names"]),
    )


def _candidate(row: Any) -> Candidate:
    code, group, weight, waiting = row
    if _whole(waiting) not in (0, 1):
        raise ValueError(waiting)
    return Candidate(unit_id=_text(code), group=_text(group), weight=_whole(weight), is_waiting=bool(waiting))


def _step(row: Any) -> Step:
    number, among, total, fell, code = row
    return Step(
        number=_whole(number),
        among=_text(among),
        total=_whole(total),
        fell=_whole(fell),
        unit_id=_text(code),
    )


def _names(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return {_text(code): _text(name) for code, name in value.items()}


def _text(value: Any) -> str:
    """Raises TypeError, or ValueError for half a letter, which no hash can be made of."""
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError(value)
    return moment
