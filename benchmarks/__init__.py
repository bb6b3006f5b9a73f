"""Measured claims: ratios in one interleaved run."""

import loaders  # noqa: F401 - settles how openpyxl writes, before it is imported
