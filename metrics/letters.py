"""Letters 督办函件: which rule calls for which letter to whom, with the figures that it rests on; people decide."""

import pandas as pd

from domain.letters import Ground
from domain.light import Light
from domain.rules import Display, Rules
from metrics.rank import shown_score

FIGURES = ("gap", "days_left", "count", "score", "previous_score", "claimed")
COLUMNS = ("ground", "unit_id", "item_id", "light", "due_on", *FIGURES)
_ROUNDING = 1e-9


def grounds(
    *,
    tasks: pd.DataFrame,
    history: pd.DataFrame,
    reports: pd.DataFrame,
    units: pd.DataFrame,
    unit_history: pd.DataFrame,
    rules: Rules,
    as_of: pd.Timestamp,
) -> pd.DataFrame:
    """Every rule that a period's figures meet: one row a ground, unit and item; frames are those of a Briefing.

    Returns ``ground`` [Ground value], ``unit_id``, ``item_id`` [task, "" = the unit itself], ``light`` [Light value,
    "" none], ``due_on``, and of FIGURES those that the rule rests on, NaN the others: ``gap`` [points], ``days_left``,
    ``count`` [periods: red, missed, or last], ``score``, ``previous_score`` [printed score, of the period before],
    ``claimed`` [points reported above verified]. Source: docs/terms/letters.md.
    """
    red = red_runs(history)
    parts = [
        due_soon(tasks, rules, as_of),
        missed(reports, rules),
        reds(tasks, red, rules),
        last_of_group(units, unit_history, rules),
        claimed(units, rules),
    ]
    return pd.concat([_shaped(part) for part in parts], ignore_index=True)


def red_runs(history: pd.DataFrame) -> pd.Series:
    """How many periods in a row, up to the newest, a task has been red: count by task_id; red now is at least 1.

    history: ``task_id``, ``light`` in time order, one row a task and period. Red, red, amber, red make 1.
    """
    red = history["light"] == Light.CRITICAL.value
    after = red[::-1].groupby(history["task_id"][::-1]).cummin()
    runs: pd.Series = after.astype("int64").groupby(history["task_id"]).sum()
    return runs.loc[runs > 0].rename("count")


def due_soon(tasks: pd.DataFrame, rules: Rules, as_of: pd.Timestamp) -> pd.DataFrame:
    """Amber tasks whose deadline comes within ``due_soon_days``; the day itself and the thirtieth after it count."""
    left = (tasks["due_on"] - as_of).dt.days
    chosen = (tasks["light"] == Light.BEHIND.value) & left.between(0, rules.due_soon_days)
    rows = _of_tasks(tasks.loc[chosen], Ground.DUE_SOON)
    return rows.assign(days_left=left.loc[chosen].to_numpy(float))


