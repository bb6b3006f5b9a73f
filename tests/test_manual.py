"""The manual in the app: every chapter is there with its pictures, each role opens its own, links lead nowhere outside."""

import re

import pytest

from accounts.roles import Role
from locales import CHINESE, _, catalogue, in_language
from services.manual import CHAPTERS, FOLDER, Picture, chapter_file, own_chapter, parts
from tests.test_pages import small_store
from tools.running import board

__all__ = ["small_store"]  # the fixture


def test_every_file_of_the_manual_is_a_chapter() -> None:
    with in_language(CHINESE):
        assert {_(chapter) for chapter in CHAPTERS} == {
            file.stem for file in FOLDER.glob("*.md") if file.stem != "README"
        }


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_is_text_and_pictures_that_exist_without_links_to_files(chapter: str) -> None:
    found = parts(chapter)
    assert [part.file.name for part in found if isinstance(part, Picture) and not part.file.exists()] == []
    texts = [part for part in found if isinstance(part, str)]
    assert texts
    assert [part for part in texts if "](" in part or part.startswith("# ")] == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_the_manual_tells_to_press_and_to_open_is_on_screen_in_these_words(chapter: str) -> None:
    text = chapter_file(chapter).read_text("utf-8")
    named = set(re.findall(r"点(?:右上角)?“([^”]+)”|“([^”]+)”页", text))
    said = {re.sub(r"\{\w+\}", "…", words) for words in catalogue(CHINESE).values()}
    assert [word for pair in named for word in pair if word and word not in said] == []


def test_each_role_has_its_chapter() -> None:
    with in_language(CHINESE):
        own = {role: _(own_chapter(role)) for role in Role}
    assert own[Role.UNIT] == "填报"
    assert (own[Role.OFFICE], own[Role.LEADER], own[Role.ADMIN]) == ("五型办", "领导", "管理员")


@pytest.mark.parametrize(
    ("role", "asked", "chapter"), [("unit", {}, "填报"), ("leader", {"chapter": "五型办"}, "五型办")]
)
def test_the_page_opens_the_own_chapter_or_the_one_in_the_address(
    small_store, monkeypatch, role, asked, chapter
) -> None:
    monkeypatch.setenv("BOARD_DATA", str(small_store))
    shown = board("manual", role=Role(role), **asked).run()
    assert [one.message for one in shown.exception] == []
    assert shown.header[0].value == f"手册 · {chapter}"
