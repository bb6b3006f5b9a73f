"""Access tokens in words: state, scopes, whose they are; a line each, or a table."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from domain.figures import moment
from locales import _
from services.api_tokens import SCOPES, ApiToken


def state_words(token: ApiToken, now: datetime) -> str:
    """Whether it still opens anything."""
    if token.revoked_at is not None:
        return _("revoked")
    return _("open") if token.is_open(now) else _("expired")


def scope_words(token: ApiToken) -> str:
    """What it may do."""
    return _(", ").join(_(SCOPES[scope]) for scope in token.scopes)


def unit_words(token: ApiToken) -> str:
    """Which unit it is for."""
    return token.unit_id or _("whole district")


def token_line(token: ApiToken, now: datetime) -> str:
    """One line for the terminal."""
    parts = (
        str(token.token_id),
        token.label,
        scope_words(token),
        unit_words(token),
        _("until {moment}", moment=moment(token.expires_at)),
        state_words(token, now),
        _("last used {moment}", moment=moment(token.used_at)),
    )
    return "  ".join(parts)


def token_rows(tokens: Sequence[ApiToken], now: datetime) -> pd.DataFrame:
    """One row a token, columns headed in the language in use, all text."""
    return pd.DataFrame(
        {
            _("No."): [str(token.token_id) for token in tokens],
            _("Token for"): [token.label for token in tokens],
            _("May"): [scope_words(token) for token in tokens],
            _("Unit"): [unit_words(token) for token in tokens],
            _("Until"): [moment(token.expires_at) for token in tokens],
            _("State"): [state_words(token, now) for token in tokens],
            _("Last used"): [moment(token.used_at) for token in tokens],
            _("Made by"): [token.created_by for token in tokens],
        },
        dtype="str",
    )
