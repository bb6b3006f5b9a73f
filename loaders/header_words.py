"""What one header means: the field whose words it is, else the one whose family it fits."""

import re
from functools import lru_cache

from loaders.specs.column import Spec
from loaders.text import PERCENT_UNITS, header_unit, header_word

_MONTHS = r"^(?:截至|截止|截|到|至)?(?:20\d\d年)?(?:(?:\d{1,2}[-~至])?\d{1,2}月)?(?:份|底|末|止|\d{1,2}日)?"
_WHEN = re.compile(_MONTHS + r"(?:本期|本月|本周|当月|当期|累计|目前|当前|至今)?(?:止|末|底)?|\(?\d+\)?[.、]")
_SPAN = re.compile(_MONTHS + r"(?:本期|本月|本周|当月|当期|目前|当前|至今)?(?:止|末|底)?")
_TIMELY = frozenset("截到2本当累目至1(0 3456789")
_KINDS = ("数值", "文字")  # what a column says it holds
_LAST = ("上期", "上月", "上次", "上周", "去年", "上年")
_PARTICLES = re.compile(r"以及|[的及和与并、/,·;&+|]")
_ALIKE = (("需要", "需"), ("下一步", "下步"), ("下一阶段", "下阶段"), ("下一期", "下期"))


@lru_cache(maxsize=20_000)
def named(spec: Spec, title: str) -> str:
    """The field that lists a header's words, "" for none; 截至9月底完成率 is still 完成率.

    What stands in brackets counts first where it tells a figure from words: 完成情况（%） is a rate.
    """
    word, mark = header_word(title), _mark(title)
    found = (spec.words.get(word + mark) or akin(spec, title)) if mark else ""
    found = found or spec.words.get(word, "")
    if found:
        return found
    return spec.words.get(timeless(word), "") if word[:1] in _TIMELY else ""


@lru_cache(maxsize=20_000)
def akin(spec: Spec, title: str) -> str:
    """The one field whose family of headers a title fits, "" for none and for two."""
    word = header_word(title)
    if not word or len(word) > 24:
        return ""
    core = _SPAN.sub("", _PARTICLES.sub("", word), count=1) + _mark(title)
    for written, meant in _ALIKE:
        core = core.replace(written, meant)
    fitting = [name for name, family in spec.families if family.fullmatch(core)]
    return fitting[0] if len(fitting) == 1 else ""


def _mark(title: str) -> str:
    """% or a word in a header's brackets that tells what kind of column it is; "" for other units."""
    unit = header_unit(title)
    return "%" if unit in PERCENT_UNITS else unit if unit in _KINDS else ""


@lru_cache(maxsize=5_000)
def is_listed(title: str, known: frozenset[str]) -> bool:
    """Whether a cell's words are among the known ones, of whatever column."""
    word = header_word(title)
    return word in known or (word[:1] in _TIMELY and timeless(word) in known)


@lru_cache(maxsize=5_000)
def timeless(word: str) -> str:
    """The header without the time it speaks of; what speaks of last period is left as it is."""
    if word.startswith(_LAST):
        return ""
    return _WHEN.sub("", word, count=1)
