"""the notice board of a class

Revision ID: 20261128_board
Revises: 20261128_posting_codes
Create Date: 2026-11-28 16:40:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_board"
down_revision = "20261128_posting_codes"
branch_labels = None
depends_on = None

WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "board_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=500), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("posted_by_id", sa.Integer(), nullable=False),
        sa.Column("posted_at", WHEN, nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("withdrawn_at", WHEN, nullable=True),
        sa.CheckConstraint(
            "length(body) BETWEEN 1 AND 500", name=op.f("ck_board_post_body_length")
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name=op.f("fk_board_post_cohort_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["posted_by_id"], ["staff.id"], name=op.f("fk_board_post_posted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_post")),
        sa.UniqueConstraint("uid", name=op.f("uq_board_post_uid")),
    )
    for column in ("cohort_id", "posted_by_id"):
        op.create_index(f"ix_board_post_{column}", "board_post", [column])


def downgrade() -> None:
    op.drop_table("board_post")
