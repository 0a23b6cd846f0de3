"""answers that waited on a phone

Revision ID: 20261124_waiting
Revises: 20261124_remembering
Create Date: 2026-11-24 17:45:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_waiting"
down_revision = "20261124_remembering"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The default lets code that knows nothing of the column go on adding rows.
    op.add_column(
        "attempt",
        sa.Column("was_offline", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column("attempt", sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("attempt", "claimed_at")
    op.drop_column("attempt", "was_offline")
