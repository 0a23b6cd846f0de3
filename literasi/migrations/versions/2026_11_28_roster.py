"""details of participants, and lists that wait to be accepted

Revision ID: 20261128_roster
Revises: 20261128_assignments
Create Date: 2026-11-28 15:20:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_roster"
down_revision = "20261128_assignments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "participant_detail",
        sa.Column("seat_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sex", sa.String(length=1), nullable=True),
        sa.Column("birth_band", sa.Integer(), nullable=True),
        sa.Column("kecamatan", sa.String(length=60), nullable=True),
        sa.Column("desa", sa.String(length=60), nullable=True),
        sa.Column("relation", sa.String(length=11), nullable=True),
        sa.Column("destination", sa.String(length=2), nullable=True),
        sa.Column("consent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("sex IN ('L', 'P')", name=op.f("ck_participant_detail_sex")),
        sa.CheckConstraint(
            "birth_band IN (1950, 1960, 1970, 1980, 1990, 2000, 2010)",
            name=op.f("ck_participant_detail_band"),
        ),
        sa.CheckConstraint(
            "relation IN ('family', 'migrant', 'returned', 'prospective')",
            name=op.f("ck_participant_detail_relation"),
        ),
        sa.CheckConstraint(
            "consent_at IS NULL OR refused_at IS NULL",
            name=op.f("ck_participant_detail_one_answer"),
        ),
        sa.CheckConstraint(
            "refused_at IS NULL OR coalesce(sex, kecamatan, desa, relation, destination) IS NULL"
            " AND birth_band IS NULL",
            name=op.f("ck_participant_detail_refused_is_empty"),
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"],
            ["seat.id"],
            name=op.f("fk_participant_detail_seat_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("seat_id", name=op.f("pk_participant_detail")),
    )
    op.create_table(
        "roster_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("chosen", sa.JSON(), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name=op.f("fk_roster_draft_cohort_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roster_draft")),
        sa.UniqueConstraint("uid", name=op.f("uq_roster_draft_uid")),
    )
    with op.batch_alter_table("roster_draft") as batch:
        batch.create_index(batch.f("ix_roster_draft_cohort_id"), ["cohort_id"])
        batch.create_index(batch.f("ix_roster_draft_expires_at"), ["expires_at"])


def downgrade() -> None:
    op.drop_table("roster_draft")
    op.drop_table("participant_detail")
