"""One spec per sheet: its words, columns and rules as data."""
