"""Every word on screen exists in both languages, and none is kept that nobody says."""

import ast
import re
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
HAN = re.compile("[\u3400-\u9fff]")
# Where words stand that are read, or asked for, as others write them: in constants of these modules, as in a spec.
OTHERS_WORDS = ("loaders/", "reports/letter.py", "reports/official_fonts.py")
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


def chinese(source: str, *, may_name: bool = False) -> list[str]:
    """Chinese text in code: beside docstrings and English messages that quote a header; in constants if those may not."""
    tree = ast.parse(source)
    fine = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = [line for line in tree.body if may_name and isinstance(line, ast.Assign | ast.AnnAssign)]
    messages = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_message(node)]
    fine |= {id(part) for allowed in (*constants, *messages) for part in ast.walk(allowed)}
    texts = (
        node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return [f"{one.lineno}: {one.value}" for one in texts if HAN.search(one.value) and id(one) not in fine]


def _is_message(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in ("_", "N_")


SAID = {message for file in sources() for message in messages(file)}
KEPT = Counter(entry.msgid for file in CATALOGUES for entry in polib.pofile(str(file)))


def test_every_message_has_a_chinese_text() -> None:
    assert sorted(SAID - set(locales.catalogue("zh"))) == []


def test_no_kept_message_is_unused() -> None:
    assert sorted(set(KEPT) - SAID) == []


def test_chinese_stands_in_locales_and_specs_and_nowhere_else_in_the_code() -> None:
    found = {}
    for file in sources():
        name = file.relative_to(ROOT).as_posix()
        if not name.startswith("loaders/specs/"):
            found[name] = chinese(file.read_text("utf-8"), may_name=name.startswith(OTHERS_WORDS))
    for folder in ("static", "panels", "web"):
        for file in (one for one in (ROOT / folder).rglob("*") if one.suffix in (".js", ".css", ".html")):
            found[file.relative_to(ROOT).as_posix()] = HAN.findall(file.read_text("utf-8"))
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_chinese_text_in_code_would_be_found() -> None:
    source = (
        '"""期次"""\nHEAD = "期次"\ndef f() -> str:\n    """期次"""\n    return _("Fill in 期次.") + "期次"\n'
    )
    assert chinese(source) == ["2: 期次", "5: 期次"]
    assert chinese(source, may_name=True) == ["5: 期次"]


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


def test_a_word_of_an_address_is_known_in_both_languages_even_where_two_share_their_chinese_one() -> None:
    assert locales.counterpart("Report of which unit") == locales.counterpart("Reporting unit") == "填报单位"
    assert locales.is_same("Reporting unit", "填报单位")
    assert locales.is_same("填报单位", "Reporting unit")
    assert not locales.is_same("填报单位", "District leader")


@pytest.mark.parametrize(
    ("message", "count", "said"),
    [
        ("{count} days left until noon", 1, "1 day left until noon"),
        ("{count} days left until noon", 11, "11 days left until noon"),
        ("−{count} days", 1, "−1 day"),
        ("{count} questions have to be answered", 1, "1 question has to be answered"),
        ("{count} more units", 1, "1 more unit"),
        ("{count} points ahead", 0.1, "0.1 points ahead"),
        ("{count} of 3 projects slip", 1, "1 of 3 projects slip"),
    ],
)
def test_english_says_one_day_and_not_one_days(message: str, count: float, said: str) -> None:
    with locales.in_language("en"):
        assert locales._(message, count=count) == said


def test_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        locales.use_language("fr")
