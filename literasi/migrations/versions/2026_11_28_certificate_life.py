"""until when a certificate holds, and whether its owner hides its public page

Revision ID: 20261128_certificate_life
Revises: 20261128_field_items
Create Date: 2026-11-28 22:05:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_certificate_life"
down_revision = "20261128_field_items"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In place, with its check: the table is long, and much points to it.
    op.execute(
        "ALTER TABLE certificate ADD COLUMN expires_on DATE "
        "CONSTRAINT ck_certificate_expires_after_issue CHECK (expires_on >= issued_on)"
    )
    op.add_column("certificate", sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("certificate", "hidden_at")
    op.drop_column("certificate", "expires_on")
