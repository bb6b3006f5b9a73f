"""The parts of the page of the four questions: each question with its answer in a sentence, its chart and its source."""

from pathlib import Path

import pandas as pd
import streamlit as st

from charts.before_now import before_now, before_now_key
from charts.kept_bars import kept_bars, kept_key
from charts.problem_bars import problem_bars, problem_key
from domain import figures
from domain.light import Light
from domain.plan import Plan
from domain.promise import Callback, Topic
from locales import _
from panels import cards, links
from panels.filters import unit_words
from panels.item_links import Item, item_links
from panels.paper_table import paper_table
from panels.pictures import picture
from services.findings import questions as findings
from services.four_questions import FourQuestions

_SHEET = Path(__file__).with_name("questions.css")


def draw_questions_style() -> None:
    """Add this page's own style."""
    st.html(_SHEET)


def _answer(question: str, finding: str, source: str, colour: str) -> None:
    """A question, who vouches for its figures, and the answer large enough to be read across a room."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{question}**", width="content")
        st.badge(source, color="orange" if colour == "orange" else "blue")
    st.subheader(finding, anchor=False)


def _supplied(rows: pd.DataFrame) -> bool:
    """Whether there is anything to draw; else it says who can supply it."""
    if rows.empty:
        cards.nothing(
            _("The supervision office supplies it in the oversight workbook, sheet of promises and speed.")
        )
        return False
    return True


def draw_problems(plan: Plan, found: FourQuestions) -> None:
    """Are the problems that enterprises and the public raised solved?"""
    with st.container(key="question_problems"):
        _answer(
            _("1 · Are the problems that enterprises and the public raise solved?"),
            findings.problems(found),
            _("reported by units"),
            "orange",
        )
        if found.problems.empty:
            cards.nothing(_("Units hand problems in with their progress workbook, sheet of problems."))
            return
        cards.chart(
            _("By category, n = {count}", count=found.problems["total"].sum()),
            picture(problem_bars, found.problems, cards.look()),
            key="problem_bars",
            note=problem_key(),
            wide=True,
        )
        _said(found)
        _waiting(plan, found)


def _said(found: FourQuestions) -> None:
    """What those said who raised the problems, and how long the unsolved ones wait."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{findings.callbacks(found)}**", width="content")
        st.badge(_("said by those who raised them, written down by units"), color="blue")
    if len(found.callbacks):
        paper_table(_callback_rows(found.callbacks))
    cards.part_title(findings.ages(found))
    paper_table(_age_rows(found.ages))


def _callback_rows(rows: pd.DataFrame) -> pd.DataFrame:
    counts = {one.word: rows[one.value].astype("str") for one in Callback}
    return pd.DataFrame({_("Raised by"): rows["source"], **counts})


def _age_rows(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Waiting"): [
                findings.age_words(*span) for span in zip(rows["above"], rows["upto"], strict=True)
            ],
            _("Past its promise"): rows["overdue"].astype("str"),
            _("Not due yet"): rows["open"].astype("str"),
        }
    )


def _waiting(plan: Plan, found: FourQuestions) -> None:
    """What is past its promise, longest waiting first; each leads to its unit."""
    if found.overdue.empty:
        return
    words = unit_words(plan)
    cards.part_title(_("Past their promise, longest waiting first"))
    items = [
        Item(
            light=Light.CRITICAL,
            word=_("{days} days", days=figures.days(row["age_days"])),
            name=row["description"],
            more=f"{row['label']} · {row['category']} · {row['place']}",
            page="unit",
            filters={"unit": words.get(row["unit_id"])},
        )
        for row in found.overdue.to_dict("records")
    ]
    item_links(items, key="overdue_problems")


def draw_cuts(found: FourQuestions) -> None:
    """Are the promised cuts of taxes and fees paid?"""
    with st.container(key="question_cuts"):
        question = _("2 · Are the promised tax and fee cuts paid?")
        _answer(question, findings.cuts(found), _("verified by the office"), "blue")
        if _supplied(found.cuts):
            rows = found.cuts.assign(word=found.cuts["item"])
            bars = picture(kept_bars, rows, found.elapsed, cards.look())
            cards.chart(
                findings.told_by(rows), bars, key="kept_cuts", note=kept_key(found.elapsed), wide=True
            )


def draw_times(found: FourQuestions) -> None:
    """Are approvals faster, are services quicker?"""
    parts = (
        ("approvals", _("3 · Are approvals faster?"), found.approvals, findings.approvals(found)),
        ("services", _("4 · Are services for enterprises and the public quicker?"), found.services, findings.services(found)),
    )  # fmt: skip
    for name, question, rows, finding in parts:
        with st.container(key=f"question_{name}"):
            _answer(question, finding, _("verified by the office"), "blue")
            if _supplied(rows):
                picture = before_now(_time_rows(rows), cards.look())
                title, key = findings.told_by(rows), f"times_{name}"
                cards.chart(
                    title,
                    picture,
                    key=key,
                    note=before_now_key(with_promise=bool(rows["promised"].notna().any())),
                    wide=True,
                )


def _time_rows(rows: pd.DataFrame) -> pd.DataFrame:
    told_times = zip(rows["before"], rows["now"], rows["measure"], strict=True)
    return pd.DataFrame(
        {
            "item": rows["item"],
            "ratio": rows["ratio"],
            "promise": rows["promised"] / rows["before"].where(rows["before"] > 0),
            "figures": [findings.before_now(*told) for told in told_times],
            "change": [findings.change(value) for value in rows["ratio"]],
        }
    )


def draw_costs(found: FourQuestions) -> None:
    """The six cost lines: what was promised of each and what is kept."""
    with st.container(key="question_costs"):
        question = _("What was promised on the six cost lines")
        _answer(question, findings.costs(found), _("verified by the office"), "blue")
        rows = found.costs
        if _supplied(rows.dropna(subset="kept_share")):
            single = rows.groupby("topic")["topic"].transform("size") == 1
            words = rows["item"].where(~single, [Topic(topic).word for topic in rows["topic"]])
            cards.chart(
                findings.told_by(rows.dropna(subset="item")),
                picture(kept_bars, rows.assign(word=words), found.elapsed, cards.look()),
                key="kept_costs",
                note=kept_key(found.elapsed),
                wide=True,
            )


def draw_sources(found: FourQuestions) -> None:
    """Every figure of the promises with the cell it stands in, and what answers no question."""
    rows = pd.concat(
        [found.cuts, found.approvals, found.services, found.costs.dropna(subset="item"), found.others]
    )
    if rows.empty:
        links.link(
            _("Hand in the oversight workbook"),
            "oversight",
            key="to_oversight",
            icon=":material/arrow_forward:",
        )
        return
    if len(found.others):
        cards.part_title(
            _("{count} rows answer none of the questions by their name and measure", count=len(found.others))
        )
    with st.expander(_("Every figure and the cell it stands in")):
        paper_table(_source_rows(rows))


def _source_rows(rows: pd.DataFrame) -> pd.DataFrame:
    numbers = {
        _("Promised"): rows["promised"], _("Kept"): rows["kept"], _("Before"): rows["base"], _("Now"): rows["current"],
    }  # fmt: skip
    told = {name: [figures.quantity(value) for value in values] for name, values in numbers.items()}
    return pd.DataFrame(
        {
            _("Promise"): rows["item"],
            **told,
            _("Measure"): rows["measure"],
            _("Answers"): [Topic(topic).word if topic else figures.NONE for topic in rows["topic"]],
            _("Where it stands"): rows["file_name"].str.cat(rows["place"], sep=" "),
        }
    )
