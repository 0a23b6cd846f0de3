"""files of certificates that are still to be made

Revision ID: 20261128_outbox
Revises: 20261128_proposals
Create Date: 2026-11-28 19:00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_outbox"
down_revision = "20261128_proposals"
branch_labels = None
depends_on = None

WHEN = sa.DateTime(timezone=True)
NOT_DONE = sa.text("done_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "issue_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("cohort_uid", sa.Uuid(), nullable=False),
        sa.Column("office_id", sa.Integer(), _key("issue_batch", "office"), nullable=False),
        sa.Column("staff_id", sa.Integer(), _key("issue_batch", "staff"), nullable=True),
        sa.Column("base_url", sa.String(length=200), nullable=False),
        sa.Column("created_at", WHEN, nullable=False),
        sa.Column("finished_at", WHEN, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_issue_batch"),
        sa.UniqueConstraint("uid", name="uq_issue_batch_uid"),
    )
    for column in ("cohort_uid", "office_id", "staff_id"):
        op.create_index(f"ix_issue_batch_{column}", "issue_batch", [column])
    op.create_table(
        "issue_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "batch_id", sa.Integer(), _key("issue_item", "batch", "issue_batch"), nullable=False
        ),
        sa.Column(
            "certificate_id", sa.Integer(), _key("issue_item", "certificate"), nullable=False
        ),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=False),
        sa.Column("due_at", WHEN, nullable=True),
        sa.Column("done_at", WHEN, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_issue_item"),
        sa.UniqueConstraint("batch_id", "place", name="uq_issue_item_batch_id_place"),
        sa.UniqueConstraint("certificate_id", name="uq_issue_item_certificate_id"),
        sa.CheckConstraint("place >= 0 AND tries >= 0", name=op.f("ck_issue_item_counts")),
        sa.CheckConstraint(
            "done_at IS NULL OR error = ''", name=op.f("ck_issue_item_done_is_well")
        ),
        sa.CheckConstraint(
            "due_at IS NOT NULL OR done_at IS NOT NULL OR error <> ''",
            name=op.f("ck_issue_item_says_why"),
        ),
    )
    op.create_index(
        "ix_issue_item_due_at",
        "issue_item",
        ["due_at"],
        sqlite_where=NOT_DONE,
        postgresql_where=NOT_DONE,
    )


def downgrade() -> None:
    op.drop_table("issue_item")
    op.drop_table("issue_batch")


def _key(table: str, name: str, target: str = "") -> sa.ForeignKey:
    """Items go with their batch and their certificate."""
    ondelete = "CASCADE" if table == "issue_item" else None
    return sa.ForeignKey(f"{target or name}.id", name=f"fk_{table}_{name}_id", ondelete=ondelete)
