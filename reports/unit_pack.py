"""述职材料: one unit's year so far in the layout of official documents: score, tasks, nodes, checks, voices, matters."""

from locales import _
from reports import official
from reports.origin import light_rule, origin_sentence
from reports.progress import Tell, silent
from reports.unit_score import score_chapters
from reports.unit_work import work_chapters
from reports.unit_year import course_chapter, example_chapter, letter_chapters
from services.briefing import Briefing
from services.findings import unit as findings
from services.paper_facts import PaperFacts
from services.unit_sheet import unit_sheet


def unit_pack(
    briefing: Briefing,
    unit_id: str,
    *,
    facts: PaperFacts | None = None,
    is_own: bool = False,
    tell: Tell = silent,
) -> bytes:
    """The pack as the bytes of a .docx; raises KeyError where there is no such unit.

    facts: with the letters; without them there is no chapter of letters. is_own: made by the unit itself, which sees
    its score where nothing is ranked. tell: hears how much is made [0–1].
    """
    sheet = unit_sheet(briefing, unit_id)
    subject = _(
        "{unit}\nReport on duties under the five-type government\nup to {period}",
        unit=sheet.row["name"],
        period=briefing.period.label,
    )
    document = official.official_document(subject.replace("\n", " "))
    official.title(document, subject)
    official.body(
        document, _("{finding}. {people}.", finding=findings.head(sheet), people=findings.people(sheet.row))
    )
    chapters = (
        *score_chapters(briefing, sheet, is_own=is_own),
        course_chapter(briefing, sheet, is_own=is_own),
        *work_chapters(briefing, sheet),
        example_chapter(briefing, unit_id),
        *letter_chapters(facts, unit_id),
    )
    numerals = _("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15").split()[: len(chapters)]
    for number, (numeral, chapter) in enumerate(zip(numerals, chapters, strict=True), 1):
        official.heading(document, _("{number}. {title}", number=numeral, title=chapter.title))
        official.body(document, chapter.finding)
        for table in chapter.tables:
            official.table(document, table.columns, table.rows, table.widths, right=table.right, size=10.0)
            official.blank(document)
        tell(number / (len(chapters) + 1))
    official.body(document, origin_sentence(briefing))
    official.body(document, _("Lights: {rule}.", rule=light_rule(briefing.plan.rules)))
    return official.content(document)
