"""The 报送 matrix: one row a unit and period, what was handed in and when."""

import pandas as pd

from metrics.discipline import discipline, report_state
from services.timeline import Timeline


def report_matrix(year: Timeline, submissions: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """One row a unit and period up to the chosen one, by unit in the plan's order and in time order.

    submissions: as in ``services.briefing.build``. Returns ``unit_id``, ``label``, ``group``, ``period``, ``at``, ``as_of``,
    ``due_at``, ``first_received_at`` [first version that was not returned], ``versions``, ``received_at``,
    ``submission_id``, ``file_name``, ``question_count``, ``notice_count`` [of the newest accepted one], ``state``,
    ``discipline`` [0–1, up to this period], ``accepted_so_far`` [periods with an accepted report].
    """
    rows = _expected(year)
    keys = ["unit_id", "period"]
    rows = rows.merge(_arrivals(submissions), on=keys, how="left").merge(
        _newest(submissions), on=keys, how="left"
    )
    counts = ["versions", "question_count", "notice_count"]
    rows[counts] = rows[counts].fillna(0).astype("int64")
    rows["state"] = report_state(rows, now)
    rows["discipline"] = discipline(rows)
    rows["accepted_so_far"] = rows["submission_id"].notna().astype("int64").groupby(rows["unit_id"]).cumsum()
    return rows


def _expected(year: Timeline) -> pd.DataFrame:
    """Every unit in every period whose plan has it."""
    parts = []
    for stretch in year.stretches:
        windows = year.windows[stretch.start : stretch.stop]
        periods = pd.DataFrame(
            {
                "period": pd.Series([window.period for window in windows], dtype="str"),
                "at": range(stretch.start, stretch.stop),
                "as_of": year.ends[stretch.start : stretch.stop],
                "due_at": pd.to_datetime([window.due_at for window in windows], utc=True).as_unit("us"),
            }
        )
        parts.append(stretch.tables.units[["unit_id", "label", "group"]].merge(periods, how="cross"))
    rows = pd.concat(parts, ignore_index=True)
    order = pd.Index(rows["unit_id"].unique()).get_indexer(rows["unit_id"])
    return rows.assign(order=order).sort_values(["order", "at"], ignore_index=True).drop(columns="order")


def _arrivals(submissions: pd.DataFrame) -> pd.DataFrame:
    """By unit and period: how many versions, and when the first accepted one came."""
    grouped = submissions.groupby(["unit_id", "period"])
    accepted = submissions.loc[submissions["status"] == "accepted"].groupby(["unit_id", "period"])
    frame = grouped.size().rename("versions").to_frame()
    return frame.join(accepted["received_at"].min().rename("first_received_at")).reset_index()


def _newest(submissions: pd.DataFrame) -> pd.DataFrame:
    """By unit and period: the submission that counts."""
    columns = [
        "unit_id",
        "period",
        "submission_id",
        "received_at",
        "file_name",
        "question_count",
        "notice_count",
    ]
    newest = submissions.loc[submissions["counts"].astype(bool), columns]
    return newest.drop_duplicates(["unit_id", "period"], keep="last").astype({"submission_id": "Int64"})
