"""Step 3 of the upload page: what sending in would change, the one button, and the receipt."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Forbidden
from domain.figures import moment
from domain.plan import Plan
from locales import _
from panels import cards
from panels.paper_table import paper_table, plain
from panels.upload_choice import Choice
from panels.upload_drop import Dropped
from panels.upload_session import answers_to, clear_uploader, desk
from services.findings import upload as findings
from services.intake import NotStored, Overtaken, Receipt, submit
from services.intake_preview import Preview
from services.reading_pool import reading
from store.versions import fetch_versions


def draw_whose(plan: Plan, shown: Preview) -> None:
    """Draw as whose report and of which period the file was read; nothing where that could not be told."""
    unit = plan.unit(shown.checked.unit_id or "")
    if unit is not None and shown.checked.period:
        st.caption(_("Read as: {unit}, {period}", unit=unit.label, period=shown.checked.period))


def draw_outcome(shown: Preview) -> None:
    """Draw what sending in would change, in two lines."""
    if shown.checked.report is None:
        return
    st.markdown(f"**{plain(findings.outcome(shown))}**")
    st.markdown(plain(findings.score_outcome(shown)))


def draw_changes(shown: Preview) -> None:
    """Draw the tasks whose value or light would change."""
    rows = findings.change_rows(shown)
    if shown.checked.report is None:
        return
    cards.part_title(_("{count} tasks would change", count=len(rows)))
    if rows:
        paper_table(pd.DataFrame(rows))


def draw_send(
    engine: Engine, plan: Plan, files: Sequence[Dropped], choice: Choice, actor: Actor, now: datetime
) -> None:
    """Draw the button for the files that can be sent, and send them when it is pressed."""
    ready = [one for one in files if one.shown.can_submit]
    overtaken = _overtaken(engine, files)
    if not ready or not st.button(
        _label(plan, ready), key="upload_send", type="primary", icon=":material/send:", width="stretch"
    ):
        return
    if overtaken:  # the click was meant for what stood here before
        for one in overtaken:
            desk().accept(one.shown)
        return
    with st.spinner(_("Sending …")):
        receipts = [found for one in ready if (found := _sent(engine, one, choice, actor, now)) is not None]
    for receipt in receipts:
        desk().forget(receipt.unit_id, receipt.period)
    desk().receipts = receipts or desk().receipts
    if len(receipts) == len(files):
        clear_uploader()
        st.rerun()


def _overtaken(engine: Engine, files: Sequence[Dropped]) -> list[Dropped]:
    """The files that could be sent and behind which somebody's newer version stands; each is told."""
    for one in files:
        desk().look(one.shown)
    found = [one for one in files if one.shown.can_submit and desk().is_overtaken(one.shown)]
    for one in found:
        st.warning(_overtaken_words(engine, one.shown))
    return found


def _overtaken_words(engine: Engine, shown: Preview) -> str:
    """That a colleague was quicker: who, and when."""
    newest = fetch_versions(engine, str(shown.checked.unit_id), str(shown.checked.period)).iloc[0]
    return _(
        "{who} sent in version {version} at {at}. What changes is shown against it now; look at it, then submit again.",
        who=newest["submitted_by"],
        version=int(newest["version"]),
        at=moment(newest["received_at"]),
    )


def _label(plan: Plan, ready: Sequence[Dropped]) -> str:
    """What the button will do."""
    if len(ready) > 1:
        return _("Submit {count} reports", count=len(ready))
    shown = ready[0].shown
    unit = plan.unit(shown.checked.unit_id or "")
    return _(
        "Submit {unit}'s report for {period} as version {version}",
        unit=unit.label if unit else "",
        period=shown.checked.period,
        version=shown.last_version + 1,
    )


def _sent(engine: Engine, one: Dropped, choice: Choice, actor: Actor, now: datetime) -> Receipt | None:
    """Send one file; where that can't be, say why and give None."""
    checked = one.shown.checked
    try:
        return submit(
            engine,
            one.content,
            one.name,
            actor=actor,
            unit_id=choice.unit_id,
            period=choice.window.period if choice.window else None,
            answers=answers_to(checked.sha256),
            now=now,
            seen=one.shown.last_version,
            read=reading(),
        )
    except Overtaken as newer:
        st.warning(
            _(
                "A colleague sent in version {version} in the meantime. Look at what changes now, then submit again.",
                version=newer.version,
            )
        )
    except (NotStored, Forbidden) as refusal:
        st.error(plain(str(refusal)))
    return None


def draw_receipts(plan: Plan) -> None:
    """Draw the receipts of what was sent last."""
    for number, receipt in enumerate(desk().receipts):
        unit = plan.unit(receipt.unit_id)
        with st.container(border=True, key=f"upload_receipt_{number}"):
            st.markdown(
                f":green[**✔ {_('Your report is in') if receipt.is_new else _('Received before; nothing changed')}**]"
            )
            for name, words in findings.receipt_lines(receipt, unit.name if unit else receipt.unit_id):
                st.markdown(f":gray[{plain(name)}]  \n{plain(words)}")
