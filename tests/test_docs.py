"""What README and docs say can be followed: links and pictures exist, commands and their options too."""

import re
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from manage import cli

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FILE = re.compile(r"\b(?:tests|services|store|loaders|domain|web|panels|tools)/[\w/]+\.(?:py|css)\b")
_COMMAND = re.compile(r"manage\.py((?: +[^\s`#|（），。；]+)*)")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def commands(text: str) -> list[list[str]]:
    """Words behind each ``manage.py``, e.g. [account, add, root, --role, admin]."""
    return [words for found in _COMMAND.finditer(text) if (words := found[1].split())]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_relative_link_and_picture_leads_to_a_file(page: Path) -> None:
    targets = [unquote(link).partition("#")[0] for link in _LINK.findall(page.read_text("utf-8"))]
    inside = [target for target in targets if target and not re.match(r"[a-z]+:", target)]
    assert [target for target in inside if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_and_option_exists(page: Path) -> None:
    assert [fault for words in commands(page.read_text("utf-8")) if (fault := unknown(words))] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_source_file_named_exists(page: Path) -> None:
    files = [name for name in _FILE.findall(page.read_text("utf-8")) if "NAME" not in name]
    assert [name for name in files if not (ROOT / name).exists()] == []


def unknown(words: list[str]) -> str:
    """What in a command line isn't there; empty = all of it is."""
    command: click.Command = cli
    for word in words:
        if isinstance(command, click.Group):
            if word not in command.commands:
                return "" if word.startswith("-") else " ".join(words)
            command = command.commands[word]
        elif word.startswith("--") and not any(word in one.opts for one in command.params):
            return " ".join(words)
    return ""


def test_a_wrong_command_or_option_would_be_found() -> None:
    assert commands("run `python manage.py vanish --all` now") == [["vanish", "--all"]]
    assert unknown(["vanish"]) == "vanish"
    assert unknown(["account", "vanish"]) == "account vanish"
    assert unknown(["verify", "--vanish"]) == "verify --vanish"
    assert unknown(["verify", "--anchor", "F"]) == ""


def test_decisions_are_numbered_once_and_all_stand_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    files = sorted(file.name for file in folder.glob("[0-9]*.md"))
    index = (folder / "README.md").read_text("utf-8")
    assert [name for name in files if f"({name})" not in index] == []
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
