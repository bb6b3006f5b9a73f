"""Rows of a query as a DataFrame whose columns have their types even when there are none."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

TEXT, WHOLE, NUMBER, FLAG, DATA = "str", "int64", "float64", "bool", "object"
DAY, MOMENT = "datetime64[us]", "datetime64[us, UTC]"


def typed_frame(rows: Iterable[Sequence[Any]], types: Mapping[str, str]) -> pd.DataFrame:
    """Return a frame with these columns in this order; missing values are NaN or NaT.

    types: column → TEXT, WHOLE, NUMBER, FLAG, DAY (from dates), MOMENT (from aware datetimes) or DATA.
    """
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    series = {
        name: _column(values, kind) for (name, kind), values in zip(types.items(), columns, strict=True)
    }
    return pd.DataFrame(series)


def _column(values: Sequence[Any], kind: str) -> "pd.Series[Any]":
    if kind == MOMENT:
        return pd.to_datetime(pd.Series(values, dtype="object"), utc=True).astype("datetime64[us, UTC]")
    return pd.Series(values, dtype=kind)
