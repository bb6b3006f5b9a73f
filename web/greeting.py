"""Who is spoken to on pages of our own, and in which language."""

from locales import CHINESE, LANGUAGES, use_language
from services.signed_in import Person


def speak(wanted: str, person: Person | None = None) -> str:
    """Use the wanted language for this request, else the person's own, else Chinese; return its code."""
    kept = person.language if person is not None else ""
    code = next((one for one in (wanted, kept) if one in LANGUAGES), CHINESE)
    use_language(code)
    return code


def who(person: Person) -> str:
    """Name, account and role of who is signed in, in one line."""
    name = person.actor.name
    called = name if person.called in ("", name) else f"{person.called} ({name})"
    return f"{called} · {person.actor.role.word}"
