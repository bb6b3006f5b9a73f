"""What an inspection is about 督查领域.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what was kept before doesn't tell."""
    op.add_column("inspections", sa.Column("field", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Not offered: a store is append-only, so a step back is a restored backup."""
    raise NotImplementedError("restore a backup instead")
