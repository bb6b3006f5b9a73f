"""Which documents there are 材料: each from the same Briefing, with its file name, for the page and the terminal alike."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.actor import Actor
from accounts.roles import Role
from locales import N_, _
from reports.circular import circular
from reports.data_book import data_book
from reports.deck import deck_file
from reports.progress import Tell, silent
from reports.unit_pack import unit_pack
from services.briefing import Briefing
from services.papers import check_can_take
from services.unit_sheet import unit_row

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made: of which figures, of which unit (None = the district), and whether by the unit itself."""

    briefing: Briefing
    unit_id: str | None
    is_own: bool
    tell: Tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A kind of document: key in addresses and commands, title and content [messages], how it is made.

    name: the file's, with ``{period}`` and ``{unit}`` [message].
    """

    key: str
    title: str
    content: str
    icon: str
    extension: str
    mime: str
    name: str
    make: Callable[[Order], bytes]
    of_unit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document as made."""

    paper: Paper
    file_name: str
    content: bytes


PAPERS: tuple[Paper, ...] = (  # a new document is one entry here and its file
    Paper(
        key="circular",
        title=N_("Circular"),
        content=N_(
            "In the layout of official documents: the whole, each kind of unit, who lags by name, what is asked, four annexes."
        ),
        icon=":material/article:",
        extension="docx",
        mime=DOCX,
        name=N_("Circular {period}"),
        make=lambda order: circular(order.briefing, order.tell),
    ),
    Paper(
        key="deck",
        title=N_("Meeting slides"),
        content=N_(
            "The slides of the meeting with charts and tables that can be edited, and in the notes where each figure comes from."
        ),
        icon=":material/slideshow:",
        extension="pptx",
        mime=PPTX,
        name=N_("Meeting slides {period}"),
        make=lambda order: deck_file(order.briefing, order.tell),
    ),
    Paper(
        key="data",
        title=N_("Data tables"),
        content=N_(
            "Every table behind the screens as a clean sheet with filters and number formats, and a page of definitions."
        ),
        icon=":material/table:",
        extension="xlsx",
        mime=XLSX,
        name=N_("Data {period}"),
        make=lambda order: data_book(order.briefing, order.tell),
    ),
    Paper(
        key="unit",
        title=N_("A unit's report on duties"),
        content=N_(
            "One unit's year so far: how its score came about, tasks, milestones, checks, ratings, problems, decisions, requests."
        ),
        icon=":material/apartment:",
        extension="docx",
        mime=DOCX,
        name=N_("{unit} report on duties {period}"),
        make=lambda order: unit_pack(
            order.briefing, str(order.unit_id), is_own=order.is_own, tell=order.tell
        ),
        of_unit=True,
    ),
)
BY_KEY = {paper.key: paper for paper in PAPERS}


def make(
    key: str,
    briefing: Briefing,
    *,
    actor: Actor,
    unit_id: str | None = None,
    tell: Tell = silent,
) -> Made:
    """The document of this key; Forbidden where it is not for this person, KeyError for an unknown key or unit.

    unit_id: whose, where it is a unit's document; else it is not looked at.
    """
    paper = BY_KEY[key]
    whose = unit_id if paper.of_unit else None
    if paper.of_unit:
        unit_row(briefing, str(unit_id))
    check_can_take(actor, briefing, whose)
    is_own = actor.role is Role.UNIT
    content = paper.make(Order(briefing=briefing, unit_id=whose, is_own=is_own, tell=tell))
    tell(1.0)
    return Made(paper=paper, file_name=file_name(paper, briefing, whose), content=content)


def file_name(paper: Paper, briefing: Briefing, unit_id: str | None) -> str:
    """The file's name: what it is, of which period (and unit), which version."""
    unit = briefing.plan.unit(unit_id) if unit_id is not None else None
    words = _(paper.name).format(period=briefing.period.label, unit=unit.label if unit else "")
    version = _("live") if briefing.frozen is None else f"v{briefing.frozen.version}"
    return f"{words} {version}.{paper.extension}".replace("/", "-")
