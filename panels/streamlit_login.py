"""Streamlit's own st.login as the sign-in needs it: is it set up, where does it start, what did the provider say.

The one place that knows how Streamlit keeps the answer: a signed cookie that holds thirty days and signs in again
after a sign-out. So it is read once, while it is fresh, and taken away in the same answer.
"""

import json
from collections.abc import Mapping
from typing import Any

from streamlit.auth_util import encode_provider_token, get_cookie_with_chunks, get_secrets_auth_section
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

_FRESH_DAYS = 2 / (24 * 60)  # two minutes: the browser comes here at once


class StreamlitLogin:
    """What ``web.single_sign_on`` asks of it; the provider is the [auth] section of secrets.toml."""

    def is_set_up(self) -> bool:
        """Whether secrets.toml names a provider."""
        section = get_secrets_auth_section()
        return bool(section) and bool(section.get("redirect_uri"))

    def start(self) -> str:
        """The local path that leads to the provider."""
        return f"/auth/login?provider={encode_provider_token('default')}"

    def claims(self, cookies: Mapping[str, str]) -> Mapping[str, Any] | None:
        """What the provider has just said of the person; None = nothing, or not just now."""

        def decoded(name: str) -> bytes | None:
            value = cookies.get(name)
            return value and decode_signed_value(get_cookie_secret(), name, value, _FRESH_DAYS)  # type: ignore[return-value]

        raw = get_cookie_with_chunks(decoded, USER_COOKIE_NAME)
        if not raw:
            return None
        found = json.loads(raw)
        return found if isinstance(found, dict) else None

    def cookie_names(self, cookies: Mapping[str, str]) -> list[str]:
        """All cookies that Streamlit has set for it."""
        return [name for name in cookies if name.startswith((USER_COOKIE_NAME, TOKENS_COOKIE_NAME))]