def missed(reports: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Units whose report of the newest period is missing, with how many of the year are.

    Fewer than ``urge_missed`` call for a reminder, so many or more for a supervision letter. What a unit missed
    earlier calls for nothing once it reports again. reports: ``unit_id``, ``period``, ``state``, in time order.
    """
    gone = reports.loc[reports["state"] == "missing"]
    newest = reports["period"].iloc[-1] if len(reports) else ""
    now = gone.loc[gone["period"] == newest, "unit_id"]
    counts = now.map(gone.groupby("unit_id").size()).astype("float64")
    again = counts >= rules.urge_missed
    ground = again.map({True: Ground.MISSED_AGAIN.value, False: Ground.MISSED.value})
    return pd.DataFrame({"ground": ground.to_numpy(), "unit_id": now.to_numpy(), "count": counts.to_numpy()})


def reds(tasks: pd.DataFrame, runs: pd.Series, rules: Rules) -> pd.DataFrame:
    """Red tasks: each calls for a supervision letter, one red for ``talk_red_periods`` in a row for a talk too."""
    red = tasks.loc[tasks["light"] == Light.CRITICAL.value]
    counts = red["task_id"].map(runs).fillna(1).astype("float64")
    every = _of_tasks(red, Ground.RED).assign(count=counts.to_numpy())
    long = _of_tasks(red, Ground.RED_LONG).assign(count=counts.to_numpy())
    return pd.concat([every, long.loc[long["count"] >= rules.talk_red_periods]], ignore_index=True)


def last_of_group(units: pd.DataFrame, unit_history: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Units last of their group and under ``talk_score`` for ``talk_last_periods`` in a row, by the printed score.

    Where ranks are not shown nobody is last: then this calls for nothing. A group of one has no last. 59.99 is
    under 60, 60.00 is not. unit_history: ``unit_id``, ``group``, ``period``, ``score``, ``rank``, in time order.
    """
    if rules.display is not Display.RANK or unit_history.empty:
        return pd.DataFrame({name: [] for name in ("ground", "unit_id")})
    rows = unit_history.assign(shown=shown_score(unit_history["score"]))
    by = [rows["group"], rows["period"]]
    worst = rows["rank"].groupby(by).transform("max")
    several = rows["rank"].groupby(by).transform("count") > 1
    low = (rows["rank"] == worst).fillna(False) & several & (rows["shown"] < rules.talk_score)
    after = low[::-1].astype("bool").groupby(rows["unit_id"][::-1]).cummin()
    runs = after.astype("int64").groupby(rows["unit_id"]).sum()
    long = runs.loc[runs >= rules.talk_last_periods]
    newest, before = (rows.groupby("unit_id")["shown"].nth(place) for place in (-1, -2))
    shown = pd.DataFrame(
        {
            "score": newest.set_axis(rows.loc[newest.index, "unit_id"]),
            "previous_score": before.set_axis(rows.loc[before.index, "unit_id"]),
        }
    )
    found = long.loc[long.index.isin(units["unit_id"])]
    return pd.DataFrame(
        {
            "ground": Ground.LAST.value,
            "unit_id": found.index.to_numpy(),
            "count": found.to_numpy(float),
            **{name: shown[name].reindex(found.index).to_numpy(float) for name in shown},
        }
    )


def claimed(units: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Units that report more than ``talk_claimed`` points above what checks of the year found; 20.0 itself is not more."""
    found = units.loc[units["honesty"] > rules.talk_claimed + _ROUNDING]
    return pd.DataFrame(
        {
            "ground": Ground.CLAIMED.value,
            "unit_id": found["unit_id"].to_numpy(),
            "count": found["inspected_count"].to_numpy(float),
            "claimed": found["honesty"].to_numpy(float),
        }
    )


def left_alone(
    tasks: pd.DataFrame, history: pd.DataFrame, acted: frozenset[str], rules: Rules
) -> pd.DataFrame:
    """Red tasks that the office itself has left alone for ``idle_red_periods`` or more: tasks with ``count`` [periods].

    acted: codes of tasks of which a letter or a decision speaks since they turned red. Longest first.
    """
    runs = red_runs(history)
    rows = tasks.assign(count=tasks["task_id"].map(runs).fillna(0).astype("int64"))
    idle = (rows["count"] >= rules.idle_red_periods) & ~rows["task_id"].isin(acted)
    return rows.loc[idle].sort_values(["count", "gap"], ascending=[False, True], ignore_index=True)


def _of_tasks(tasks: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """Grounds for the units that lead these tasks."""
    return pd.DataFrame(
        {
            "ground": ground.value,
            "unit_id": tasks["lead_unit"].to_numpy(),
            "item_id": tasks["task_id"].to_numpy(),
            "light": tasks["light"].to_numpy(),
            "due_on": tasks["due_on"].to_numpy(),
            "gap": tasks["gap"].to_numpy(float),
        }
    )


def _shaped(rows: pd.DataFrame) -> pd.DataFrame:
    """All columns, each with its type, also where there is no row."""
    kinds = dict.fromkeys(FIGURES, "float64") | {"due_on": "datetime64[us]"}
    texts = [name for name in COLUMNS if name not in kinds]
    whole = rows.reindex(columns=list(COLUMNS))
    whole[texts] = whole[texts].astype("str").fillna("")
    return whole.astype(kinds)
