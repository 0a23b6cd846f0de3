"""certificates of a class are proposed to whoever may issue them

Revision ID: 20261128_proposals
Revises: 20261128_entered
Create Date: 2026-11-28 19:00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_proposals"
down_revision = "20261128_entered"
branch_labels = None
depends_on = None

WHEN = sa.DateTime(timezone=True)
OPEN = sa.text("decision IS NULL")
DECISIONS = "decision IN ('approved', 'returned', 'taken back', 'issued')"
DECIDED = (
    "(decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL) = (decided_by_id IS NULL)"
)
RETURNED = "decision <> 'returned' OR reason <> ''"


def upgrade() -> None:
    op.create_table(
        "issue_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        _column("cohort_id", "issue_proposal", "cohort.id", ondelete="CASCADE"),
        _column("proposed_by_id", "issue_proposal", "staff.id"),
        sa.Column("proposed_at", WHEN, nullable=False),
        sa.Column("note", sa.String(length=300), server_default="", nullable=False),
        sa.Column("decision", sa.String(length=12), nullable=True),
        _column("decided_by_id", "issue_proposal", "staff.id", nullable=True),
        sa.Column("decided_at", WHEN, nullable=True),
        sa.Column("reason", sa.String(length=300), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_issue_proposal"),
        sa.UniqueConstraint("uid", name="uq_issue_proposal_uid"),
        sa.CheckConstraint(DECISIONS, name=op.f("ck_issue_proposal_decision")),
        sa.CheckConstraint(DECIDED, name=op.f("ck_issue_proposal_decided")),
        sa.CheckConstraint(RETURNED, name=op.f("ck_issue_proposal_returned_why")),
    )
    for column in ("cohort_id", "proposed_by_id", "decided_by_id"):
        op.create_index(f"ix_issue_proposal_{column}", "issue_proposal", [column])
    op.create_index(
        "uq_issue_proposal_open",
        "issue_proposal",
        ["cohort_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "proposed_seat",
        _column("proposal_id", "proposed_seat", "issue_proposal.id", ondelete="CASCADE"),
        _column("seat_id", "proposed_seat", "seat.id", ondelete="CASCADE"),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("issued", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("proposal_id", "seat_id", name="pk_proposed_seat"),
    )
    op.create_index("ix_proposed_seat_seat_id", "proposed_seat", ["seat_id"])


def downgrade() -> None:
    op.drop_table("proposed_seat")
    op.drop_table("issue_proposal")


def _column(
    name: str, table: str, target: str, ondelete: str | None = None, nullable: bool = False
) -> sa.Column[int]:
    key = sa.ForeignKey(target, ondelete=ondelete, name=f"fk_{table}_{name}")
    return sa.Column(name, sa.Integer(), key, nullable=nullable)
