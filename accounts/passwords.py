"""Passwords: Argon2id hashes, and what a new one has to be."""

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from accounts.names import folded
from locales import _

SHORTEST, LONGEST = 10, 128
HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)  # 50–90 ms and 32 MiB a check
_AT_ONCE = BoundedSemaphore(4)  # a crowd that signs in waits in line, it does not fill the memory
_COMMON = (
    "1234567890 0123456789 9876543210 password123 password1234 qwertyuiop qwerty12345 1qaz2wsx3edc "
    "1q2w3e4r5t abcd1234567 admin123456 admin888888 a1234567890 abc1234567 abcdefghij woaini1314 "
    "wuxing2022 wuxingkanban"
)
_TOO_COMMON = frozenset(_COMMON.split())


def password_hash(password: str, hasher: PasswordHasher = HASHER) -> str:
    """The hash to keep."""
    with _AT_ONCE:
        return hasher.hash(_spelled(password))


def fits(password: str, kept: str | None, hasher: PasswordHasher = HASHER) -> bool:
    """Whether this is the password; where none is kept, False after the same work."""
    with _AT_ONCE:
        try:
            hasher.verify(kept or _nobodys(hasher), _spelled(password))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def password_fault(password: str, name: str) -> str:
    """Why this can't become the password of this account; "" = it can."""
    spelled = _spelled(password)
    if len(spelled) < SHORTEST:
        return _("The new password needs at least {least} characters.", least=SHORTEST)
    if len(spelled) > LONGEST:
        return _("The new password has at most {most} characters.", most=LONGEST)
    if len(set(spelled)) < 5 or spelled.casefold() in _TOO_COMMON:
        return _("The new password is too easy to guess.")
    if folded(name) in folded(spelled):
        return _("The new password must not contain the account name.")
    return ""


def _spelled(password: str) -> str:
    """The same password from every keyboard: full-width letters count as plain ones."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode()


@cache
def _nobodys(hasher: PasswordHasher) -> str:
    return hasher.hash("nobody's password")
