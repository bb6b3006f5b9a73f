"""The four questions of the speech 四问, answered from a Briefing: problems solved, cuts paid, approvals and services quicker."""

from dataclasses import dataclass

import pandas as pd

from domain.promise import COST_LINES, Callback, Topic
from loaders.specs.voices import callback_of, topic_of
from metrics.problems import OPEN, OVERDUE, SOLVED_IN_TIME, SOLVED_LATE
from services.briefing import Briefing

STATES = (SOLVED_IN_TIME, SOLVED_LATE, OVERDUE, OPEN)
NAN, INF = float("nan"), float("inf")
AGES = (15.0, 30.0, 60.0)  # days: unsolved problems by how long they wait, up to and including, then longer


@dataclass(frozen=True, slots=True, kw_only=True)
class FourQuestions:
    """What answers each question; frames without rows where nothing was supplied.

    problems — one row a category, most overdue first: category, solved_in_time, solved_late, overdue, open, total, due
        [solved or past the promise]
    ages — one row a span of days that unsolved problems wait: above, upto [days, NaN = no bound, both NaN = day raised
        unknown, left out where there is none], overdue, open
    callbacks — one row a source that was called back or not: source, and a count for each Callback value
    overdue — rows of frame issues past their promise, longest waiting first
    cuts, costs — newest row of each item, least kept first: item, topic, promised, kept, kept_share, measure, period,
        file_name, place; costs holds each of the six lines, with missing figures where nothing was supplied
    approvals, services — newest row of each item, least quickened first: item, before, now [in the measure], promised,
        ratio [now / before], measure, period, file_name, place
    others — rows that answer no question
    elapsed — share of the plan's year that is over by the period's end [0–1]
    """

    problems: pd.DataFrame
    ages: pd.DataFrame
    callbacks: pd.DataFrame
    overdue: pd.DataFrame
    cuts: pd.DataFrame
    costs: pd.DataFrame
    approvals: pd.DataFrame
    services: pd.DataFrame
    others: pd.DataFrame
    elapsed: float


def four_questions(briefing: Briefing) -> FourQuestions:
    """The answers as of the Briefing's period; problems are those of its selection, promises are the district's."""
    issues, rows = briefing.issues, _newest(briefing.promises)
    waiting = issues.loc[issues["state"] == OVERDUE].sort_values("age_days", ascending=False, kind="stable")
    return FourQuestions(
        problems=_problems(issues),
        ages=_ages(issues),
        callbacks=_callbacks(issues),
        overdue=waiting.reset_index(drop=True),
        cuts=_kept(rows.loc[rows["topic"] == Topic.CUTS]),
        costs=_costs(rows),
        approvals=_quickened(rows.loc[rows["topic"] == Topic.APPROVALS]),
        services=_quickened(rows.loc[rows["topic"] == Topic.SERVICES]),
        others=rows.loc[rows["topic"] == ""].reset_index(drop=True),
        elapsed=elapsed(briefing),
    )


def elapsed(briefing: Briefing) -> float:
    """Share of the days of the plan's periods that are over by the period's end: half of 2022 by 2 July. [0–1]"""
    windows = briefing.plan.windows
    first, last = min(one.starts_on for one in windows), max(one.ends_on for one in windows)
    return ((briefing.as_of - first).days + 1) / ((last - first).days + 1)


def _newest(promises: pd.DataFrame) -> pd.DataFrame:
    rows = promises.loc[promises["is_newest"]]
    topics = [topic_of(item, measure) for item, measure in zip(rows["item"], rows["measure"], strict=True)]
    return rows.assign(topic=pd.array([topic or "" for topic in topics], dtype="str"))


def _problems(issues: pd.DataFrame) -> pd.DataFrame:
    counts = pd.crosstab(issues["category"], issues["state"]).reindex(columns=STATES, fill_value=0)
    rows = counts.rename_axis(columns=None).reset_index()
    rows["total"] = rows[list(STATES)].sum(axis=1)
    rows["due"] = rows["total"] - rows[OPEN]
    order = [OVERDUE, SOLVED_LATE, "total"]
    return rows.sort_values(order, ascending=False, kind="stable", ignore_index=True)


def _ages(issues: pd.DataFrame) -> pd.DataFrame:
    """Unsolved problems by how long they wait."""
    age, state = issues["age_days"], issues["state"]
    spans = [(low, high, age.between(low, high, inclusive="right")) for low, high in _spans()]
    spans.append((NAN, NAN, age.isna()))
    rows = [
        (
            low,
            NAN if high == INF else high,
            int((state[among] == OVERDUE).sum()),
            int((state[among] == OPEN).sum()),
        )
        for low, high, among in spans
    ]
    ages = pd.DataFrame(rows, columns=["above", "upto", "overdue", "open"])
    return ages.loc[ages["above"].notna() | (ages["overdue"] + ages["open"] > 0)]


def _spans() -> list[tuple[float, float]]:
    return list(zip((-1.0, *AGES), (*AGES, INF), strict=True))


def _callbacks(issues: pd.DataFrame) -> pd.DataFrame:
    """Of solved problems: what those who raised them said, by source."""
    solved = issues.loc[issues["state"].isin([SOLVED_IN_TIME, SOLVED_LATE])]
    said = pd.Series([callback_of(text).value for text in solved["callback"]], solved.index, dtype="str")
    counts = pd.crosstab(solved["source"], said).reindex(
        columns=[one.value for one in Callback], fill_value=0
    )
    return counts.rename_axis(columns=None).reset_index()


def _kept(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values("kept_share", kind="stable", ignore_index=True)


def _costs(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the six cost lines, least kept first, then the lines of which nothing was supplied."""
    known = rows.loc[rows["topic"].isin(COST_LINES)]
    absent = [line.value for line in COST_LINES if line not in set(known["topic"])]
    return pd.concat([_kept(known), pd.DataFrame({"topic": absent})], ignore_index=True)


def _quickened(rows: pd.DataFrame) -> pd.DataFrame:
    """Before and now; what is promised of a time limit and its keeping stand where no figure of now does."""
    now = rows["current"].where(rows["current"].notna(), rows["kept"])
    made = rows.assign(before=rows["base"], now=now)
    made["ratio"] = made["now"] / made["before"].where(made["before"] > 0)
    return made.sort_values("ratio", ascending=False, kind="stable", ignore_index=True)
