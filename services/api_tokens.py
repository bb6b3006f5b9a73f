"""Access tokens for machines: given out once, kept as a hash, limited by scope, unit and day of expiry."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, insert, select, update

from accounts.actor import Actor
from accounts.roles import Action, Role
from accounts.tokens import new_token, token_hash
from domain.plan import Plan
from locales import N_, _
from services.trail import entry_of, record
from store.audit import append_entry
from store.engine import writing
from store.schema import api_tokens

SUBMIT, READ, LIVE = "submit", "read", "live"
SCOPES = {
    SUBMIT: N_("submit reports"),
    READ: N_("read published figures"),
    LIVE: N_("read live figures"),
}
PREFIX = "wxb_"  # so that a leaked one is known for what it is
SHORTEST, LONGEST = 1, 730  # days
_USED_EVERY = timedelta(minutes=5)  # a use within this time is not written down again
_NAME = 80


class TokenFault(Exception):  # noqa: N818 - it is an answer to whoever asked, not a failure of ours
    """There can't be such a token; the message says why, in the language in use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A token as its keeper sees it; unit_id None = of the whole district."""

    token_id: int
    label: str
    scopes: tuple[str, ...]
    unit_id: str | None
    created_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and now < self.expires_at

    def actor(self, address: str = "") -> Actor:
        """Who acts with it: a unit's staff, a reader of what is published, or one who sees live figures too."""
        role = Role.UNIT if self.unit_id else Role.DISCIPLINE if LIVE in self.scopes else Role.SCREEN
        name = f"token:{self.label}"
        return Actor(name=name, role=role, unit_id=self.unit_id, address=address, via="api")


def create_token(
    engine: Engine,
    label: str,
    scopes: Collection[str],
    *,
    unit_id: str | None,
    days: int,
    plan: Plan | None,
    actor: Actor,
    now: datetime,
) -> tuple[ApiToken, str]:
    """Make a token; return it and its secret, which is nowhere kept. plan: where units are looked up.

    Raises Forbidden, TokenFault.
    """
    actor.check_can(Action.KEEP_TOKENS)
    named, asked = label.strip()[:_NAME], tuple(scope for scope in SCOPES if scope in scopes)
    fault = token_fault(named, frozenset(scopes), unit_id, days, plan)
    if fault:
        raise TokenFault(fault)
    secret = PREFIX + new_token()
    values = {
        "token_hash": token_hash(secret),
        "label": named,
        "scopes": list(asked),
        "unit_id": unit_id or None,
        "created_by": actor.name,
        "created_at": now,
        "expires_at": now + timedelta(days=days),
    }
    told = {name: values[name] for name in ("label", "scopes", "unit_id", "token_hash")}
    told["expires_at"] = (now + timedelta(days=days)).isoformat()
    with writing(engine) as connection:
        added = insert(api_tokens).values(values).returning(api_tokens.c.token_id)
        number = int(connection.execute(added).scalar_one())
        deed = entry_of(actor, "create_token", now, subject=f"api_token:{number}", **told)
        append_entry(connection, deed)
    made = next(token for token in _fetch(engine) if token.token_id == number)
    return made, secret


def token_fault(label: str, scopes: frozenset[str], unit_id: str | None, days: int, plan: Plan | None) -> str:
    """Why there can't be such a token; "" = there can."""
    if not label:
        return _("A token needs a name, e.g. of the system that uses it.")
    if not scopes or not scopes <= SCOPES.keys():
        return _("A token needs at least one of the scopes {known}.", known=_(", ").join(SCOPES))
    if SUBMIT in scopes and not unit_id:
        return _("A token that submits reports needs the code of its unit.")
    if LIVE in scopes and unit_id:
        return _("Live figures are for readers of the whole district, not for a unit's token.")
    if unit_id and plan is not None and plan.unit(unit_id) is None:
        return _("The plan has no unit {unit}.", unit=unit_id)
    if not SHORTEST <= days <= LONGEST:
        return _("A token is valid for {shortest} to {longest} days.", shortest=SHORTEST, longest=LONGEST)
    return ""


def revoke_token(engine: Engine, token_id: int, *, actor: Actor, now: datetime) -> bool:
    """End a token at once; False = it was ended before, or there is none. Raises Forbidden."""
    actor.check_can(Action.KEEP_TOKENS)
    own = (api_tokens.c.token_id == token_id) & api_tokens.c.revoked_at.is_(None)
    with writing(engine) as connection:
        done = connection.execute(update(api_tokens).where(own).values(revoked_at=now))
        if done.rowcount:
            append_entry(connection, entry_of(actor, "revoke_token", now, subject=f"api_token:{token_id}"))
    return bool(done.rowcount)


def fetch_tokens(engine: Engine, *, actor: Actor) -> Sequence[ApiToken]:
    """All tokens, newest first; raises Forbidden."""
    actor.check_can(Action.KEEP_TOKENS)
    return _fetch(engine)


def token_of(engine: Engine, secret: str, *, now: datetime) -> ApiToken | None:
    """The token with this secret, be it open or not; None = there is none. Its use is written down."""
    found = next(iter(_fetch(engine, token_hash(secret))), None)
    if found is not None and found.is_open(now) and _is_new_use(found, now):
        with writing(engine) as connection:
            used = update(api_tokens).where(api_tokens.c.token_id == found.token_id)
            connection.execute(used.values(used_at=now))
    return found


def record_refused_token(engine: Engine, token: ApiToken, address: str, *, now: datetime) -> None:
    """Write into the trail that someone came with a token that is ended."""
    record(engine, entry_of(token.actor(address), "refuse_token", now, subject=f"api_token:{token.token_id}"))


def _is_new_use(token: ApiToken, now: datetime) -> bool:
    return token.used_at is None or now - token.used_at >= _USED_EVERY


def _fetch(engine: Engine, kept: str | None = None) -> list[ApiToken]:
    wanted = select(*(api_tokens.c[name] for name in ApiToken.__slots__)).order_by(
        api_tokens.c.token_id.desc()
    )
    if kept is not None:
        wanted = wanted.where(api_tokens.c.token_hash == kept)
    with engine.connect() as connection:
        rows = connection.execute(wanted).mappings().all()
    return [ApiToken(**{**row, "scopes": tuple(row["scopes"])}) for row in rows]
