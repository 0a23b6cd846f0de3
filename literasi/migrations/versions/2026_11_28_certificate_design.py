"""how an office's certificates look and are numbered

Revision ID: 20261128_certificate_design
Revises: 20261128_ended
Create Date: 2026-11-28 22:15:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_certificate_design"
down_revision = "20261128_ended"
branch_labels = None
depends_on = None

OWN_PATTERN = sa.text("number_pattern <> ''")


def upgrade() -> None:
    op.create_table(
        "certificate_design",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("look", sa.String(length=8), nullable=False),
        sa.Column("accent", sa.String(length=7), nullable=False),
        sa.Column("letterhead", sa.JSON(), nullable=False),
        sa.Column("logo_hash", sa.String(length=64), nullable=False),
        sa.Column("number_pattern", sa.String(length=80), nullable=False),
        sa.Column("signatory", sa.JSON(), nullable=False),
        sa.Column("beside", sa.JSON(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("english", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("look IN ('framed', 'plain')", name=op.f("ck_certificate_design_look")),
        sa.ForeignKeyConstraint(
            ["office_id"], ["office.id"], name=op.f("fk_certificate_design_office_id")
        ),
        sa.PrimaryKeyConstraint("office_id", name=op.f("pk_certificate_design")),
    )
    op.create_index(
        "uq_certificate_design_number_pattern",
        "certificate_design",
        ["number_pattern"],
        unique=True,
        sqlite_where=OWN_PATTERN,
        postgresql_where=OWN_PATTERN,
    )
    op.add_column(
        "office",
        sa.Column("types_numbers", sa.Boolean(), server_default=sa.false(), nullable=False),
    )


def downgrade() -> None:
    op.drop_column("office", "types_numbers")
    op.drop_table("certificate_design")
