"""Tables of who may come in: accounts, sign-ins, failures, viewing links, tokens."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table

from store.schema.columns import Instant, Json, Words, metadata, words

accounts = Table(
    "accounts",
    metadata,
    Column("account_id", Integer, primary_key=True),
    Column("name", Words, nullable=False, unique=True),  # as typed at sign-in, folded by accounts.names
    words("person"),
    Column("role", Words, nullable=False),
    Column("unit_id", Words, nullable=True),
    Column("password_hash", Words, nullable=True),  # None = single sign-on only
    Column("must_change", Boolean, nullable=False, default=True),
    Column("initial_until", Instant, nullable=True),  # when a one-time password stops working
    Column("is_disabled", Boolean, nullable=False, default=False),
    words("language"),
    words("hints_read"),  # names of pages whose hint the person has put away, parted by blanks
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
)
sign_ins = Table(
    "sign_ins",
    metadata,
    Column("token_hash", Words, primary_key=True),
    Column("account_id", ForeignKey("accounts.account_id"), nullable=True),
    Column("link_id", ForeignKey("viewing_links.link_id"), nullable=True),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("ended_at", Instant, nullable=True),
    words("address"),
    words("agent"),
    Index(None, "account_id"),
)
failures = Table(
    "failures",
    metadata,
    Column("subject", Words, primary_key=True),  # ``account:NAME`` or ``address:IP``
    Column("count", Integer, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("locked_until", Instant, nullable=True),
)
viewing_links = Table(
    "viewing_links",
    metadata,
    Column("link_id", Integer, primary_key=True),
    Column("token_hash", Words, nullable=False, unique=True),
    words("label"),
    words("created_by"),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant, nullable=True),
    Column("used_at", Instant, nullable=True),
)
api_tokens = Table(
    "api_tokens",
    metadata,
    Column("token_id", Integer, primary_key=True),
    Column("token_hash", Words, nullable=False, unique=True),
    words("label"),
    Column("scopes", Json, nullable=False),  # of ``submit``, ``read``
    Column("unit_id", Words, nullable=True),
    words("created_by"),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant, nullable=True),
    Column("used_at", Instant, nullable=True),
)
