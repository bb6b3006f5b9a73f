"""Asks an ASGI app without a network: one event loop for the block, answers as httpx gives them."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.types import ASGIApp


class Client:
    """``get``, ``post``… of httpx, to be called from a test."""

    def __init__(self, portal: BlockingPortal, inner: httpx.AsyncClient) -> None:
        self._portal, self._inner = portal, inner

    def request(self, method: str, path: str, **given: Any) -> httpx.Response:
        return self._portal.call(partial(self._inner.request, method, path, **given))

    def get(self, path: str, **given: Any) -> httpx.Response:
        return self.request("GET", path, **given)

    def post(self, path: str, **given: Any) -> httpx.Response:
        return self.request("POST", path, **given)

    def delete(self, path: str, **given: Any) -> httpx.Response:
        return self.request("DELETE", path, **given)


@contextmanager
def asking(
    app: ASGIApp, *, address: str = "10.0.0.9", host: str = "board.test", scheme: str = "http"
) -> Iterator[Client]:
    """A client at this address, of an app that goes by this name."""
    with start_blocking_portal() as portal:
        transport = httpx.ASGITransport(app, client=(address, 4711))
        inner = httpx.AsyncClient(transport=transport, base_url=f"{scheme}://{host}")
        yield Client(portal, inner)
        portal.call(inner.aclose)
