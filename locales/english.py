"""English after a count of one: what a message says of many, said of one (Chinese needs no such thing)."""

import re

_NOUNS = (
    "accounts cells changes checks days decisions differences dimensions errors examples faults figures files "
    "grounds hours items letters links lines matters meetings milestones minutes months notices periods places "
    "points problems projects questions remarks reports requests rows seconds slides slips submissions tasks "
    "tokens units values versions votes workbooks"
)
_VERBS = {"have": "has", "are": "is", "were": "was", "do": "does"} | {
    plain: plain + "s" for plain in ("answer", "ask", "differ", "fall", "slip", "stand", "wait")
}
_ONE = re.compile(
    rf"(?<![\d.,:/–])\b1 ((?:more |other |led |new |open |cost )?)({_NOUNS.replace(' ', '|')})\b"
    rf"(?: ({'|'.join(_VERBS)})\b)?"
)


def of_one(text: str) -> str:
    """``1 days left`` → ``1 day left``, ``1 questions have to be …`` → ``1 question has to be …``; 0.1, 11 and 1 of 3 stay."""
    return _ONE.sub(_singular, text) if "1 " in text else text


def _singular(found: re.Match[str]) -> str:
    kind, noun, verb = found.groups()
    return f"1 {kind}{noun[:-1]}{f' {_VERBS[verb]}' if verb else ''}"
