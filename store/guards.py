"""The triggers by which the database itself refuses to change the audit trail, and whether they are there."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from store.chain import Finding

_GUARDS = {
    "sqlite": ("audit_no_update", "audit_no_delete"),
    "postgresql": ("audit_no_update", "audit_no_delete", "audit_no_truncate"),
}
_ACTIVE = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'audit'::regclass AND tgenabled <> 'D'",
}


def guard_findings(connection: Connection) -> Iterator[Finding]:
    """Yield the triggers (migration 0003) that someone dropped or switched off."""
    kind = connection.dialect.name
    active = set(connection.execute(text(_ACTIVE[kind])).scalars())
    for guard in _GUARDS[kind]:
        if guard not in active:
            yield Finding(code="guard_missing", where=f"trigger:{guard}", values={"guard": guard})
