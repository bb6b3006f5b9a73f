"""Why a whole file cannot be read, said so that the sender knows what to do next."""

from locales import ENGLISH, N_, _, language

_SAVE_AS = N_("Open it in Excel or WPS, choose Save As, take the type .xlsx, and upload that file.")
_REMAKE = N_("Open it in Excel or WPS and save it again as .xlsx, or copy its content into a fresh template.")

# code → (what is wrong, what to do)
CODES: dict[str, tuple[str, str]] = {
    "empty": (N_("The file is empty (0 bytes)."), N_("Save the workbook again and upload it once more.")),
    "too_large": (
        N_("The file is larger than {limit_mb} MB, the most that can be read."),
        N_("Remove pictures and attachments from the workbook and upload it again."),
    ),
    "encrypted": (
        N_("The file is protected by a password, so it cannot be read."),
        N_("Remove the password to open (File, Info, Protect Workbook), save it and upload it again."),
    ),
    "xls": (N_("This is an old .xls workbook (Excel 97–2003)."), _SAVE_AS),
    "et": (N_("This is a WPS .et workbook."), _SAVE_AS),
    "ole": (N_("This is an old Office document, but no workbook."), _SAVE_AS),
    "csv": (N_("This is plain text or CSV ({encoding}), whatever its name says."), _SAVE_AS),
    "html": (N_("This is a web page (HTML), whatever its name says."), _SAVE_AS),
    "xml2003": (N_("This is an “XML Spreadsheet 2003” file."), _SAVE_AS),
    "xml": (N_("This is a bare XML file, not a workbook."), _SAVE_AS),
    "pdf": (N_("This is a PDF document."), N_("Upload the Excel workbook that it was made from.")),
    "image": (
        N_("This is a picture ({kind})."),
        N_("Fill in the Excel template and upload that; pictures cannot be read."),
    ),
    "rar": (N_("This is a RAR archive."), N_("Unpack it and upload the .xlsx workbook inside.")),
    "7z": (N_("This is a 7z archive."), N_("Unpack it and upload the .xlsx workbook inside.")),
    "gzip": (N_("This is a gzip archive."), N_("Unpack it and upload the .xlsx workbook inside.")),
    "docx": (N_("This is a Word document."), N_("Fill in the Excel template and upload that.")),
    "pptx": (N_("This is a PowerPoint presentation."), N_("Fill in the Excel template and upload that.")),
    "ods": (N_("This is an OpenDocument file (.ods and the like)."), _SAVE_AS),
    "ofd": (N_("This is an OFD document."), N_("Upload the Excel workbook that it was made from.")),
    "xlsb": (N_("This is a binary workbook (.xlsb)."), _SAVE_AS),
    "zip_not_xlsx": (
        N_("This is a ZIP archive, but no Excel workbook."),
        N_("Unpack it and upload the .xlsx workbook inside."),
    ),
    "unknown": (N_("The content is no Excel workbook."), _SAVE_AS),
    "truncated": (
        N_("The file is cut off: its end is missing."),
        N_("Copy or download it again, check that it opens in Excel, and upload it once more."),
    ),
    "damaged": (N_("The workbook is damaged (in {part})."), _REMAKE),
    "missing_part": (N_("The workbook is incomplete: {part} is missing."), _REMAKE),
    "no_sheets": (N_("The workbook holds no worksheet."), N_("Fill in the Excel template and upload that.")),
    "bomb": (
        N_("The file unpacks to far more than a workbook needs, so it was not opened."),
        _REMAKE,
    ),
    "unsafe_names": (N_("The archive names its parts in an unsafe way ({part})."), _REMAKE),
    "dtd": (N_("The file holds a document type declaration, which no workbook needs ({part})."), _REMAKE),
    "too_many_cells": (
        N_("The workbook holds more than {limit} filled cells."),
        N_("Keep only the sheets to be reported and upload it again."),
    ),
    "too_many_sheets": (
        N_("The workbook holds more than {limit} sheets."),
        N_("Keep only the sheets to be reported and upload it again."),
    ),
    "too_complex": (
        N_("The workbook is far too complex to be read ({part})."),
        N_("Copy its content as values into a fresh template and upload that."),
    ),
    "reading_too_long": (
        N_("Reading the file took too long and was stopped."),
        N_("Keep only the sheets to be reported, copied as values into a fresh template, and upload that."),
    ),
    "reading_too_much": (
        N_("Reading the file took too much memory and was stopped."),
        N_("Keep only the sheets to be reported, copied as values into a fresh template, and upload that."),
    ),
    "reading_stopped": (
        N_("Reading the file was stopped unexpectedly."),
        N_("Upload it once more; if it happens again, copy its content as values into a fresh template."),
    ),
    "reading_busy": (
        N_("Many files are being read at the moment."),
        N_("Wait a minute and upload the file again."),
    ),
    "text_too_long": (
        N_("A cell holds more text than Excel allows ({part})."),
        N_("Shorten the text and upload the workbook again."),
    ),
}


class Refused(Exception):  # noqa: N818 - it is an answer to the sender, not a failure of ours
    """The whole file cannot be read: a stable ``code`` and the ``values`` its message names."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    @property
    def message(self) -> str:
        """What is wrong and what to do, in the language in use."""
        wrong, remedy = CODES[self.code]
        gap = " " if language() == ENGLISH else ""  # Chinese sentences follow each other without a space
        return f"{_(wrong, **self.values)}{gap}{_(remedy)}"
