"""what a class is for, where, with whom and when; its version

Revision ID: 20261128_class_details
Revises: 20261128_spare_cards
Create Date: 2026-11-28 15:10:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_class_details"
down_revision = "20261128_spare_cards"
branch_labels = None
depends_on = None

TEXTS = (
    ("village", 60, ""),
    ("district", 60, ""),
    ("regency", 60, ""),
    ("province", 60, ""),
    ("programme", 20, ""),
    ("mode", 10, "in_person"),
    ("duty_letter", 80, ""),
    ("bring", 200, ""),
)
CHECKS = (
    ("programme", "programme IN ('', 'pre_departure', 'family', 'returnee', 'village')"),
    ("mode", "mode IN ('in_person', 'online', 'mixed')"),
    ("capacity", "capacity BETWEEN 1 AND 500"),
)


def upgrade() -> None:
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        for name, length, default in TEXTS:
            column = sa.Column(
                name, sa.String(length=length), server_default=default, nullable=False
            )
            batch_op.add_column(column)
        batch_op.add_column(sa.Column("capacity", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False)
        )
        for name, rule in CHECKS:
            batch_op.create_check_constraint(batch_op.f(f"ck_cohort_{name}"), rule)
    _make_rows()


def _make_rows() -> None:
    op.create_table(
        "cohort_staff",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        _of_cohort("cohort_staff"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_cohort_staff_staff_id")),
        sa.PrimaryKeyConstraint("cohort_id", "staff_id", name=op.f("pk_cohort_staff")),
    )
    with op.batch_alter_table("cohort_staff", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_staff_staff_id"), ["staff_id"], unique=False)
    op.create_table(
        "cohort_guest",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("position", sa.String(length=120), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        _of_cohort("cohort_guest"),
        sa.PrimaryKeyConstraint("cohort_id", "place", name=op.f("pk_cohort_guest")),
    )
    op.create_table(
        "rundown_item",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("begins", sa.Time(), nullable=False),
        sa.Column("until", sa.Time(), nullable=False),
        sa.Column("topic", sa.String(length=120), nullable=False),
        sa.Column("speaker", sa.String(length=80), nullable=False),
        sa.CheckConstraint("until > begins", name=op.f("ck_rundown_item_ends_after_start")),
        _of_cohort("rundown_item"),
        sa.PrimaryKeyConstraint("cohort_id", "place", name=op.f("pk_rundown_item")),
    )


def _of_cohort(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["cohort_id"], ["cohort.id"], name=op.f(f"fk_{table}_cohort_id"), ondelete="CASCADE"
    )


def downgrade() -> None:
    for table in ("rundown_item", "cohort_guest", "cohort_staff"):
        op.drop_table(table)
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        for name, _ in CHECKS:
            batch_op.drop_constraint(batch_op.f(f"ck_cohort_{name}"), type_="check")
        for name in ("version", "capacity", *(name for name, _, _ in TEXTS)):
            batch_op.drop_column(name)
