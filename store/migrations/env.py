"""Alembic's entry: runs the revisions on the connection that store/migrating.py hands over."""

from alembic import context
from sqlalchemy import Connection

from store.schema import metadata


def _run() -> None:
    connection: Connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata, transactional_ddl=False)
    context.run_migrations()


_run()
