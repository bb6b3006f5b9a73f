"""Websockets: closed when their sign-in ends here or in another process, left alone while it holds."""

import asyncio

from sqlalchemy.exc import OperationalError

from web.live_sockets import LiveSockets


class Store:
    """Stands for what another process does to the store: which sign-ins have ended, how often it was asked."""

    def __init__(self) -> None:
        self.ended: set[str] = set()
        self.asked = 0

    async def __call__(self, keys: frozenset[str]) -> frozenset[str]:
        self.asked += 1
        return keys & self.ended


def test_only_the_sockets_of_the_ended_sign_in_are_told() -> None:
    async def run() -> tuple[bool, bool, bool]:
        store = Store()
        sockets = LiveSockets(store, every=0.01)
        async with (
            sockets.watched("a") as one,
            sockets.watched("a") as two,
            sockets.watched("b") as other,
        ):
            store.ended.add("a")
            await asyncio.wait_for(asyncio.gather(one.wait(), two.wait()), 5)
            return one.is_set(), two.is_set(), other.is_set()

    assert asyncio.run(run()) == (True, True, False)


def test_an_end_in_this_process_is_told_without_asking() -> None:
    async def run() -> tuple[bool, int]:
        store = Store()
        sockets = LiveSockets(store, every=60)
        async with sockets.watched("a") as event:
            sockets.end("a")
            return event.is_set(), store.asked

    assert asyncio.run(run()) == (True, 0)


def test_a_store_that_can_not_be_asked_once_is_asked_again() -> None:
    async def run() -> bool:
        store = Store()
        store.ended.add("a")
        failures = iter([OperationalError("SELECT 1", {}, OSError("the database is away"))])

        async def ask(keys: frozenset[str]) -> frozenset[str]:
            for failure in failures:
                raise failure
            return await store(keys)

        sockets = LiveSockets(ask, every=0.01)
        async with sockets.watched("a") as event:
            await asyncio.wait_for(event.wait(), 5)
            return event.is_set()

    assert asyncio.run(run())


def test_nobody_asks_while_no_socket_is_open() -> None:
    async def run() -> int:
        store = Store()
        sockets = LiveSockets(store, every=0.01)
        async with sockets.watched("a"):
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.03)
        before = store.asked
        await asyncio.sleep(0.1)
        return store.asked - before

    assert asyncio.run(run()) == 0
