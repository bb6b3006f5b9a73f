"""Where to go after signing in: a page of this board, never another site."""

from urllib.parse import quote, urlsplit

HOME = "/"
_NOT_BACK_TO = ("/sign-in", "/sign-out", "/password", "/view", "/whoami", "/_stcore", "/api")


def safe_next(wanted: str) -> str:
    """The wanted local path with its query, or the front page where it is none of this board."""
    if not wanted.startswith("/") or wanted.startswith(("//", "/\\")) or not wanted.isprintable():
        return HOME
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return HOME
    if parts.scheme or parts.netloc or "\\" in wanted or parts.path.startswith(_NOT_BACK_TO):
        return HOME
    return quote(wanted, safe="/?&=%+:,;@!$'()*~-._")


def sign_in_path(wanted: str = "") -> str:
    """The address of the sign-in page that leads back to a page."""
    target = safe_next(wanted) if wanted else HOME
    return "/sign-in" if target == HOME else f"/sign-in?next={quote(target, safe='')}"
