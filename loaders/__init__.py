"""Workbook ↔ rows: safe opening, generic reading, one spec per sheet, templates. Imports domain, metrics."""

import os

# openpyxl writes other bytes where lxml happens to be installed (python-docx brings it), several times as many and
# slower to read; workbooks of ours are to be the same everywhere. It looks at this when it is first imported.
os.environ.setdefault("OPENPYXL_LXML", "False")
