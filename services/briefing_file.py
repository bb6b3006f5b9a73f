"""A Briefing as bytes, in every language, and back: what a snapshot keeps; plain JSON, compressed.

JSON and not a binary format of some library: it must be readable in ten years, and the same figures must give
the same text on every machine, so that a snapshot that is computed again can be compared with the one kept.
"""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from domain.period import Period
from domain.plan import Plan
from services.briefing import Briefing, Frozen, Headline
from services.frames import FRAMES, shaped
from services.plain_json import plain, restored

FORMAT = 1
_MIDNIGHT = "T00:00:00.000000"
_HEAD = ("previous", "periods", "submission_count", "revision")


def packed(briefings: Mapping[str, Briefing], pins: Mapping[str, Any]) -> bytes:
    """The Briefings of one period by language, and what they were computed from (``pins``, JSON values).

    The first language is kept whole, of every other one only the columns whose words differ.
    """
    (base, first), *others = briefings.items()
    frames = frame_values(first, tuple(FRAMES))
    value = {
        "format": FORMAT,
        "language": base,
        "pins": pins,
        "head": _head(first),
        "frames": frames,
        "words": {code: _differing(_made_anew(other, first), frames) for code, other in others},
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def unpacked(content: bytes, language: str, frozen: Frozen | None = None) -> Briefing:
    """The Briefing in a language, equal to what was packed; raises KeyError for a language that isn't kept."""
    value = plain_value(content)
    frames = value["frames"]
    if language != value["language"]:
        words = value["words"][language]
        frames = {name: columns | words.get(name, {}) for name, columns in frames.items()}
    made = {name: _frame(name, columns) for name, columns in frames.items()}
    empties = {name: shaped(name, pd.DataFrame()) for name in FRAMES if name not in made}
    head = value["head"]
    return Briefing(
        period=Period.parse(head["period"]),
        as_of=restored(Period, head["days"]).ends_on,
        periods=tuple(head["periods"]),
        previous=head["previous"],
        plan=restored(Plan, head["plan"]),
        headline=restored(Headline, head["headline"]),
        previous_headline=head["previous_headline"] and restored(Headline, head["previous_headline"]),
        submission_count=head["submission_count"],
        revision=head["revision"],
        frozen=frozen,
        **made,
        **empties,
    )


def pins_of(content: bytes) -> dict[str, Any]:
    """What a snapshot was computed from, as it was given to ``packed``."""
    pins: dict[str, Any] = plain_value(content)["pins"]
    return pins


def kept_columns(content: bytes) -> dict[str, frozenset[str]]:
    """Of a snapshot, frame → the columns it keeps: those that were known when it was made."""
    return {name: frozenset(columns) for name, columns in plain_value(content)["frames"].items()}


def kept_head(content: bytes) -> dict[str, Any]:
    """What a snapshot keeps beside its frames, as JSON has it: the period, its plan, the first line's figures."""
    head: dict[str, Any] = plain_value(content)["head"]
    return head


def head_values(briefing: Briefing) -> dict[str, Any]:
    """The same of a Briefing; its revision apart, which tells when it was read and not what it holds."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in _head(briefing).items()
        if name != "revision"
    }


def frame_values(briefing: Briefing, names: Iterable[str]) -> dict[str, dict[str, list[Any]]]:
    """Of these frames, frame → column → its values as JSON has them; missing ones are None."""
    return {
        name: {
            column: _values(getattr(briefing, name)[column], kind) for column, kind in FRAMES[name].items()
        }
        for name in names
    }


def _made_anew(briefing: Briefing, base: Briefing) -> dict[str, dict[str, list[Any]]]:
    """The values of the frames that the other language doesn't share with the base."""
    return frame_values(
        briefing, (name for name in FRAMES if getattr(briefing, name) is not getattr(base, name))
    )


def plain_value(content: bytes) -> dict[str, Any]:
    """The JSON of a snapshot as it is kept; raises ValueError for a format that isn't known."""
    value: dict[str, Any] = json.loads(gzip.decompress(content))
    if value["format"] != FORMAT:
        raise ValueError(f"a snapshot of format {value['format']} can't be read")
    return value


def _head(briefing: Briefing) -> dict[str, Any]:
    head = {name: getattr(briefing, name) for name in _HEAD}
    before = briefing.previous_headline
    days = replace(briefing.period, ends_on=briefing.as_of)
    return head | {
        "period": briefing.period.code,
        "days": plain(days),
        "plan": plain(briefing.plan),
        "headline": plain(briefing.headline),
        "previous_headline": before and plain(before),
    }


def _values(column: pd.Series, kind: str) -> list[Any]:
    if kind == "object":
        return [list(value) for value in column]
    if kind in ("day", "instant"):
        moments = column.dt.tz_convert(None) if kind == "instant" else column
        texts = np.datetime_as_string(moments.to_numpy("datetime64[us]"), unit="us").tolist()
        return [None if text == "NaT" else text.removesuffix(_MIDNIGHT) for text in texts]
    known = column.notna()
    return [value if is_known else None for value, is_known in zip(column.tolist(), known, strict=True)]


def _frame(name: str, columns: Mapping[str, list[Any]]) -> pd.DataFrame:
    kinds = FRAMES[name]
    series = {column: _series(values, kinds[column]) for column, values in columns.items() if column in kinds}
    return shaped(name, pd.DataFrame(series))


def _series(values: list[Any], kind: str) -> "pd.Series[Any]":
    if kind == "object":
        return pd.Series([tuple(value) for value in values], dtype="object")
    if kind in ("day", "instant"):
        days = pd.Series(np.array([value or "NaT" for value in values], dtype="datetime64[us]"))
        return days.dt.tz_localize("UTC") if kind == "instant" else days
    return pd.Series(values, dtype={"text": "str", "whole": "Int64", "float": "float64"}.get(kind, "object"))


def _differing(
    frames: dict[str, dict[str, list[Any]]], base: dict[str, dict[str, list[Any]]]
) -> dict[str, dict[str, list[Any]]]:
    """The columns of each frame that are not the same as in the base language."""
    changed = {
        name: {column: values for column, values in columns.items() if values != base[name][column]}
        for name, columns in frames.items()
    }
    return {name: columns for name, columns in changed.items() if columns}
