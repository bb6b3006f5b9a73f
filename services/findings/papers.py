"""What the page of documents says: of which figures they are made."""

from locales import _
from services.briefing import Briefing


def head(briefing: Briefing, titles: tuple[str, ...]) -> str:
    """The first line: which documents can be made of which period's figures. titles: of the documents."""
    return _(
        "{period}, from the figures on screen: {documents}",
        period=briefing.period.label,
        documents=_(", ").join(titles),
    )
