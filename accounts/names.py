"""Account names: one spelling for what people type, and which names can be given."""

import unicodedata

from locales import _

SHORTEST, LONGEST = 2, 40
_ALLOWED_SIGNS = frozenset("._-@")


def folded(typed: str) -> str:
    """The name as it is kept and compared: NFKC, no outer spaces, small letters."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def name_fault(typed: str) -> str:
    """Why this can't be the name of an account; "" = it can."""
    name = folded(typed)
    if not SHORTEST <= len(name) <= LONGEST:
        return _("An account name has {least} to {most} characters.", least=SHORTEST, most=LONGEST)
    if not all(sign.isalnum() or sign in _ALLOWED_SIGNS for sign in name):
        return _("An account name is made of letters, digits and . _ - @ only.")
    return ""
