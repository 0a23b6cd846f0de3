"""after how long without use a learner's pages lock

Revision ID: 20261124_locks
Revises: 20261124_waiting
Create Date: 2026-11-24 17:45:00
"""

from alembic import op

revision = "20261124_locks"
down_revision = "20261124_waiting"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Added in place: making the table anew, as batch mode does, would touch every learner.
    op.execute(
        "ALTER TABLE learner ADD COLUMN locks_after INTEGER "
        "CONSTRAINT ck_learner_locks_after CHECK (locks_after IN (1, 5, 15, 60))"
    )


def downgrade() -> None:
    op.execute("ALTER TABLE learner DROP COLUMN locks_after")
