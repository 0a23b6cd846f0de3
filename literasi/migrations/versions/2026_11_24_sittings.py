"""answers to a course's pre-test and post-test

Revision ID: 20261124_sittings
Revises: 20261124_week_step
Create Date: 2026-11-24 16:40:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_sittings"
down_revision = "20261124_week_step"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sitting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=60), nullable=False),
        sa.Column("moment", sa.String(length=5), nullable=False),
        sa.Column("form", sa.String(length=1), nullable=False),
        sa.Column("bank_hash", sa.String(length=64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("right_count", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("idempotency_key", sa.LargeBinary(length=16), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("moment IN ('awal', 'akhir', 'ulang')", name=op.f("ck_sitting_moment")),
        sa.CheckConstraint("form IN ('A', 'B')", name=op.f("ck_sitting_form")),
        sa.CheckConstraint(
            "total > 0 AND right_count BETWEEN 0 AND total", name=op.f("ck_sitting_score")
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_sitting_learner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["bank_hash"], ["question_bank.hash"], name=op.f("fk_sitting_bank_hash")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
        sa.UniqueConstraint("uid", name=op.f("uq_sitting_uid")),
        sa.UniqueConstraint("idempotency_key", name=op.f("uq_sitting_idempotency_key")),
        sa.UniqueConstraint(
            "learner_id", "course", "moment", name=op.f("uq_sitting_learner_id_course_moment")
        ),
    )


def downgrade() -> None:
    op.drop_table("sitting")
