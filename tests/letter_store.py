"""A small filled store whose figures call for letters: for tests of letters, of their page, and in a browser."""

from datetime import UTC, datetime

from sqlalchemy import Engine

from accounts.actor import Actor
from accounts.roles import Role
from services.intake import save_plan, submit
from tests.books import plan_book, progress_book, street_book

OFFICE = Actor(name="lin", role=Role.OFFICE)
NOW = datetime(2022, 10, 8, 9, 0, tzinfo=UTC)


def fill(engine: Engine) -> None:
    """September of a plan of the year: S01 at 20 % and 60 %, the others have sent nothing since August."""
    save_plan(engine, plan_book(months=(8, 9, 10)), "责任清单.xlsx", actor=OFFICE, now=NOW)
    for book in (
        progress_book(period="2022-08", rate=0.2, filled_on=None),
        street_book(period="2022-08", rate=0.6),
    ):
        submit(engine, book, "八月.xlsx", actor=OFFICE, now=datetime(2022, 9, 3, tzinfo=UTC))
    submit(engine, progress_book(rate=0.2), "九月.xlsx", actor=OFFICE, now=datetime(2022, 10, 3, tzinfo=UTC))
