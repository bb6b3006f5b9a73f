"""A statement as lines of text, for the terminal."""

from collections.abc import Iterator

from domain import figures
from domain.period import Period
from domain.rules import Component
from locales import _
from services.findings import beside
from services.findings.standing import shown
from services.statement import Statement


def statement_lines(told: Statement) -> Iterator[str]:
    """Unit, score, each component with formula and inputs, adjustments, and what cost points, most costly first."""
    period = Period.parse(told.period).label
    if told.score is None:
        yield _("{unit}, {period}: no score, {reason}", unit=told.label, period=period, reason=told.reason)
        return
    yield _("{unit}, {period}: {score}", unit=told.label, period=period, score=shown(told.score))
    yield f"  {beside.line(told.beside)}"
    for part in told.parts:
        yield _(
            "  {component}: {value:.2f} × {weight:.2f} % = {points:.2f}, lost {lost:.2f} (weight {nominal:g})",
            component=part.component.word,
            value=part.value,
            weight=part.weight,
            points=part.points,
            lost=part.lost,
            nominal=part.nominal,
        )
        yield f"    {part.formula}"
        yield f"    {part.inputs}"
    yield _("  Adjustments: {points:+.2f}", points=told.adjustment)
    for row in told.adjustments.to_dict("records"):
        yield (
            f"    {figures.day(row['happened_on'])} {row['points']:+g} {row['reason']} "
            f"{row['document']} {row['approved_by']} {row['file_name']} {row['place']}"
        )
    yield _("What cost points:")
    for row, sources in zip(told.losses.to_dict("records"), told.sources, strict=True):
        word = Component(row["component"]).word
        yield f"  {row['lost']:6.2f} {word} · {row['item_name']} · {row['cause']}"
        for words in [source.words for source in sources] or [place for place in [row["place"]] if place]:
            yield f"         ← {words}"
