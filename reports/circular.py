"""通报: a period's circular in the layout of official documents, its annexes with every unit, red task and slip."""

from datetime import date

from domain import figures
from domain.plan import Plan
from locales import _
from reports import official
from reports.circular_annex import annexes
from reports.circular_text import sections
from reports.origin import light_rule, origin_sentence
from reports.progress import Tell, silent
from services.briefing import Briefing


def circular(briefing: Briefing, tell: Tell = silent) -> bytes:
    """The circular as the bytes of a .docx. tell: hears how much of it is made [0–1]."""
    issuer = _("Supervision office for the five-type government")
    subject = _("Circular on the five-type government in {period}", period=briefing.period.label)
    document = official.official_document(subject.replace("\n", ""))
    official.masthead(document, issuer, _("No.    of {year}", year=briefing.as_of.year))
    official.title(document, subject)
    official.addressee(document, _addressee(briefing.plan))
    official.body(document, _opening(briefing))
    for section in sections(briefing):
        official.heading(document, section.title)
        for title, text in section.parts:
            if title:
                official.heading(document, title, 2)
            official.body(document, text)
    official.body(document, origin_sentence(briefing))
    official.body(document, _("Lights: {rule}.", rule=light_rule(briefing.plan.rules)))
    tell(0.5)
    tables = annexes(briefing)
    official.annex_note(document, [one.title for one in tables])
    official.signature(document, issuer, _day(briefing))
    for number, one in enumerate(tables, 1):
        label = _("Annex {number}", number=number) if len(tables) > 1 else _("Annex")
        official.annex(document, label, one.title)
        for table in one.tables:
            official.table(document, table.columns, table.rows, table.widths, right=table.right, size=10.0)
    official.imprint(document, "", issuer, _day(briefing))
    tell(0.9)
    return official.content(document)


def _opening(briefing: Briefing) -> str:
    return _("How the five-type government stands as of {day}:", day=official.written_day(briefing.as_of))


def _addressee(plan: Plan) -> str:
    """All kinds of units that the plan has."""
    kinds = {unit.group for unit in plan.units}
    words = [words for group, words in _to().items() if group in {kind.value for kind in kinds}]
    return _(", ").join(words)


def _to() -> dict[str, str]:
    return {
        "street": _("all streets"),
        "department": _("all departments"),
        "company": _("all park companies"),
    }


def _day(briefing: Briefing) -> date:
    """The day it bears: of the snapshot, as Shanghai's calendar has it; of live figures the period's last day."""
    if briefing.frozen is None:
        return briefing.as_of
    return briefing.frozen.published_at.astimezone(figures.SHANGHAI).date()
