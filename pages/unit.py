"""Page unit."""

from panels import cards, reads


def render() -> None:
    """Draw the page."""
    briefing = reads.current_briefing()
    if briefing is not None:
        cards.page_head("unit", "")
        cards.footnote(briefing)
