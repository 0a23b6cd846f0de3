"""postings: who works for which office, kinds of office, and sessions that confirm themselves

Revision ID: 20261128_postings
Revises: 20261124_locks
Create Date: 2026-11-28 15:10:00
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "20261128_postings"
down_revision = "20261124_locks"
branch_labels = None
depends_on = None

WHEN = sa.DateTime(timezone=True)
ROLES = "role IN ('national', 'office', 'head', 'trainer', 'facilitator')"
ROLES_BEFORE = "role IN ('national', 'office', 'trainer')"
# table, column and what it points to. Added in place: making such tables anew, as batch mode
# does, would touch every row.
POINTERS = (
    ("sign_in", "posting_id", "posting(id)"),
    ("access_reset", "office_id", "office(id)"),
    ("learner_merge", "office_id", "office(id)"),
)


def upgrade() -> None:
    _make_postings()
    _post_everybody()
    for table, column, target in POINTERS:
        name = f"fk_{table}_{column}"
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT {name} REFERENCES {target}"
        )
    op.add_column("sign_in", sa.Column("confirmed_at", WHEN, nullable=True))
    for table in ("access_reset", "learner_merge"):
        op.execute(
            f"UPDATE {table} SET office_id = "
            f"(SELECT office_id FROM staff WHERE staff.id = {table}.staff_id)"
        )
    op.create_index("ix_learner_merge_office_id", "learner_merge", ["office_id"])
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(length=12), server_default="bp3mi", nullable=False)
        )
        batch_op.add_column(
            sa.Column("needs_approval", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_office_kind"), "kind IN ('bp3mi', 'p4mi', 'perwakilan')"
        )
    _let_staff_be(ROLES, 12)


def _make_postings() -> None:
    op.create_table(
        "posting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("asked_at", WHEN, nullable=False),
        sa.Column("accepted_at", WHEN, nullable=True),
        sa.Column("ended_at", WHEN, nullable=True),
        sa.CheckConstraint(
            "role IN ('office', 'head', 'trainer', 'facilitator')", name=op.f("ck_posting_role")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_posting_office_id")),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_posting_staff_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
        sa.UniqueConstraint("staff_id", "office_id", name=op.f("uq_posting_staff_id_office_id")),
        sa.UniqueConstraint("uid", name=op.f("uq_posting_uid")),
    )
    op.create_index("ix_posting_office_id", "posting", ["office_id"])


def _post_everybody() -> None:
    """Whoever has an account works for the office that it was made for."""
    staff = sa.table(
        "staff",
        *(sa.column(name, sa.Integer()) for name in ("id", "office_id")),
        sa.column("role", sa.String()),
        sa.column("created_at", WHEN),
    )
    posting = sa.table(
        "posting",
        sa.column("uid", sa.Uuid()),
        *(sa.column(name, sa.Integer()) for name in ("staff_id", "office_id")),
        sa.column("role", sa.String()),
        *(sa.column(name, WHEN) for name in ("asked_at", "accepted_at")),
    )
    known = op.get_bind().execute(sa.select(staff).where(staff.c.office_id.is_not(None)))
    rows = [
        {
            "uid": uuid4(),
            "staff_id": row.id,
            "office_id": row.office_id,
            "role": row.role,
            "asked_at": row.created_at,
            "accepted_at": row.created_at,
        }
        for row in known
    ]
    if rows:
        op.bulk_insert(posting, rows)


def _let_staff_be(roles: str, length: int) -> None:
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_staff_role"), type_="check")
        batch_op.alter_column("role", existing_type=sa.String(), type_=sa.String(length=length))
        batch_op.create_check_constraint(batch_op.f("ck_staff_role"), roles)


def downgrade() -> None:
    op.execute("UPDATE staff SET role = 'trainer' WHERE role IN ('head', 'facilitator')")
    _let_staff_be(ROLES_BEFORE, 10)
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_office_kind"), type_="check")
        batch_op.drop_column("needs_approval")
        batch_op.drop_column("kind")
    op.drop_index("ix_learner_merge_office_id", "learner_merge")
    # Plain columns with a reference of their own: both databases drop them in place.
    op.execute("ALTER TABLE sign_in DROP COLUMN confirmed_at")
    for table, column, _ in POINTERS:
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    op.drop_index("ix_posting_office_id", "posting")
    op.drop_table("posting")
