"""A letter 提醒函/督办函/约谈/通报 as an official document: its text as worded, numbered and signed → the bytes of a .docx."""

import re

from reports import official
from services.letter_desk import Paper

_HEADING = re.compile(r"(?:[一二三四五六七八九十]+、|[IVX]+\. )[^。；，,;:：]{1,30}")


def letter_document(paper: Paper) -> bytes:
    """The .docx of a letter, in the layout of GB/T 9704-2012.

    A line of its text that reads like a heading of the first level (``一、督办事项``) is set as one.
    """
    draft = paper.draft
    document = official.official_document(draft.title)
    official.masthead(document, draft.issuer, paper.number)
    official.title(document, draft.title)
    official.addressee(document, draft.addressee)
    for line in draft.text.splitlines():
        words = line.strip()
        if _HEADING.fullmatch(words):
            official.heading(document, words)
        else:
            official.body(document, words)
    official.signature(document, draft.issuer, draft.issued_on)
    return official.content(document)
