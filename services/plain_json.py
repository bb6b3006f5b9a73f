"""Frozen dataclasses as plain JSON values and back: what a snapshot keeps of a plan, a headline, a period."""

from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

_Kind = TypeVar("_Kind")


def plain(value: Any) -> Any:
    """A dataclass as nested dicts and lists; days and moments in ISO 8601, enums by their value."""
    return _plain(asdict(value))


def restored(kind: type[_Kind], value: Any) -> _Kind:
    """The dataclass again, equal to what ``plain`` was given; a field that the value lacks takes its default."""
    made: _Kind = _restored(kind, value)
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _restored(kind: Any, value: Any) -> Any:
    if get_origin(kind) is UnionType:
        return None if value is None else _restored(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        kept = [field.name for field in fields(kind) if field.name in value]
        return kind(**{name: _restored(hints[name], value[name]) for name in kept})  # type: ignore[operator]
    return _scalar(kind, value)


def _tuple(kinds: tuple[Any, ...], values: list[Any]) -> tuple[Any, ...]:
    each = kinds[:1] * len(values) if kinds[-1] is Ellipsis else kinds
    return tuple(_restored(kind, value) for kind, value in zip(each, values, strict=True))


def _scalar(kind: Any, value: Any) -> Any:
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    return kind(value) if issubclass(kind, Enum) else value
