"""Verifying accounts, viewing links and tokens: they stand as the trail last told."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from accounts.actor import Actor
from accounts.roles import Role
from services.account_desk import NewAccount, add_account, change_role, set_disabled
from services.api_tokens import create_token, revoke_token
from services.viewing_links import create_link, revoke_link
from store.verifying import verify, verify_through
from tests.stores import sqlite_store
from tests.tampering import NOW, OFFICE

ADMIN = Actor(name="adm", role=Role.ADMIN)
CHANGES = [
    ("UPDATE accounts SET role = 'admin' WHERE account_id = 2", [("state_changed", "account:2", "role")]),
    ("UPDATE accounts SET unit_id = 'S02' WHERE account_id = 2", [("state_changed", "account:2", "unit_id")]),
    ("UPDATE accounts SET is_disabled = 0 WHERE account_id = 3", [("state_changed", "account:3", "is_disabled")]),
    ("DELETE FROM accounts WHERE account_id = 2", [("row_removed", "account:2", None)]),
    ("INSERT INTO accounts SELECT 9, 'backdoor', person, role, unit_id, password_hash, must_change, initial_until, "
     "is_disabled, language, hints_read, created_at, changed_at FROM accounts WHERE account_id = 1",
     [("row_inserted", "account:9", None)]),
    ("UPDATE accounts SET password_hash = 'mine' WHERE account_id = 2", [("state_changed", "account:2", "password_hash")]),
    ("UPDATE accounts SET password_hash = (SELECT password_hash FROM accounts WHERE account_id = 2) WHERE account_id = 1",
     [("state_changed", "account:1", "password_hash")]),
    ("UPDATE viewing_links SET token_hash = 'mine'", [("state_changed", "link:1", "token_hash")]),
    ("UPDATE viewing_links SET revoked_at = NULL", [("state_changed", "link:1", "revoked_at")]),
    ("UPDATE viewing_links SET expires_at = '2030-01-01 00:00:00'", [("state_changed", "link:1", "expires_at")]),
    ("UPDATE api_tokens SET revoked_at = NULL", [("state_changed", "api_token:1", "revoked_at")]),
    ("UPDATE api_tokens SET scopes = '[\"live\"]'", [("state_changed", "api_token:1", "scopes")]),
    ("UPDATE api_tokens SET label = '别的系统'", [("state_changed", "api_token:1", "label")]),
    ("UPDATE api_tokens SET token_hash = 'mine'", [("state_changed", "api_token:1", "token_hash")]),
]  # fmt: skip


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Three accounts (the third disabled, the second moved to another unit), a revoked link, a revoked token."""
    opened = sqlite_store(tmp_path_factory.mktemp("peopled") / "board.db")
    for name, role, unit_id in (("adm", "admin", None), ("zhou", "unit", "S02"), ("wu", "leader", None)):
        add_account(opened, NewAccount(name=name, role=role, unit_id=unit_id), actor=ADMIN, now=NOW)
    change_role(opened, "zhou", "unit", "S01", actor=ADMIN, now=NOW)
    set_disabled(opened, "wu", True, actor=ADMIN, now=NOW)
    link, _secret = create_link(opened, "大屏", actor=OFFICE, now=NOW, holds=timedelta(days=1))
    revoke_link(opened, link.link_id, actor=OFFICE, now=NOW + timedelta(hours=1))
    given = {"unit_id": "S01", "days": 30, "plan": None, "actor": ADMIN, "now": NOW}
    token, _secret = create_token(opened, "统计系统", ["submit"], **given)
    revoke_token(opened, token.token_id, actor=ADMIN, now=NOW + timedelta(hours=1))
    yield opened
    opened.dispose()


def test_accounts_links_and_tokens_as_the_trail_last_told_give_nothing(peopled: Engine) -> None:
    assert verify(peopled).findings == ()


@pytest.mark.parametrize(("deed", "expected"), CHANGES, ids=[deed for deed, _found in CHANGES])
def test_accounts_links_and_tokens_are_judged_by_the_trail(peopled: Engine, deed: str, expected) -> None:
    with peopled.execution_options(board_writes=True).connect() as connection, connection.begin() as undone:
        connection.execute(text(deed))
        found = verify_through(connection).findings
        undone.rollback()
    assert [(one.code, one.where, one.values.get("name")) for one in found] == expected
