"""Which first-visit hints a person has put away.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nobody has put any away yet."""
    op.add_column("accounts", sa.Column("hints_read", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Not offered: a store is append-only, so a step back is a restored backup."""
    raise NotImplementedError("restore a backup instead")
