"""names that staff confirmed, and certificates given although something is lacking

Revision ID: 20261128_eligibility
Revises: 20261128_board
Create Date: 2026-11-28 18:00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_eligibility"
down_revision = "20261128_board"
branch_labels = None
depends_on = None

WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "name_check",
        _seat("name_check"),
        sa.Column("looked_at", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        _staff("name_check", "checked_by_id"),
        sa.Column("checked_at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("seat_id", name="pk_name_check"),
    )
    op.create_index("ix_name_check_checked_by_id", "name_check", ["checked_by_id"])
    op.create_table(
        "eligibility_override",
        _seat("eligibility_override"),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("attendance", sa.Boolean(), nullable=False),
        sa.Column("course", sa.String(length=60), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        _staff("eligibility_override", "given_by_id"),
        sa.Column("given_at", WHEN, nullable=False),
        sa.PrimaryKeyConstraint("seat_id", name="pk_eligibility_override"),
        sa.UniqueConstraint("uid", name="uq_eligibility_override_uid"),
        sa.CheckConstraint(
            "attendance OR module <> ''", name=op.f("ck_eligibility_override_covers_something")
        ),
        sa.CheckConstraint(
            "(course = '') = (module = '')", name=op.f("ck_eligibility_override_whole_module")
        ),
    )
    op.create_index("ix_eligibility_override_given_by_id", "eligibility_override", ["given_by_id"])


def downgrade() -> None:
    op.drop_table("eligibility_override")
    op.drop_table("name_check")


def _seat(table: str) -> sa.Column[int]:
    key = sa.ForeignKey("seat.id", ondelete="CASCADE", name=f"fk_{table}_seat_id")
    return sa.Column("seat_id", sa.Integer(), key, nullable=False)


def _staff(table: str, column: str) -> sa.Column[int]:
    key = sa.ForeignKey("staff.id", name=f"fk_{table}_{column}")
    return sa.Column(column, sa.Integer(), key, nullable=False)
