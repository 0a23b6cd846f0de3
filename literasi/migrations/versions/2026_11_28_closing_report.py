"""what an office writes into a class's report, and its photographs

Revision ID: 20261128_closing_report
Revises: 20261128_outbox
Create Date: 2026-11-28 19:00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_closing_report"
down_revision = "20261128_outbox"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "closing_report",
        sa.Column("cohort_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=80), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("addressee", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("copies", sa.JSON(), nullable=False),
        sa.Column("notes", sa.String(length=2000), nullable=False),
        sa.Column("treasurer", sa.String(length=80), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("amount BETWEEN 1 AND 10000000", name=op.f("ck_closing_report_amount")),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name=op.f("fk_closing_report_cohort_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("cohort_id", name=op.f("pk_closing_report")),
    )
    op.create_index(op.f("ix_closing_report_changed_at"), "closing_report", ["changed_at"])
    op.create_table(
        "report_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("caption", sa.String(length=160), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("width > 0 AND height > 0", name=op.f("ck_report_photo_size")),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name=op.f("fk_report_photo_cohort_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_photo")),
        sa.UniqueConstraint("cohort_id", "hash", name=op.f("uq_report_photo_cohort_id_hash")),
        sa.UniqueConstraint("uid", name=op.f("uq_report_photo_uid")),
    )


def downgrade() -> None:
    op.drop_table("report_photo")
    op.drop_table("closing_report")
