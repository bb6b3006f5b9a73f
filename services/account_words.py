"""What an account's state and role are called, for the page and the terminal."""

from locales import _
from store.people import Account


def account_state(account: Account) -> str:
    """In one word or two: closed, waiting for the first sign-in, or in use."""
    if account.is_disabled:
        return _("closed")
    if account.password_hash is None:
        return _("single sign-on")
    return _("one-time password given out") if account.must_change else _("in use")
