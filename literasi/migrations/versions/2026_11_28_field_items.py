"""what trainers' devices sent, once each

Revision ID: 20261128_field_items
Revises: 20261128_credential_status
Create Date: 2026-11-28 18:55:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_field_items"
down_revision = "20261128_credential_status"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "field_item",
        sa.Column("key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name=op.f("fk_field_item_cohort_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_field_item_staff_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_field_item")),
    )
    op.create_index(op.f("ix_field_item_cohort_id"), "field_item", ["cohort_id"])
    op.create_index(op.f("ix_field_item_staff_id"), "field_item", ["staff_id"])


def downgrade() -> None:
    op.drop_table("field_item")
