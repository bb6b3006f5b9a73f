"""Viewing links: an address for the projector that shows published periods, ends by itself, can be revoked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, insert, select, update

from accounts.actor import Actor
from accounts.roles import Action, Role
from accounts.tokens import new_token, token_hash
from locales import _
from services.signed_in import Origin
from services.trail import entry_of
from store.audit import append_entry
from store.digests import seal
from store.engine import writing
from store.people import end_sign_ins, insert_sign_in
from store.schema import sign_ins, viewing_links

SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=180)


class LinkRefused(Exception):  # noqa: N818 - it is an answer to whoever came by a link
    """A link opens nothing, or can't be made so; the message can be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewingLink:
    """A link as the office sees it; its secret is shown once, when it is made."""

    link_id: int
    label: str
    created_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None

    def is_open(self, now: datetime) -> bool:
        """Whether it still lets anyone in."""
        return self.revoked_at is None and now < self.expires_at


def create_link(
    engine: Engine, label: str, *, actor: Actor, now: datetime, holds: timedelta
) -> tuple[ViewingLink, str]:
    """Make a link that holds so long; return it and the secret for its address. Raises Forbidden, LinkRefused."""
    actor.check_can(Action.GIVE_LINKS)
    named = label.strip()[:80]
    if not named:
        raise LinkRefused(_("A viewing link needs a name, e.g. of the room it is for."))
    if not SHORTEST <= holds <= LONGEST:
        raise LinkRefused(_("A viewing link holds for an hour at least and 180 days at most."))
    token = new_token()
    kept = token_hash(token)
    with writing(engine) as connection:
        key = connection.execute(
            insert(viewing_links)
            .values(
                token_hash=kept,
                label=named,
                created_by=actor.name,
                created_at=now,
                expires_at=now + holds,
            )
            .returning(viewing_links.c.link_id)
        ).scalar_one()
        append_entry(
            connection,
            entry_of(
                actor,
                "create_link",
                now,
                subject=f"link:{key}",
                label=named,
                until=(now + holds).isoformat(),
                seal=seal(kept),
            ),
        )
    made = ViewingLink(
        link_id=key,
        label=named,
        created_by=actor.name,
        created_at=now,
        expires_at=now + holds,
        revoked_at=None,
        used_at=None,
    )
    return made, token


def revoke_link(engine: Engine, link_id: int, *, actor: Actor, now: datetime) -> bool:
    """End a link and every screen it has opened; False = it was ended before, or there is none."""
    actor.check_can(Action.GIVE_LINKS)
    with writing(engine) as connection:
        done = connection.execute(
            update(viewing_links)
            .where(viewing_links.c.link_id == link_id, viewing_links.c.revoked_at.is_(None))
            .values(revoked_at=now)
        )
        if done.rowcount:
            end_sign_ins(connection, sign_ins.c.link_id == link_id, now)
            append_entry(connection, entry_of(actor, "revoke_link", now, subject=f"link:{link_id}"))
    return bool(done.rowcount)


def fetch_links(engine: Engine, *, actor: Actor) -> Sequence[ViewingLink]:
    """All links, newest first; raises Forbidden."""
    actor.check_can(Action.GIVE_LINKS)
    columns = [viewing_links.c[name] for name in ViewingLink.__slots__]
    with engine.connect() as connection:
        rows = connection.execute(select(*columns).order_by(viewing_links.c.link_id.desc()))
        return [ViewingLink(**row._mapping) for row in rows]


def open_link(engine: Engine, token: str, *, origin: Origin, now: datetime) -> tuple[str, timedelta]:
    """Sign a screen in by a link's secret: the token for its cookie and how long it holds; raises LinkRefused."""
    wanted = select(viewing_links).where(viewing_links.c.token_hash == token_hash(token))
    with writing(engine) as connection:
        link = connection.execute(wanted).first()
        if link is None:
            raise LinkRefused(_("There is no such viewing link; check that the address is complete."))
        if link.revoked_at is not None:
            raise LinkRefused(
                _("This viewing link has been revoked; ask the supervision office for a new one.")
            )
        if link.expires_at <= now:
            raise LinkRefused(_("This viewing link has expired; ask the supervision office for a new one."))
        screen = new_token()
        insert_sign_in(
            connection,
            token_hash=token_hash(screen),
            account_id=None,
            link_id=link.link_id,
            created_at=now,
            seen_at=now,
            expires_at=link.expires_at,
            address=origin.address[:64],
            agent=origin.agent[:200],
        )
        used = update(viewing_links).where(viewing_links.c.link_id == link.link_id).values(used_at=now)
        connection.execute(used)
        visitor = Actor(name=f"link:{link.link_id}", role=Role.SCREEN, address=origin.address)
        append_entry(connection, entry_of(visitor, "open_link", now, subject=f"link:{link.link_id}"))
    return screen, link.expires_at - now
