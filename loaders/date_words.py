"""Words that name the end of a span of time: 月底, 上旬, 三季度, 上半年, 年底前, and those that name none."""

import re
from datetime import date, timedelta

End = date
_PARTS = {
    "": 31, "底": 31, "末": 31, "底前": 31, "末前": 31, "内": 31, "份": 31, "底之前": 31, "底以前": 31, "月底": 31,
    "下旬": 31, "下旬前": 31, "份前": 0, "中旬": 20, "中旬前": 0, "上旬": 10, "上旬前": 0, "前": 0, "以前": 0, "之前": 0,
}  # fmt: skip
_YEAR = re.compile(r"(20\d{2})?(今年|本年|当年|明年|次年|来年|去年)?(?:年?度?)(.+)")
_YEAR_ENDS = frozenset(("底", "末", "内", "底前", "末前", "终", "年底", "年末", "年内", "年底前", "年末前", "全年", "年终", "底之前",
                        "年底之前", "年底以前", "年", "年度", "度", "内完成", "年内完成", "年底前完成", "年底完成", "全年完成"))  # fmt: skip
_NEED_YEAR = frozenset(("底", "末", "内", "终", "底前", "末前", "内完成", "底之前", "年", "年度", "度"))
_HALVES = re.compile(r"(上|下)半年(?:底|末|内)?(前|底前|末前)?")
_QUARTER = re.compile(r"第?([一二三四1-4])季度?(底|末|内|底前|末前|前)?|q([1-4])")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_MONTH_ENDS = {"月底": 0, "本月底": 0, "月末": 0, "本月末": 0, "月内": 0, "本月内": 0, "月底前": 0, "本月": 0, "当月底": 0,
               "本月底前": 0, "下月底": 1, "下月": 1, "下月末": 1, "下个月": 1, "下月底前": 1, "下个月底": 1}  # fmt: skip
_SHIFTS = {"明年": 1, "次年": 1, "来年": 1, "去年": -1}
_ENDLESS = re.compile(r"长期|常态|持续|常年|全年坚持|每月|每季|每年|贯穿|不间断|经常性|年度性工作")
_NUMERALS = {
    "十": 10,
    "零": 0,
    "○": 0,
    **{sign: number for number, sign in enumerate("〇一二三四五六七八九")},
}
_YEAR_NUMERAL = re.compile(r"([零〇○一二三四五六七八九]{4})(?=年)")
_MONTH_NUMERAL = re.compile(r"(?<![零〇一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])(?=月)")
_DAY_NUMERAL = re.compile(r"(?<=月)([一二三]?)(十?)([一二三四五六七八九]?)(?=[日号])")
_BEFORE, _MIDDLE, _FIRST_HALF = "前", "中", "上"
_BARE_BEFORE = frozenset((_BEFORE, "以前", "之前", "份前"))
_OPEN = frozenset(("待定", "未定", "另行确定", "另行通知", "视情况而定", "根据上级安排", "不定期"))


def arabic(plain: str) -> str:
    """The text with Chinese numerals of years, months and days as digits: 二〇二二年十月 → 2022年10月."""
    plain = _YEAR_NUMERAL.sub(lambda found: "".join(str(_NUMERALS[sign]) for sign in found[1]), plain)
    plain = _MONTH_NUMERAL.sub(lambda found: str(sum(_NUMERALS[sign] for sign in found[1])), plain)
    return _DAY_NUMERAL.sub(_day_number, plain)


def _day_number(found: re.Match[str]) -> str:
    """二十八 → 28; what is no number stays."""
    tens, ten, ones = found.groups()
    if not ten:
        return str(_NUMERALS[tens or ones]) if bool(tens) is not bool(ones) else found[0]
    return str(10 * (_NUMERALS[tens] if tens else 1) + (_NUMERALS[ones] if ones else 0))


def end_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def month_part(year: int, month: int, words: str) -> tuple[End, ...] | None:
    """The end of a month's part: 上旬 10th, 中旬 20th, else the month's end; two ends for a bare 前."""
    if words not in _PARTS:
        return None
    last = end_of_month(year, month)
    if words in _BARE_BEFORE:
        return (date(year, month, 1) - timedelta(days=1), last)
    if _PARTS[words] == 0:
        limit = 20 if words.startswith(_MIDDLE) else 10
        return (date(year, month, limit - 10) if limit == 20 else date(year, month, 1) - timedelta(days=1),
                date(year, month, limit))  # fmt: skip
    return (min(last, date(year, month, min(_PARTS[words], last.day))),)


def span_end(plain: str, today: date | None) -> tuple[End, ...] | None:
    """The end of the span that a whole text names; () when its year is not known, None when it names none."""
    if plain in _MONTH_ENDS:
        return () if today is None else (_months_on(today, _MONTH_ENDS[plain]),)
    found = _YEAR.fullmatch(plain)
    year = int(found[1]) if found and found[1] else _year_of(found[2] if found else None, today)
    rest = found[3] if found and (found[1] or found[2]) else plain
    spans = _spans(rest, bool(found and (found[1] or found[2])))
    if spans is None:
        return None
    if year is None:
        return ()
    return tuple(date(year - 1, 12, 31) if month == 0 else end_of_month(year, month) for month in spans)


def no_date(plain: str) -> bool:
    """Whether a text says that there is no date: 长期坚持, 常态化推进, 待定."""
    return plain in _OPEN or (bool(_ENDLESS.search(plain)) and not any(sign.isdigit() for sign in plain))


def _year_of(word: str | None, today: date | None) -> int | None:
    return None if today is None else today.year + _SHIFTS.get(word or "", 0)


def _months_on(today: date, months: int) -> date:
    after = today.year * 12 + today.month - 1 + months
    return end_of_month(after // 12, after % 12 + 1)


def _spans(rest: str, dated: bool) -> tuple[int, ...] | None:
    """Months whose ends are meant; two where 前 leaves it open whether the span itself counts."""
    if rest in _YEAR_ENDS and (dated or rest not in _NEED_YEAR):
        return (12,)
    half = _HALVES.fullmatch(rest)
    if half:
        last = 6 if half[1] == _FIRST_HALF else 12
        return (last - 6, last) if half[2] == _BEFORE else (last,)
    quarter = _QUARTER.fullmatch(rest)
    if quarter:
        last = 3 * (int(quarter[3]) if quarter[3] else _QUARTERS.get(quarter[1]) or int(quarter[1]))
        return (last - 3, last) if quarter[2] == _BEFORE else (last,)
    return None
