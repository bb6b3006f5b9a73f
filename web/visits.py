"""Who a request comes from: the gate finds out once and leaves it in the ASGI scope for routes behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import HTTPConnection
from starlette.types import Scope

from accounts.actor import DEMO, Actor
from accounts.roles import Role
from services.modes import Mode
from services.signed_in import Origin, Person

_KEY = "board.visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request: how the board is entered now, who is signed in (None = a stranger), from where.

    is_local: it comes from this very machine, through no proxy and by a name of this machine.
    end_sockets: closes the websockets of this sign-in at once.
    """

    mode: Mode
    person: Person | None
    origin: Origin
    is_secure: bool
    is_local: bool
    end_sockets: Callable[[], None] = lambda: None

    @property
    def actor(self) -> Actor | None:
        """Who acts; None = a stranger, who may do nothing."""
        if self.mode is Mode.DEMO:
            return DEMO
        if self.mode is Mode.OPEN:
            local = Actor(name="local", role=Role.OFFICE, address=self.origin.address)
            return local if self.is_local else None
        return None if self.person is None or self.person.must_change else self.person.actor


def keep_visit(scope: Scope, visit: Visit) -> Scope:
    """The scope with the visit in it."""
    return {**scope, _KEY: visit}


def visit_of(request: HTTPConnection | Scope) -> Visit:
    """The visit that the gate has left; raises KeyError where no gate stands before this route."""
    scope: Any = request.scope if isinstance(request, HTTPConnection) else request
    visit: Visit = scope[_KEY]
    return visit


def actor_of(request: HTTPConnection | Scope) -> Actor | None:
    """Who acts in this request, for routes of our own; None = a stranger."""
    return visit_of(request).actor
