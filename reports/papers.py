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
from services.paper_facts import PaperFacts
from services.papers import check_can_take
from services.unit_sheet import unit_row
from store.meetings import Meeting

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_NOT_IN_NAMES = '/\\:*?"<>|'
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made: of which figures, of which unit (None = the district), and whether by the unit itself.

    facts: what documents say beside the figures; None = nobody looked it up.
    """

    briefing: Briefing
    unit_id: str | None
    is_own: bool
    tell: Tell
    facts: PaperFacts | None = None

    @property
    def meeting(self) -> Meeting | None:
        """Whose slides are wanted; None = all."""
        return None if self.facts is None else self.facts.meeting


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
    of_meeting: bool = False


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
        make=lambda order: _deck(order),
        of_meeting=True,
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
            order.briefing, str(order.unit_id), facts=order.facts, is_own=order.is_own, tell=order.tell
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
    facts: PaperFacts | None = None,
    tell: Tell = silent,
) -> Made:
    """The document of this key; Forbidden where it is not for this person, KeyError for an unknown key or unit.

    unit_id: whose, where it is a unit's document; else it is not looked at. facts: letters for a unit's document,
    the meeting for the slides.
    """
    paper = BY_KEY[key]
    whose = unit_id if paper.of_unit else None
    if paper.of_unit:
        unit_row(briefing, str(unit_id))
    check_can_take(actor, briefing, whose)
    is_own = actor.role is Role.UNIT
    order = Order(briefing=briefing, unit_id=whose, is_own=is_own, tell=tell, facts=facts)
    content = paper.make(order)
    tell(1.0)
    meeting = order.meeting if paper.of_meeting else None
    return Made(paper=paper, file_name=file_name(paper, briefing, whose, meeting), content=content)


def _deck(order: Order) -> bytes:
    """All slides, or those of the meeting in its order with what it decided."""
    meeting, facts = order.meeting, order.facts
    if meeting is None or facts is None:
        return deck_file(order.briefing, order.tell)
    return deck_file(order.briefing, order.tell, keys=meeting.slides, taken=facts.taken, name=meeting.name)


def file_name(paper: Paper, briefing: Briefing, unit_id: str | None, meeting: Meeting | None = None) -> str:
    """The file's name: what it is, of which period (and unit or meeting), which version."""
    unit = briefing.plan.unit(unit_id) if unit_id is not None else None
    words = _(paper.name).format(period=briefing.period.label, unit=unit.label if unit else "")
    words = words if meeting is None else f"{words} {meeting.name}"
    version = _("live") if briefing.frozen is None else f"v{briefing.frozen.version}"
    return "".join(
        "-" if letter in _NOT_IN_NAMES else letter for letter in f"{words} {version}.{paper.extension}"
    )
