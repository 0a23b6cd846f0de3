"""who of the staff entered an attempt from paper

Revision ID: 20261128_entered
Revises: 20261128_paper
Create Date: 2026-11-28 16:50:00
"""

from alembic import op

revision = "20261128_entered"
down_revision = "20261128_paper"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In place, with its constraint: the table is the longest of all.
    op.execute(
        "ALTER TABLE attempt ADD COLUMN entered_by_id INTEGER "
        "CONSTRAINT fk_attempt_entered_by_id REFERENCES staff (id)"
    )


def downgrade() -> None:
    op.drop_column("attempt", "entered_by_id")
