"""the code with which somebody who has an account says yes to an office

Revision ID: 20261128_posting_codes
Revises: 20261128_minimum
Create Date: 2026-11-28 16:40:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_posting_codes"
down_revision = "20261128_minimum"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In place, for sessions point to postings.
    op.add_column("posting", sa.Column("invitation_hash", sa.LargeBinary(length=32), nullable=True))


def downgrade() -> None:
    op.drop_column("posting", "invitation_hash")
