"""Who calls: the bearer token of a request, within its rate, open, and with a scope for what is asked."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine
from starlette.datastructures import Headers
from starlette.types import Scope

from accounts.buckets import Rate
from locales import _
from services.api_tokens import ApiToken, record_refused_token, token_of
from web.api.limiting import Limiter, rates
from web.api.refusals import Refusal

_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="board"'}
_ONCE_IN_A_WHILE = Rate(1, 1 / 600)


class Bearers:
    """Knows callers by their tokens and holds them to their rates."""

    def __init__(self, env: Mapping[str, str]) -> None:
        each, address = rates(env)
        self._tokens, self._addresses = Limiter(each), Limiter(address)
        self._told = Limiter(_ONCE_IN_A_WHILE)

    def caller(self, engine: Engine, scope: Scope, *, now: datetime, cost: float = 1.0) -> ApiToken:
        """The open token of a request; raises Refusal 401 or 429. An ended one is told to the trail now and then."""
        address = address_of(scope)
        self._addresses.draw(address)
        token = token_of(engine, secret_in(scope), now=now)
        if token is None:
            raise Refusal(401, _("There is no such token."), headers=_CHALLENGE)
        if not token.is_open(now):
            self._tell(engine, token, address, now)
            raise Refusal(401, _("This token has expired or was revoked."), headers=_CHALLENGE)
        self._tokens.draw(str(token.token_id), cost)
        return token

    def _tell(self, engine: Engine, token: ApiToken, address: str, now: datetime) -> None:
        try:
            self._told.draw(str(token.token_id))
        except Refusal:
            return
        record_refused_token(engine, token, address, now=now)


def secret_in(scope: Scope) -> str:
    """The secret in the Authorization header; raises Refusal 401 where there is none."""
    kind, _space, secret = Headers(scope=scope).get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        raise Refusal(401, _("Send a token: “Authorization: Bearer …”."), headers=_CHALLENGE)
    return secret.strip()


def address_of(scope: Scope) -> str:
    """The network address of the caller, as the server knows it."""
    return str((scope.get("client") or ("", 0))[0])


def check_scope(token: ApiToken, scopes: tuple[str, ...]) -> None:
    """Raise Refusal 403 where a token has none of these scopes."""
    if not set(scopes) & set(token.scopes):
        raise Refusal(403, _("This token lacks the scope “{scope}”.", scope=scopes[0]))
