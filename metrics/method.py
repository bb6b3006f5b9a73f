"""Which formulas are in force: the name that every snapshot carries; a change of any formula changes it."""

METHOD = "2022-2"
