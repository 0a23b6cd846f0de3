"""quizzes that a class prints, and their variants

Revision ID: 20261128_paper
Revises: 20261128_eligibility
Create Date: 2026-11-28 16:40:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_paper"
down_revision = "20261128_eligibility"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_quiz",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=60), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("bank_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_paper_quiz_number")),
        sa.ForeignKeyConstraint(
            ["bank_hash"], ["question_bank.hash"], name=op.f("fk_paper_quiz_bank_hash")
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name=op.f("fk_paper_quiz_cohort_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_quiz")),
        sa.UniqueConstraint("cohort_id", "number", name=op.f("uq_paper_quiz_cohort_id_number")),
        sa.UniqueConstraint("uid", name=op.f("uq_paper_quiz_uid")),
    )
    op.create_table(
        "paper_variant",
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("seed", sa.LargeBinary(length=16), nullable=False),
        sa.CheckConstraint(
            "letter IN ('A', 'B', 'C', 'D', 'E', 'F')", name=op.f("ck_paper_variant_letter")
        ),
        sa.ForeignKeyConstraint(
            ["quiz_id"],
            ["paper_quiz.id"],
            name=op.f("fk_paper_variant_quiz_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("quiz_id", "letter", name=op.f("pk_paper_variant")),
    )


def downgrade() -> None:
    op.drop_table("paper_variant")
    op.drop_table("paper_quiz")
