"""Every word on screen exists in both languages, and none is kept that nobody says."""

import ast
from collections import Counter
from pathlib import Path

import polib
import pytest

import locales

ROOT = Path(__file__).parent.parent
CODE = (
    "domain",
    "metrics",
    "loaders",
    "store",
    "accounts",
    "charts",
    "services",
    "reports",
    "web",
    "commands",
    "panels",
    "pages",
)
CATALOGUES = sorted((ROOT / "locales" / "zh_CN").glob("*.po"))


def sources() -> list[Path]:
    folders = [
        file for name in CODE for file in (ROOT / name).rglob("*.py") if "migrations" not in file.parts
    ]
    return [*folders, ROOT / "dashboard.py", ROOT / "manage.py"]


def messages(file: Path) -> set[str]:
    calls = (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("_", "N_") and call.args
        if isinstance(call.args[0], ast.Constant)
    }


SAID = {message for file in sources() for message in messages(file)}
KEPT = Counter(entry.msgid for file in CATALOGUES for entry in polib.pofile(str(file)))


def test_every_message_has_a_chinese_text() -> None:
    assert sorted(SAID - set(locales.catalogue("zh"))) == []


def test_no_kept_message_is_unused() -> None:
    assert sorted(set(KEPT) - SAID) == []


def test_a_message_is_kept_in_one_place() -> None:
    assert [message for message, count in KEPT.items() if count > 1] == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.name)
def test_translation_fills_the_same_blanks(file: Path) -> None:
    def blanks(text: str) -> set[str]:
        parts = ast.parse("f" + repr(text)).body[0].value.values  # type: ignore[attr-defined]
        return {ast.unparse(part.value) for part in parts if isinstance(part, ast.FormattedValue)}

    assert [e.msgid for e in polib.pofile(str(file)) if blanks(e.msgid) != blanks(e.msgstr)] == []


def test_chinese_is_the_default_and_english_is_the_code_itself() -> None:
    assert locales.language() == "zh"
    assert locales._("Done") == "办结"
    with locales.in_language("en"):
        assert locales._("Done") == "Done"


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        locales.use_language("fr")
