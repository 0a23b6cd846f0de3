"""offices, staff, audit log, resets and merges

Revision ID: 20261124_offices
Revises: 20261124_first
Create Date: 2026-11-24 11:42:30
"""

import sqlalchemy as sa
from alembic import op

revision = "20261124_offices"
down_revision = "20261124_first"
branch_labels = None
depends_on = None

REFUSAL = "an audit entry is never changed or deleted"


def _refuse_changes_of_the_log() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_entry_no_{act.lower()} BEFORE {act} ON audit_entry "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_only_added BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )


def _allow_changes_of_the_log() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER audit_entry_no_{act}")
        return
    op.execute("DROP TRIGGER audit_entry_only_added ON audit_entry")
    op.execute("DROP FUNCTION refuse_audit_change()")


def upgrade() -> None:
    op.create_table(
        "access_reset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("reset_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["learner.id"],
            name=op.f("fk_access_reset_learner_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_access_reset_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_reset")),
        sa.UniqueConstraint("uid", name=op.f("uq_access_reset_uid")),
    )
    with op.batch_alter_table("access_reset", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_access_reset_learner_id"), ["learner_id"], unique=False
        )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("about", sa.String(length=200), server_default="", nullable=False),
        sa.Column("why", sa.String(length=300), server_default="", nullable=False),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_audit_entry_office_id")
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_audit_entry_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_office_id"), ["office_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_staff_id"), ["staff_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_subject"), ["subject"], unique=False)
    op.create_table(
        "learner_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("from_id <> into_id", name=op.f("ck_learner_merge_two_records")),
        sa.ForeignKeyConstraint(
            ["from_id"], ["learner.id"], name=op.f("fk_learner_merge_from_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["learner.id"], name=op.f("fk_learner_merge_into_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_learner_merge_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learner_merge")),
        sa.UniqueConstraint("uid", name=op.f("uq_learner_merge_uid")),
    )
    with op.batch_alter_table("learner_merge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_learner_merge_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_learner_merge_into_id"), ["into_id"], unique=False)
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_recovery_code_staff_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
    )
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recovery_code_staff_id"), ["staff_id"], unique=False)
    with op.batch_alter_table("known_learner", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("by_staff_card", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("reset_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_known_learner_reset_id"), ["reset_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_known_learner_reset_id"), "access_reset", ["reset_id"], ["id"]
        )
    with op.batch_alter_table("learner_card", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reset_id", sa.Integer(), nullable=True))
        batch_op.alter_column("learner_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_index(batch_op.f("ix_learner_card_reset_id"), ["reset_id"], unique=False)
        batch_op.create_check_constraint(
            batch_op.f("ck_learner_card_owner_or_staff"),
            "learner_id IS NOT NULL OR printed_by_staff",
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_learner_card_reset_id"), "access_reset", ["reset_id"], ["id"]
        )
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("city", sa.String(length=60), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("zone", sa.String(length=40), server_default="Asia/Jakarta", nullable=False)
        )
        batch_op.add_column(
            sa.Column("coverage", sa.JSON(), server_default=sa.text("'[]'"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("letterhead", sa.JSON(), server_default=sa.text("'[]'"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("number_pattern", sa.String(length=80), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("signatory", sa.JSON(), server_default=sa.text("'{}'"), nullable=False)
        )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("by_staff_card", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.add_column(sa.Column("reset_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_sign_in_reset_id"), ["reset_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_sign_in_reset_id"), "access_reset", ["reset_id"], ["id"]
        )
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("totp_serial", sa.Integer(), server_default=sa.text("0"), nullable=False)
        )
        batch_op.add_column(sa.Column("totp_key_id", sa.String(length=40), nullable=True))
        batch_op.add_column(
            sa.Column("totp_step", sa.Integer(), server_default=sa.text("0"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("wrong_codes", sa.Integer(), server_default=sa.text("0"), nullable=False)
        )
        batch_op.add_column(sa.Column("wait_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("invitation_hash", sa.LargeBinary(length=32), nullable=True))
        batch_op.add_column(sa.Column("invited_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(
            sa.Column("demo", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_staff_counts_positive"), "totp_serial >= 0 AND wrong_codes >= 0"
        )
        batch_op.create_unique_constraint(
            batch_op.f("uq_staff_invitation_hash"), ["invitation_hash"]
        )
    _refuse_changes_of_the_log()


def downgrade() -> None:
    _allow_changes_of_the_log()
    # Cards that wait for their person have no place in the older table.
    op.execute("DELETE FROM learner_card WHERE learner_id IS NULL")
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_staff_counts_positive"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_staff_invitation_hash"), type_="unique")
        batch_op.drop_column("demo")
        batch_op.drop_column("invited_until")
        batch_op.drop_column("invitation_hash")
        batch_op.drop_column("wait_until")
        batch_op.drop_column("wrong_codes")
        batch_op.drop_column("totp_step")
        batch_op.drop_column("totp_key_id")
        batch_op.drop_column("totp_serial")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_sign_in_reset_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_sign_in_reset_id"))
        batch_op.drop_column("reset_id")
        batch_op.drop_column("by_staff_card")
        batch_op.drop_column("seen_at")
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.drop_column("signatory")
        batch_op.drop_column("number_pattern")
        batch_op.drop_column("letterhead")
        batch_op.drop_column("coverage")
        batch_op.drop_column("zone")
        batch_op.drop_column("city")
    with op.batch_alter_table("learner_card", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_learner_card_owner_or_staff"), type_="check")
        batch_op.drop_constraint(batch_op.f("fk_learner_card_reset_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_learner_card_reset_id"))
        batch_op.alter_column("learner_id", existing_type=sa.INTEGER(), nullable=False)
        batch_op.drop_column("reset_id")
    with op.batch_alter_table("known_learner", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_known_learner_reset_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_known_learner_reset_id"))
        batch_op.drop_column("reset_id")
        batch_op.drop_column("by_staff_card")
    with op.batch_alter_table("recovery_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recovery_code_staff_id"))
    op.drop_table("recovery_code")
    with op.batch_alter_table("learner_merge", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_learner_merge_into_id"))
        batch_op.drop_index(batch_op.f("ix_learner_merge_from_id"))
    op.drop_table("learner_merge")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_staff_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_office_id"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_at"))
    op.drop_table("audit_entry")
    with op.batch_alter_table("access_reset", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_reset_learner_id"))
    op.drop_table("access_reset")
