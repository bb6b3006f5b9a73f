"""The first-visit hint: one sentence on what a page is for, until the person has put it away."""

from html import escape

import streamlit as st

from accounts.roles import Role
from locales import N_, _
from panels import session

HINTS = {  # page in the address → its sentence; a new page is one line here
    "overview": N_(
        "The first line is the finding. A light leads to its unit, a change to its task or milestone."
    ),
    "tasks": N_(
        "Dots below the dashed line are behind. Choose a task for its course and its unit's own words."
    ),
    "projects": N_(
        "The worst slip is on top. A click on a row shows what each report said of its milestones."
    ),
    "ranking": N_("A click on a unit shows where every point was lost, down to the cell of its sheet."),
    "unit": N_("A unit on one page, printed on one sheet of A4: choose the unit above."),
    "oversight": N_(
        "Take the workbook, fill in what there is, put it back; nothing counts before you press the button."
    ),
    "verification": N_(
        "What units reported against what inspections found; units for the next one are drawn here."
    ),
    "questions": N_(
        "The four questions of the speech, answered by figures; who vouches for each stands beside it."
    ),
    "ratings": N_("What enterprises and the public say of each unit; few votes are shown but not scored."),
    "decisions": N_(
        "What meetings assigned, the longest overdue on top; a unit's request becomes one by a click."
    ),
    "letters": N_(
        "The rules propose whom to write to; a letter is open until a check finds the matter mended."
    ),
    "awards": N_("Who is put forward by rule, and who was granted or refused, with the reason."),
    "meetings": N_("Choose the slides of a meeting and their order; in the room it opens from here."),
    "papers": N_("Circular, slides and data of a published period, made from the figures on the screen."),
    "data": N_("Who reported and when; a click on a cell opens that report and its original workbook."),
    "periods": N_("Open, follow, close and publish a period; leaders see only what is published."),
    "upload": N_("Three steps: take the workbook, put it back filled in, press the button once."),
    "what_if": N_("Try other weights; nothing that is published changes."),
    "accounts": N_("One-time passwords and links are shown once: copy them before you leave the page."),
    "audit": N_("Who did what, when and from where; what is written here can't be changed."),
    "tokens": N_("Access for other systems; a token is shown once and can be revoked at any time."),
    "manual": N_("Your own chapter is open; the others are one click away."),
}


def draw_hint(page: str) -> None:
    """Draw the sentence of this page with the button that puts it away; nothing once it was, or on a wall."""
    if page not in HINTS or page in session.hints_read() or session.viewer().role is Role.SCREEN:
        return
    with st.container(key="hint", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p role="note">{escape(_(HINTS[page]))}</p>', width="content")
        st.button(_("Got it"), key=f"hint_{page}", type="tertiary", on_click=session.keep_hint, args=(page,))
