"""Open websockets by sign-in: when a sign-in ends, here or in another process, its sockets are closed."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from sqlalchemy.exc import DBAPIError

_LOG = logging.getLogger(__name__)
Ended = Callable[[frozenset[str]], Awaitable[frozenset[str]]]


class LiveSockets:
    """Asks every few seconds, while any socket is open, which sign-ins hold no more."""

    def __init__(self, ended: Ended, *, every: float = 2.0) -> None:
        self._ended = ended
        self._every = every
        self._open: dict[str, set[asyncio.Event]] = {}
        self._asking: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def watched(self, key: str) -> AsyncIterator[asyncio.Event]:
        """An event that is set when this sign-in ends."""
        event = asyncio.Event()
        self._open.setdefault(key, set()).add(event)
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        try:
            yield event
        finally:
            self._open[key].discard(event)
            if not self._open[key]:
                del self._open[key]

    def end(self, key: str) -> None:
        """Close this sign-in's sockets at once."""
        for event in self._open.get(key, ()):
            event.set()

    async def _ask(self) -> None:
        while self._open:
            await asyncio.sleep(self._every)
            try:
                ended = await self._ended(frozenset(self._open))
            except DBAPIError as error:  # without a database no page tells anything either; it is asked again
                _LOG.warning("open sockets could not be checked: %s", error.orig)
                continue
            for key in ended:
                self.end(key)
