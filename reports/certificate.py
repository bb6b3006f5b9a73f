"""The certificate of a draw on paper 随机抽取证书: list, frame, steps and hashes, to be signed and filed."""

from datetime import datetime

from docx.document import Document
from sqlalchemy import Engine

from accounts.actor import Actor
from domain import figures
from domain.unit_group import UnitGroup
from locales import _
from metrics.draw import EVERYWHERE
from reports import official
from services.draw_certificate import Certificate, certificate_value
from services.drawing import certificate_kept, certificate_name
from services.findings import drawing as words
from services.findings.verification import quarter_words


def certificate_document(certificate: Certificate) -> bytes:
    """The certificate as .docx: what was drawn, how, and the two annexes that let anybody draw again."""
    subject = _("Certificate of a random draw")
    document = official.official_document(f"{subject} {certificate.number}")
    official.title(document, subject)
    official.body(document, _said(certificate))
    official.heading(document, _("The units drawn"))
    official.table(
        document,
        (_("No."), _("Code"), _("Unit"), _("Group")),
        [
            (str(at), one.unit_id, certificate.names.get(one.unit_id, ""), UnitGroup(one.group).word)
            for at, one in enumerate(certificate.drawn, 1)
        ],
        (1, 2, 6, 3),
    )
    official.heading(document, _("Fingerprints"))
    official.body(document, _fingerprints(certificate))
    _signatures(document)
    _frame(document, certificate)
    _steps(document, certificate)
    return official.content(document)


def certificate_docx(engine: Engine, draw_id: int, *, actor: Actor, now: datetime) -> tuple[str, bytes]:  # noqa: ARG001 - every file is asked for alike
    """File name and bytes of a draw's certificate on paper. Raises Forbidden, LookupError."""
    certificate = certificate_kept(engine, draw_id, actor=actor)
    return f"{certificate_name(certificate.number)}.docx", certificate_document(certificate)


def _said(certificate: Certificate) -> str:
    first = (
        _("Units not yet checked or drawn in the quarter came first.") if certificate.waiting_first else ""
    )
    return _(
        "Draw {number}, on {at}, for inspections in {quarter}: of {all} units {count} were drawn. Seed: {seed}, typed "
        "in after the hash of the frame was shown. Weights: {weighting}. {first} Drawn by {by}.",
        number=certificate.number,
        at=figures.moment(certificate.drawn_at),
        quarter=quarter_words(certificate.quarter),
        all=len(certificate.frame),
        count=certificate.count,
        seed=certificate.seed,
        weighting=certificate.weighting.word,
        first=first,
        by=certificate.drawn_by,
    )


def _fingerprints(certificate: Certificate) -> str:
    told = (
        _("Frame: {hash}", hash=words.spaced(certificate.frame_hash)),
        _(
            "Whole certificate (JSON): {hash}",
            hash=words.spaced(certificate_value(certificate)["certificate_hash"]),
        ),
        _("Method: {method}; software: {version}", method=certificate.method, version=certificate.software),
    )
    return "\n".join(told)


def _signatures(document: Document) -> None:
    official.blank(document)
    for line in (_("Drawn by (signature):"), _("Seed called out by (signature):"), _("Witness (signature):")):
        official.body(document, line)


def _frame(document: Document, certificate: Certificate) -> None:
    official.annex(document, _("Annex {number}", number=1), _("The frame"))
    official.table(
        document,
        (_("Code"), _("Unit"), _("Group"), _("Weight"), _("Comes first")),
        [
            (
                one.unit_id,
                certificate.names.get(one.unit_id, ""),
                UnitGroup(one.group).word,
                str(one.weight),
                _("yes") if one.is_waiting else figures.NONE,
            )
            for one in certificate.frame
        ],
        (2, 6, 3, 2, 2),
        right=frozenset({3}),
    )


def _steps(document: Document, certificate: Certificate) -> None:
    official.annex(document, _("Annex {number}", number=2), _("Step by step"))
    official.body(document, words.method_words())
    official.table(
        document,
        (_("Step no."), _("Among"), _("Sum of weights"), _("Number that fell"), _("Unit")),
        [
            (
                str(step.number),
                _("all units left") if step.among == EVERYWHERE else UnitGroup(step.among).word,
                str(step.total),
                str(step.fell),
                f"{step.unit_id} {certificate.names.get(step.unit_id, '')}".strip(),
            )
            for step in certificate.steps
        ],
        (1.6, 3, 3, 3, 5),
        right=frozenset({2, 3}),
    )
