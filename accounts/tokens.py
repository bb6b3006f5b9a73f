"""Secrets that are handed out: sign-in and link tokens, form tokens, one-time passwords; only hashes are kept."""

import hmac
import secrets
from hashlib import sha256

_BYTES = 32
_CLEAR_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another: no i, l, o, 0, 1
_GROUPS, _GROUP_SIZE = 4, 4


def new_token() -> str:
    """A fresh secret of 256 bits that fits into an address and a cookie."""
    return secrets.token_urlsafe(_BYTES)


def token_hash(token: str) -> str:
    """What is kept of a token: SHA-256 in hexadecimal (the token is random, so no salt is needed)."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def form_token(holder: str) -> str:
    """The token that a form carries back: made from what only its holder's browser and this server know."""
    return hmac.new(holder.encode("utf-8", "replace"), b"form", sha256).hexdigest()


def is_form_token(given: str, holder: str) -> bool:
    """Whether a form came from a page that was made for this holder; "" is nobody's."""
    return bool(holder) and hmac.compare_digest(given.encode("utf-8", "replace"), form_token(holder).encode())


def one_time_password() -> str:
    """A password to read aloud and type once: 16 clear signs (79 bits) in groups of four."""
    return "-".join(
        "".join(secrets.choice(_CLEAR_SIGNS) for _sign in range(_GROUP_SIZE)) for _group in range(_GROUPS)
    )
