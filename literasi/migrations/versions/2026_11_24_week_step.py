"""the tick of a module's step of the week

Revision ID: 20261124_week_step
Revises: 20261124_classes
Create Date: 2026-11-24 16:20:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_week_step"
down_revision = "20261124_classes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "week_step_done",
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=60), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["learner.id"],
            name=op.f("fk_week_step_done_learner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "course", "module", name=op.f("pk_week_step_done")),
    )


def downgrade() -> None:
    op.drop_table("week_step_done")
