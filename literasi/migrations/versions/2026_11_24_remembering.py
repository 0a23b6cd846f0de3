"""what was remembered, and the day of the transfer

Revision ID: 20261124_remembering
Revises: 20261124_sittings
Create Date: 2026-11-24 16:40:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_remembering"
down_revision = "20261124_sittings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recall_answer",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["learner.id"],
            name=op.f("fk_recall_answer_learner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "answered_on", name=op.f("pk_recall_answer")),
    )
    op.create_table(
        "transfer_day",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("day BETWEEN 1 AND 31", name=op.f("ck_transfer_day_day")),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["learner.id"],
            name=op.f("fk_transfer_day_learner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", name=op.f("pk_transfer_day")),
    )


def downgrade() -> None:
    op.drop_table("transfer_day")
    op.drop_table("recall_answer")
