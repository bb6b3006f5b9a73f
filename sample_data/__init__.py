"""A believable year of an invented district, made by a seeded generator."""

import loaders  # noqa: F401 - settles how openpyxl writes, before it is imported
