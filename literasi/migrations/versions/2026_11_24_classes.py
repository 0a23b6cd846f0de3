"""classes and class certificates

Revision ID: 20261124_classes
Revises: 20261124_offices
Create Date: 2026-11-24 11:42:30
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_classes"
down_revision = "20261124_offices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cohort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("trainer_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("signatory", sa.JSON(), nullable=False),
        sa.Column("door_code", sa.String(length=6), nullable=True),
        sa.Column("door_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(door_code IS NULL) = (door_until IS NULL)", name=op.f("ck_cohort_door")
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_cohort_ends_after_start")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 80", name=op.f("ck_cohort_name_length")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_cohort_office_id")),
        sa.ForeignKeyConstraint(["trainer_id"], ["staff.id"], name=op.f("fk_cohort_trainer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohort")),
        sa.UniqueConstraint("door_code", name=op.f("uq_cohort_door_code")),
        sa.UniqueConstraint("uid", name=op.f("uq_cohort_uid")),
    )
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cohort_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cohort_trainer_id"), ["trainer_id"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("jp", sa.Integer(), nullable=False),
        sa.CheckConstraint("jp BETWEEN 1 AND 12", name=op.f("ck_meeting_jp")),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_meeting_cohort_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint("uid", name=op.f("uq_meeting_uid")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_cohort_id"), ["cohort_id"], unique=False)
    op.create_table(
        "programme_module",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=60), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name=op.f("fk_programme_module_cohort_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("cohort_id", "course", "module", name=op.f("pk_programme_module")),
    )
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_key", sa.String(length=120), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=True),
        sa.Column("card_id", sa.Integer(), nullable=True),
        sa.Column("claimed_by", sa.String(length=4), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("claimed_by IN ('card', 'door')", name=op.f("ck_seat_claimed_by")),
        sa.CheckConstraint(
            "(learner_id IS NULL) OR (claimed_at IS NOT NULL)", name=op.f("ck_seat_claimed")
        ),
        sa.ForeignKeyConstraint(
            ["card_id"], ["learner_card.id"], name=op.f("fk_seat_card_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_seat_cohort_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=op.f("fk_seat_learner_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("card_id", name=op.f("uq_seat_card_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_seat_uid")),
    )
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seat_cohort_id"), ["cohort_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_seat_learner_id"), ["learner_id"], unique=False)
        batch_op.create_index(
            "uq_seat_taken",
            ["cohort_id", "learner_id"],
            unique=True,
            sqlite_where=sa.text("learner_id IS NOT NULL AND left_at IS NULL"),
            postgresql_where=sa.text("learner_id IS NOT NULL AND left_at IS NULL"),
        )
    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_attendance_meeting_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seat.id"], name=op.f("fk_attendance_seat_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "seat_id", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_seat_id"), ["seat_id"], unique=False)
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cohort_uid", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("office_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("details", sa.JSON(), server_default=sa.text("'{}'"), nullable=False)
        )
        batch_op.create_index(batch_op.f("ix_certificate_cohort_uid"), ["cohort_uid"], unique=False)
        batch_op.create_index(batch_op.f("ix_certificate_office_id"), ["office_id"], unique=False)
        batch_op.create_index(
            "uq_certificate_class_in_force",
            ["learner_id", "cohort_uid"],
            unique=True,
            sqlite_where=sa.text(
                "kind = 'class' AND withdrawn_at IS NULL AND superseded_by_id IS NULL"
            ),
            postgresql_where=sa.text(
                "kind = 'class' AND withdrawn_at IS NULL AND superseded_by_id IS NULL"
            ),
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_certificate_class_has_cohort"),
            "(kind = 'class') = (cohort_uid IS NOT NULL AND office_id IS NOT NULL)",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_certificate_office_id"), "office", ["office_id"], ["id"]
        )


def downgrade() -> None:
    # The older table cannot say whose class it was, and could not be brought up again.
    op.execute("DELETE FROM certificate WHERE kind = 'class'")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_certificate_class_has_cohort"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_certificate_office_id"), type_="foreignkey")
        batch_op.drop_index(
            "uq_certificate_class_in_force",
            sqlite_where=sa.text(
                "kind = 'class' AND withdrawn_at IS NULL AND superseded_by_id IS NULL"
            ),
            postgresql_where=sa.text(
                "kind = 'class' AND withdrawn_at IS NULL AND superseded_by_id IS NULL"
            ),
        )
        batch_op.drop_index(batch_op.f("ix_certificate_office_id"))
        batch_op.drop_index(batch_op.f("ix_certificate_cohort_uid"))
        batch_op.drop_column("details")
        batch_op.drop_column("office_id")
        batch_op.drop_column("cohort_uid")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_seat_id"))
    op.drop_table("attendance")
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_seat_taken",
            sqlite_where=sa.text("learner_id IS NOT NULL AND left_at IS NULL"),
            postgresql_where=sa.text("learner_id IS NOT NULL AND left_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_seat_learner_id"))
        batch_op.drop_index(batch_op.f("ix_seat_cohort_id"))
    op.drop_table("seat")
    op.drop_table("programme_module")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_cohort_id"))
    op.drop_table("meeting")
    with op.batch_alter_table("cohort", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cohort_trainer_id"))
        batch_op.drop_index(batch_op.f("ix_cohort_office_id"))
    op.drop_table("cohort")
