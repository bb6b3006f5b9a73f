"""What goes to a reading worker and what comes back: both ends import it, whatever module they are run as."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

# task → the module with the function of that name
TASKS: Mapping[str, str] = MappingProxyType({"check": "loaders.check", "marked_copy": "loaders.marked_copy"})


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of a worker: a name in ``TASKS``, its arguments, the language of its words, seconds of CPU."""

    task: str
    arguments: tuple[Any, ...]
    language: str
    cpu_seconds: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker gives back; ``out_of_memory``: nothing, and the worker ends after saying so."""

    value: Any = None
    out_of_memory: bool = False
