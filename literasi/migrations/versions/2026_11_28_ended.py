"""find certificates that hold no more without reading all of them

Revision ID: 20261128_ended
Revises: 20261128_leaving
Create Date: 2026-11-28 23:05:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_ended"
down_revision = "20261128_leaving"
branch_labels = None
depends_on = None

ENDED = sa.text("withdrawn_at IS NOT NULL OR superseded_by_id IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_certificate_ended",
        "certificate",
        ["code", "withdrawn_at"],
        sqlite_where=ENDED,
        postgresql_where=ENDED,
    )


def downgrade() -> None:
    op.drop_index("ix_certificate_ended", table_name="certificate")
