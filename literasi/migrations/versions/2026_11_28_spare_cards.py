"""the number on a spare card, and whether an identity card was seen for a new one

Revision ID: 20261128_spare_cards
Revises: 20261128_postings
Create Date: 2026-11-28 15:40:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_spare_cards"
down_revision = "20261128_postings"
branch_labels = None
depends_on = None

NUMBERED = sa.text("spare_no IS NOT NULL")


def upgrade() -> None:
    # In place: these tables are long, and batch mode would make them anew.
    op.add_column("seat", sa.Column("spare_no", sa.Integer(), nullable=True))
    op.create_index(
        "uq_seat_spare_no",
        "seat",
        ["cohort_id", "spare_no"],
        unique=True,
        sqlite_where=NUMBERED,
        postgresql_where=NUMBERED,
    )
    op.add_column(
        "access_reset",
        sa.Column("identity_seen", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("access_reset", "identity_seen")
    op.drop_index("uq_seat_spare_no", "seat")
    op.drop_column("seat", "spare_no")
