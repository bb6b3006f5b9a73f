"""Workbooks are read in processes of their own, kept between files, so that no file can hurt the server.

``reading()`` gives the function that the services take; a worker that takes too long, takes too much memory or dies
is replaced, and its file is unreadable with a sentence that says why. On systems without resource limits (Windows)
files are read in this process, where the bounds of loaders/bounds.py hold alone.
"""

import atexit
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any

from loaders.bounds import MEGABYTE
from loaders.check import Checked, check
from loaders.context import Context
from loaders.problems import Problem
from locales import language
from services.against_store import Reading
from services.reading_job import Job

_ROOT = Path(__file__).parent.parent
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV", "SYSTEMROOT")  # no address of a database, no secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost: memory [bytes of address space], seconds of CPU and by the clock, seconds of waiting."""

    memory: int = 600 * MEGABYTE
    cpu_seconds: int = 20
    wall_seconds: float = 40.0
    patience_seconds: float = 60.0


class ReadingStopped(Exception):  # noqa: N818 - it is an answer to the sender, not a failure of ours
    """A worker gave no answer; ``code`` is that of a refusal in loaders.refusal."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ReadingPool:
    """Up to ``size`` workers, each started when it is first needed; safe to use from many threads."""

    def __init__(self, size: int = 2, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._places: LifoQueue[_Worker | None] = LifoQueue()
        for _place in range(size):
            self._places.put(None)

    def check(self, content: bytes, file: str, context: Context) -> Checked:
        """As loaders.check.check, in a worker; what stops the worker makes the file unreadable."""
        try:
            checked: Checked = self.run("check", content, file, context)
        except ReadingStopped as stopped:
            return unreadable(content, file, stopped.code)
        return checked

    def run(self, task: str, *arguments: Any) -> Any:
        """Have a task of services.reading_worker done by a worker that is free; raises ReadingStopped."""
        try:
            worker = self._places.get(timeout=self.limits.patience_seconds)
        except Empty:
            raise ReadingStopped("reading_busy") from None
        try:
            if worker is None or not worker.is_alive():
                worker = _Worker(self.limits)
            return worker.ask(task, arguments)
        finally:
            self._places.put(worker if worker is not None and worker.is_alive() else None)

    def __enter__(self) -> "ReadingPool":
        """Use the pool for a block; it is closed at its end."""
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the workers that are free; those at work end with their file."""
        while not self._places.empty():
            worker = self._places.get_nowait()
            if worker is not None:
                worker.end()


class _Worker:
    """One process and our end of the socket to it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._connection, theirs = Pipe()
        self._process = _started(theirs, limits.memory)
        theirs.close()
        self._ended = False

    def is_alive(self) -> bool:
        return not self._ended and self._process.poll() is None

    def ask(self, task: str, arguments: tuple[Any, ...]) -> Any:
        try:
            self._connection.send(Job(task, arguments, language(), self._limits.cpu_seconds))
            if not self._connection.poll(self._limits.wall_seconds):
                raise ReadingStopped("reading_too_long")
            answer = self._connection.recv()
        except (EOFError, OSError):
            raise ReadingStopped(self._cause_of_death()) from None
        except ReadingStopped:
            self.end()
            raise
        if answer.out_of_memory:
            self.end()
            raise ReadingStopped("reading_too_much")
        return answer.value

    def _cause_of_death(self) -> str:
        self.end(kill=False)
        return "reading_too_long" if self._process.returncode == -signal.SIGXCPU else "reading_stopped"

    def end(self, *, kill: bool = True) -> None:
        """End the process and wait until it is gone."""
        self._ended = True
        self._connection.close()
        if kill:
            self._process.kill()
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _started(theirs: Connection, memory: int) -> "subprocess.Popen[bytes]":
    number = theirs.fileno()
    command = [sys.executable, "-m", "services.reading_worker", str(number), str(memory)]
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own module
        command,
        cwd=_ROOT,
        env=environment | {"PYTHONDONTWRITEBYTECODE": "1"},
        pass_fds=(number,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def unreadable(content: bytes, file: str, code: str) -> Checked:
    """A file of which nothing was read; code: why, of loaders.refusal."""
    digest = sha256(content).hexdigest()
    problem = Problem(code)
    return Checked(file=file, sha256=digest, size=len(content), verdict="unreadable", problems=(problem,))


@cache
def _pool() -> ReadingPool:
    """The pool of this process, made at the first file."""
    pool = ReadingPool()
    atexit.register(pool.close)
    return pool


def reading() -> Reading:
    """The function that reads an uploaded file: in a worker, or here where the system has no limits."""
    return check if sys.platform == "win32" else _pool().check


def marked(content: bytes, *arguments: Any) -> bytes:
    """As loaders.marked_copy.marked_copy, in a worker where there are any; raises ReadingStopped."""
    if sys.platform == "win32":
        from loaders.marked_copy import marked_copy

        return marked_copy(content, *arguments)
    copy: bytes = _pool().run("marked_copy", content, *arguments)
    return copy
