"""Workbook ↔ rows: safe opening, generic reading, one spec per sheet, templates. Imports domain, metrics."""
