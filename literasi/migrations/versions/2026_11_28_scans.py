"""until when a meeting's changing QR counts, and when somebody showed that they are there

Revision ID: 20261128_scans
Revises: 20261128_marks
Create Date: 2026-11-28 16:20:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_scans"
down_revision = "20261128_marks"
branch_labels = None
depends_on = None

WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("meeting", sa.Column("scan_until", WHEN, nullable=True))
    op.add_column("attendance", sa.Column("scanned_at", WHEN, nullable=True))


def downgrade() -> None:
    op.drop_column("attendance", "scanned_at")
    op.drop_column("meeting", "scan_until")
