"""The document just made: its download, its PDF where LibreOffice is installed, and what stands in it."""

import streamlit as st

from locales import _
from panels import cards
from panels.paper_shelf import size_of
from panels.paper_table import paper_table, plain
from reports.papers import Made
from reports.reading_back import Part, parts_of, sheet_names, sheet_rows
from services.office_suite import NotConverted, has_suite, pdf, pictures

_PDF = "_paper_pdf"


def draw_made(made: Made) -> None:
    """Name and buttons, then the preview: pages as pictures once there is a PDF, else words and tables."""
    st.divider()
    cards.part_title(_("Made: {name} ({size})", name=plain(made.file_name), size=size_of(made)))
    paper = _kept_pdf(made)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button(
            _("Download"),
            made.content,
            file_name=made.file_name,
            mime=made.paper.mime,
            key="paper_download",
            icon=":material/download:",
            type="primary",
            on_click="ignore",
        )
        if paper is None:
            paper = _offer_pdf(made)
        if paper is not None:
            _download_pdf(made, paper)
    with st.container(key="paper_preview", border=True, height=720):
        if paper is not None and (pages := _pages(paper)):
            for number, page in enumerate(pages, 1):
                st.image(page, caption=_("Page {number}", number=number), width=760)
        elif made.paper.extension == "xlsx":
            _draw_sheets(made)
        else:
            for part in parts_of(made.content, made.paper.extension):
                _draw_part(part)


def _offer_pdf(made: Made) -> bytes | None:
    """The button that makes the PDF; it says so where LibreOffice is missing."""
    wanted = st.button(
        _("PDF and pages"),
        key="paper_pdf",
        icon=":material/picture_as_pdf:",
        disabled=not has_suite(),
        help=None if has_suite() else _("LibreOffice is not installed on this machine, so there is no PDF."),
    )
    if not has_suite():
        st.caption(_("PDF: LibreOffice is not installed here; Word and WPS can save one."))
    if not wanted:
        return None
    try:
        with st.spinner(_("LibreOffice is at work …"), show_time=True):
            paper = pdf(made.content, made.paper.extension)
    except NotConverted as refusal:
        st.error(str(refusal))
        return None
    st.session_state[_PDF] = (made.file_name, made.content, paper)
    return paper


def _kept_pdf(made: Made) -> bytes | None:
    kept = st.session_state.get(_PDF)
    if kept is not None and kept[:2] == (made.file_name, made.content):
        paper: bytes = kept[2]
        return paper
    st.session_state.pop(_PDF, None)
    return None


def _download_pdf(made: Made, paper: bytes) -> None:
    st.download_button(
        _("Download the PDF"),
        paper,
        file_name=made.file_name.rpartition(".")[0] + ".pdf",
        mime="application/pdf",
        key="paper_pdf_download",
        icon=":material/download:",
        on_click="ignore",
    )


@st.cache_data(show_spinner=False, max_entries=4)
def _pages(paper: bytes) -> tuple[bytes, ...]:
    return pictures(paper)


def _draw_sheets(made: Made) -> None:
    name = st.selectbox(_("Sheet"), sheet_names(made.content), key="paper_sheet")
    st.dataframe(sheet_rows(made.content, str(name)), hide_index=True, height=560)


def _draw_part(part: Part) -> None:
    if part.rows is not None:
        if len(part.rows):
            paper_table(part.rows)
        return
    words = "  \n".join(plain(line) for line in part.words.splitlines())
    if part.kind == "title":
        st.markdown(f"### {words}", text_alignment="center")
    else:
        st.markdown(f"**{words}**" if part.kind == "heading" else words)
