"""Lock-out, names, passwords and tokens: pure rules, worked by hand."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from accounts.lockout import (
    ACCOUNT_RULE,
    Failures,
    account_subject,
    address_subject,
    after_failure,
    delay,
    locked_for,
)
from accounts.names import folded, name_fault
from accounts.passwords import fits, password_fault, password_hash
from accounts.tokens import form_token, is_form_token, new_token, one_time_password, token_hash

NOW = datetime(2022, 10, 3, 9, 0, tzinfo=UTC)
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.mark.parametrize(
    ("count", "seconds"),
    [(1, 0), (4, 0), (5, 30), (6, 60), (7, 120), (8, 240), (9, 480), (10, 900), (99, 900)],
)
def test_the_fifth_failure_locks_for_half_a_minute_and_each_further_one_twice_as_long(
    count: int, seconds: int
) -> None:
    assert delay(count, ACCOUNT_RULE) == timedelta(seconds=seconds)


def test_a_day_without_failure_forgets_them() -> None:
    before = Failures(count=7, last_at=NOW, locked_until=NOW + timedelta(seconds=120))
    assert after_failure(before, ACCOUNT_RULE, NOW + timedelta(hours=24)).count == 1
    assert after_failure(before, ACCOUNT_RULE, NOW + timedelta(hours=23)).count == 8


def test_a_lock_ends_at_its_moment() -> None:
    locked = Failures(count=5, last_at=NOW, locked_until=NOW + timedelta(seconds=30))
    assert locked_for(locked, NOW + timedelta(seconds=29)) == timedelta(seconds=1)
    assert locked_for(locked, NOW + timedelta(seconds=30)) == timedelta(0)


def test_one_household_of_ipv6_is_one_address_and_a_name_is_counted_as_typed_folded() -> None:
    assert address_subject("2001:db8:1:2:aaaa::1") == address_subject("2001:db8:1:2::ffff")
    assert address_subject("2001:db8:1:3::1") != address_subject("2001:db8:1:2::1")
    assert address_subject("::ffff:10.0.0.9") == address_subject("10.0.0.9") == "address:10.0.0.9"
    assert account_subject(folded(" Ｌin ")) == "account:lin"


@pytest.mark.parametrize("name", ["a", "x" * 41, "a b", "lin/../x", "lin;drop", ""])
def test_a_name_that_no_account_can_have(name: str) -> None:
    assert name_fault(name) != ""


@pytest.mark.parametrize("name", ["lin", "周晓岚", "s01.bin-hu@jd", "ＬＩＮ"])
def test_a_name_that_an_account_can_have(name: str) -> None:
    assert name_fault(name) == ""


@pytest.mark.parametrize("password", ["short", "1234567890", "aaaaaaaaaaaa", "my name is lin ok", "x" * 129])
def test_a_password_that_is_refused(password: str) -> None:
    assert password_fault(password, "lin") != ""


def test_full_width_letters_are_the_same_password() -> None:
    kept = password_hash("correct horse 9", CHEAP)
    assert fits("ｃorrect horse ９", kept, CHEAP)
    assert not fits("correct horse 8", kept, CHEAP)
    assert not fits("nobody's password", None, CHEAP)  # what nobody has fits nothing, not even itself


def test_what_is_kept_of_a_password_is_argon2id() -> None:
    assert password_hash("correct horse 9").startswith("$argon2id$v=19$m=32768,t=3,p=1$")


def test_tokens_are_long_and_only_their_hash_is_kept() -> None:
    first, second = new_token(), new_token()
    assert first != second
    assert len(first) >= 43
    assert token_hash(first) != first
    assert len(one_time_password().replace("-", "")) == 16


def test_a_form_token_is_of_its_holder_alone() -> None:
    assert is_form_token(form_token("me"), "me")
    assert not is_form_token(form_token("me"), "you")
    assert not is_form_token(form_token(""), "")
