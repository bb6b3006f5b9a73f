"""What the office and outsiders say of units' work 督查评价, as plain rows that remember where they stand."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from locales import N_, _


class Voter(StrEnum):
    """Who rates a unit 评价主体."""

    ENTERPRISE = "enterprise"
    PUBLIC = "public"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_VOTER_WORDS[self])


class Method(StrEnum):
    """How an inspection came about 方式."""

    REGULAR = "regular"
    UNANNOUNCED = "unannounced"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_METHOD_WORDS[self])


class Field(StrEnum):
    """What an inspection is about 督查领域: the five of the launching speech, in its order."""

    PROJECTS = "projects"
    ENTERPRISES = "enterprises"
    INVESTMENT = "investment"
    ENVIRONMENT = "environment"
    POVERTY = "poverty"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_FIELD_WORDS[self])


class ExampleType(StrEnum):
    """Which way an example points 典型."""

    POSITIVE = "positive"
    NEGATIVE = "negative"

    @property
    def word(self) -> str:
        """Name on screen, in the language in use."""
        return _(_EXAMPLE_WORDS[self])


_VOTER_WORDS = {Voter.ENTERPRISE: N_("Enterprises"), Voter.PUBLIC: N_("The public")}
_METHOD_WORDS = {Method.REGULAR: N_("Regular check"), Method.UNANNOUNCED: N_("Unannounced visit")}
_FIELD_WORDS = {
    Field.PROJECTS: N_("Key projects"),
    Field.ENTERPRISES: N_("Help for enterprises"),
    Field.INVESTMENT: N_("Attracting investment"),
    Field.ENVIRONMENT: N_("Cleaning up the environment"),
    Field.POVERTY: N_("Poverty relief"),
}
_EXAMPLE_WORDS = {ExampleType.POSITIVE: N_("Positive example"), ExampleType.NEGATIVE: N_("Negative example")}
GRADES = ("very_satisfied", "satisfied", "fairly_satisfied", "dissatisfied", "very_dissatisfied")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One row of 督查核验: what a check found of a task. ``verified`` [0–1]; ``field`` [Field value, "" = not told]."""

    inspected_on: date
    method: str = Method.REGULAR
    unit_id: str
    task_id: str
    verified: float
    finding: str = ""
    evidence: str = ""
    note: str = ""
    field: str = ""
    row: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One row of 企业群众评价: votes by grade, best grade first; ``sample`` asked, None = not told."""

    period: str
    unit_id: str
    voters: str
    very_satisfied: int = 0
    satisfied: int = 0
    fairly_satisfied: int = 0
    dissatisfied: int = 0
    very_dissatisfied: int = 0
    sample: int | None = None
    measures: str = ""
    row: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One row of 兑现与提速: promised and kept [in the measure], or the figure before and now."""

    period: str
    item: str
    promised: float | None = None
    kept: float | None = None
    base: float | None = None
    current: float | None = None
    measure: str = ""
    row: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """One row of 加减分: points for or against a unit, with basis and approver."""

    happened_on: date
    unit_id: str
    points: float
    reason: str = ""
    document: str = ""
    approved_by: str = ""
    row: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One row of 典型: a case to follow or to warn, approved by a person."""

    happened_on: date
    unit_id: str
    type: str
    reason: str = ""
    approved_by: str = ""
    row: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One row of 交办事项: what a meeting decided, for whom, by when; ``done_on`` None = open."""

    assigned_on: date
    meeting: str = ""
    content: str
    units: tuple[str, ...] = ()
    due_on: date | None = None
    done_on: date | None = None
    result: str = ""
    row: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversight:
    """A whole oversight workbook as read, or what was entered on a page; ``period`` "" = of no one period."""

    period: str = ""
    inspections: tuple[Inspection, ...] = ()
    ratings: tuple[Rating, ...] = ()
    promises: tuple[Promise, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    examples: tuple[Example, ...] = ()
    decisions: tuple[Decision, ...] = ()
