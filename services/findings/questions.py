"""What the page of the four questions says: each question, its answer in one sentence, and how to read its chart."""

import pandas as pd

from domain import figures
from domain.promise import Callback, Topic
from locales import _
from services.findings.listing import listed
from services.four_questions import FourQuestions


def head(found: FourQuestions) -> str:
    """The first sentence: all four answers in figures; a question without data is named last."""
    told = [
        _("problems solved as promised {share}", share=solved_share(found.problems))
        if len(found.problems)
        else "",
        _("promised cuts paid {share}", share=paid_share(found.cuts)) if len(found.cuts) else "",
        _tally(found.approvals, _("approvals quicker")),
        _tally(found.services, _("services quicker")),
    ]
    known = [words for words in told if words]
    if not known:
        return _("None of the four questions can be answered yet")
    sentence = _("; ").join(known)
    missing = len(told) - len(known)
    return (
        sentence if not missing else _("{told}; {count} questions without data", told=sentence, count=missing)
    )


def solved_share(problems: pd.DataFrame) -> str:
    """Share of the problems due or solved that were solved as promised. problems: as in FourQuestions."""
    return (
        figures.percent(problems["solved_in_time"].sum() / problems["due"].sum())
        if problems["due"].sum()
        else figures.NONE
    )


def paid_share(cuts: pd.DataFrame) -> str:
    """Kept of promised, where all is counted in one measure; else the least kept."""
    if cuts["measure"].nunique() == 1 and cuts[["promised", "kept"]].notna().all(axis=None):
        return figures.percent(cuts["kept"].sum() / cuts["promised"].sum())
    return figures.percent(cuts["kept_share"].min())


def _tally(rows: pd.DataFrame, words: str) -> str:
    known = rows["ratio"].dropna()
    return f"{words} {(known < 1).sum()}/{len(known)}" if len(known) else ""


def problems(found: FourQuestions) -> str:
    """Are the problems solved?"""
    rows = found.problems
    if rows.empty:
        return _("No problem has been handed in")
    solved = int(rows["solved_in_time"].sum() + rows["solved_late"].sum())
    first = _(
        "{total} raised, {solved} solved; {kept} of {due} solved or due were solved as promised ({share})",
        total=rows["total"].sum(),
        solved=solved,
        kept=rows["solved_in_time"].sum(),
        due=rows["due"].sum(),
        share=solved_share(rows),
    )
    if found.overdue.empty:
        return _("{first}; none is past its promise", first=first)
    longest = figures.days(found.overdue["age_days"].max())
    return _(
        "{first}; {count} past their promise, waiting up to {days} days",
        first=first,
        count=len(found.overdue),
        days=longest,
    )


def callbacks(found: FourQuestions) -> str:
    """What those said who were called back, n first."""
    counts = {one: int(found.callbacks[one.value].sum()) for one in Callback}
    called = sum(counts.values()) - counts[Callback.NONE]
    if not called:
        return _("Nobody was called back yet, so what is solved rests on the units' word alone")
    return _(
        "Called back {called} of {solved} solved: {satisfied} satisfied, {dissatisfied} dissatisfied{other}",
        called=called,
        solved=sum(counts.values()),
        satisfied=counts[Callback.SATISFIED],
        dissatisfied=counts[Callback.DISSATISFIED],
        other=_(", {count} said otherwise", count=counts[Callback.UNCLEAR])
        if counts[Callback.UNCLEAR]
        else "",
    )


def ages(found: FourQuestions) -> str:
    """How many are unsolved."""
    count = int(found.ages[["overdue", "open"]].to_numpy().sum())
    return _("Unsolved: {count}, by days waited", count=count)


def age_words(above: float, upto: float) -> str:
    """A span of days waited."""
    if pd.isna(above):
        return _("day raised unknown")
    if pd.isna(upto):
        return _("over {days} days", days=figures.days(above))
    return _("{first} to {last} days", first=figures.days(above + 1), last=figures.days(upto))


def cuts(found: FourQuestions) -> str:
    """Are the promised cuts paid?"""
    rows = found.cuts
    if rows.empty:
        return _("Nothing has been supplied on promised cuts")
    shares = [
        f"{item} {figures.percent(share)}"
        for item, share in zip(rows["item"], rows["kept_share"], strict=True)
    ]
    if rows["measure"].nunique() != 1 or rows[["promised", "kept"]].isna().any(axis=None):
        return _("Paid of what was promised: {items}", items=listed(shares, 4))
    return _(
        "{kept} of {promised} promised are paid ({share}); {gone} of the year is over",
        kept=figures.quantity(rows["kept"].sum()),
        promised=figures.quantity(rows["promised"].sum(), rows["measure"].iloc[0]),
        share=paid_share(rows),
        gone=figures.percent(found.elapsed),
    )


def costs(found: FourQuestions) -> str:
    """Do the six cost lines fall as promised?"""
    rows = found.costs.dropna(subset="kept_share")
    if rows.empty:
        return _("Nothing has been supplied on the six cost lines")
    behind = rows.loc[rows["kept_share"] < found.elapsed]
    worst = rows.iloc[0]
    least = _(
        "least {line} {share}", line=Topic(worst["topic"]).word, share=figures.percent(worst["kept_share"])
    )
    if behind.empty:
        return _(
            "All {count} cost lines are kept at the pace of the year; {least}", count=len(rows), least=least
        )
    return _(
        "{count} of {total} cost lines are kept slower than the year goes; {least}",
        count=len(behind),
        total=len(rows),
        least=least,
    )


def approvals(found: FourQuestions) -> str:
    """Are approvals faster?"""
    return _quicker(found.approvals) or _("Nothing has been supplied on approvals")


def services(found: FourQuestions) -> str:
    """Are services quicker?"""
    return _quicker(found.services) or _("Nothing has been supplied on services")


def _quicker(rows: pd.DataFrame) -> str:
    known = rows.dropna(subset="ratio")
    if known.empty:
        return ""
    quicker = int((known["ratio"] < 1).sum())
    least = known.iloc[0]
    return _(
        "{quicker} of {total} are quicker than before; least {item}: {change}",
        quicker=quicker,
        total=len(known),
        item=least["item"],
        change=change(least["ratio"]),
    )


def change(ratio: float) -> str:
    """How much shorter or longer: ``−41.0%``."""
    if pd.isna(ratio):
        return figures.NONE
    share = figures.percent(abs(1 - ratio))
    if share == "0.0%":
        return _("unchanged")
    return f"−{share}" if ratio < 1 else f"+{share}"


def before_now(before: float, now: float, measure: str) -> str:
    """The two figures as they are printed beside a bar: ``48 → 28.3 workdays``."""
    return f"{figures.quantity(before)} → {figures.quantity(now, measure)}"


def told_by(rows: pd.DataFrame) -> str:
    """Where rows of 兑现与提速 come from: n, the newest period, the files."""
    files = rows["file_name"].dropna().unique().tolist()
    return _(
        "n = {count} items, as of {period}; {files}",
        count=len(rows),
        period=rows["period"].dropna().max(),
        files=listed([name for name in files if name], 2),
    )
