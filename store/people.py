"""Accounts, sign-ins and failures as they are stored; tokens only as hashes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, delete, insert, or_, select, update

from store.engine import writing
from store.schema import accounts, audit_head, failures, sign_ins, viewing_links


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account; ``role`` as accounts.roles spells it, ``password_hash`` None = single sign-on only."""

    account_id: int
    name: str
    person: str
    role: str
    unit_id: str | None
    password_hash: str | None
    must_change: bool
    initial_until: datetime | None
    is_disabled: bool
    language: str
    hints_read: str
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """A sign-in of an account or by a viewing link; ``link_until``: when that link ends, also by revoking."""

    token_hash: str
    account: Account | None
    link_id: int | None
    link_label: str
    link_until: datetime | None
    seen_at: datetime
    expires_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureRow:
    """Failed sign-ins of a subject (``account:NAME`` or ``address:IP``)."""

    subject: str
    count: int
    last_at: datetime
    locked_until: datetime | None


def has_accounts(engine: Engine) -> bool:
    """Whether there is any account, disabled or not: from the first one on nobody enters without signing in."""
    with engine.connect() as connection:
        return connection.execute(select(accounts.c.account_id).limit(1)).first() is not None


def fetch_accounts(engine: Engine) -> tuple[Account, ...]:
    """All accounts by name."""
    with engine.connect() as connection:
        return tuple(_account(row) for row in connection.execute(select(accounts).order_by(accounts.c.name)))


def fetch_account(engine: Engine, name: str) -> Account | None:
    """The account of this (folded) name."""
    with engine.connect() as connection:
        return find_account(connection, accounts.c.name == name)


def find_account(connection: Connection, which: ColumnElement[bool]) -> Account | None:
    """The account that a condition names, inside a transaction."""
    row = connection.execute(select(accounts).where(which)).first()
    return None if row is None else _account(row)


def insert_account(connection: Connection, **values: Any) -> int:
    """Add an account and return its number; raises IntegrityError where the name is taken."""
    key = connection.execute(insert(accounts).values(**values).returning(accounts.c.account_id))
    return int(key.scalar_one())


def update_account(connection: Connection, account_id: int, **values: Any) -> None:
    """Change some columns of an account."""
    connection.execute(update(accounts).where(accounts.c.account_id == account_id).values(**values))


def insert_sign_in(connection: Connection, **values: Any) -> None:
    """Add a sign-in; columns as in the schema."""
    connection.execute(insert(sign_ins).values(**values))


def fetch_sign_ins(engine: Engine, hashes: Collection[str]) -> tuple[SignIn, ...]:
    """The sign-ins with these hashes, with their account or link as it is now."""
    wanted = (
        select(
            sign_ins.c.token_hash,
            sign_ins.c.link_id,
            sign_ins.c.seen_at,
            sign_ins.c.expires_at,
            sign_ins.c.ended_at,
            viewing_links.c.label,
            viewing_links.c.expires_at.label("link_expires_at"),
            viewing_links.c.revoked_at,
            accounts,
        )
        .outerjoin(accounts, accounts.c.account_id == sign_ins.c.account_id)
        .outerjoin(viewing_links, viewing_links.c.link_id == sign_ins.c.link_id)
        .where(sign_ins.c.token_hash.in_(hashes))
    )
    with engine.connect() as connection:
        return tuple(_sign_in(row) for row in connection.execute(wanted))


def mark_seen(engine: Engine, token_hash: str, now: datetime) -> None:
    """Remember that a sign-in was used."""
    with writing(engine) as connection:
        connection.execute(update(sign_ins).where(sign_ins.c.token_hash == token_hash).values(seen_at=now))


def end_sign_ins(connection: Connection, which: ColumnElement[bool], now: datetime) -> int:
    """End the sign-ins that a condition names and are not ended; return how many."""
    done = connection.execute(
        update(sign_ins).where(which, sign_ins.c.ended_at.is_(None)).values(ended_at=now)
    )
    return done.rowcount


def clear_old_sign_ins(connection: Connection, before: datetime) -> None:
    """Forget sign-ins that ended or expired long ago; the audit trail keeps that they were."""
    connection.execute(
        delete(sign_ins).where(or_(sign_ins.c.expires_at < before, sign_ins.c.ended_at < before))
    )


def locked_failures(
    connection: Connection, subjects: Iterable[str], forgotten: datetime
) -> dict[str, FailureRow]:
    """What is remembered of these subjects, while no one else can count; the forgotten are cleared away."""
    connection.execute(select(audit_head.c.id).with_for_update())  # orders all who count, everywhere
    connection.execute(delete(failures).where(failures.c.last_at <= forgotten))
    rows = connection.execute(select(failures).where(failures.c.subject.in_(list(subjects))))
    return {row.subject: FailureRow(**row._mapping) for row in rows}


def put_failures(connection: Connection, row: FailureRow) -> None:
    """Remember this of a subject in place of what was remembered."""
    forget_failures(connection, row.subject)
    connection.execute(
        insert(failures).values(
            subject=row.subject, count=row.count, last_at=row.last_at, locked_until=row.locked_until
        )
    )


def forget_failures(connection: Connection, subject: str) -> None:
    """Count a subject's failures from zero again."""
    connection.execute(delete(failures).where(failures.c.subject == subject))


def _account(row: Row[Any]) -> Account:
    return Account(**{name: row._mapping[name] for name in Account.__slots__})


def _sign_in(row: Row[Any]) -> SignIn:
    ends = [moment for moment in (row.link_expires_at, row.revoked_at) if moment is not None]
    return SignIn(
        token_hash=row.token_hash,
        account=None if row.account_id is None else _account(row),
        link_id=row.link_id,
        link_label=row.label or "",
        link_until=min(ends, default=None),
        seen_at=row.seen_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
    )
