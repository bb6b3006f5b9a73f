"""Rules as test names, values worked by hand."""

import loaders  # noqa: F401 - settles how openpyxl writes, before it is imported
