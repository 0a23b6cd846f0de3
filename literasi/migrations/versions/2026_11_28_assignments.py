"""work that classes give, and the zone that a learner's clock shows

Revision ID: 20261128_assignments
Revises: 20261128_class_details
Create Date: 2026-11-28 15:20:00
"""

from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "20261128_assignments"
down_revision = "20261128_class_details"
branch_labels = None
depends_on = None

CHECKS = (
    ("due_after_opening", "due_on >= opens_on"),
    ("due_time", "due_time IS NULL OR due_on IS NOT NULL"),
    ("opens_time", "opens_time IS NULL OR opens_on IS NOT NULL"),
    ("pass_mark", "pass_mark BETWEEN 1 AND 100"),
    ("attempts", "attempts BETWEEN 1 AND 20"),
    ("withdrawn", "(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)"),
)


def upgrade() -> None:
    # Not in batch mode, which would write the table anew: an older migration takes a column with
    # its check out of the table as it wrote it.
    op.add_column("learner", sa.Column("zone", sa.String(length=40), nullable=True))
    _make_assignments()
    _make_parts()
    _move_due_days()


def _make_assignments() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("opens_time", sa.Time(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_time", sa.Time(), nullable=True),
        sa.Column("in_order", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("pass_mark", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=True),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=300), nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_assignment_{name}")) for name, rule in CHECKS),
        _to("assignment", "cohort_id", "cohort.id", "CASCADE"),
        _to("assignment", "given_by_id", "staff.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("uid", name=op.f("uq_assignment_uid")),
    )
    _index("assignment", "cohort_id", "given_by_id")


def _make_parts() -> None:
    op.create_table(
        "assigned_module",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=60), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        _to("assigned_module", "assignment_id", "assignment.id", "CASCADE"),
        sa.PrimaryKeyConstraint(
            "assignment_id", "course", "module", name=op.f("pk_assigned_module")
        ),
    )
    op.create_table(
        "assignment_seat",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        _to("assignment_seat", "assignment_id", "assignment.id", "CASCADE"),
        _to("assignment_seat", "seat_id", "seat.id", "CASCADE"),
        sa.PrimaryKeyConstraint("assignment_id", "seat_id", name=op.f("pk_assignment_seat")),
    )
    _index("assignment_seat", "seat_id")
    op.create_table(
        "extra_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.Uuid(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=60), nullable=False),
        sa.Column("module", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("given_by_id", sa.Integer(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        _to("extra_attempt", "assignment_id", "assignment.id", "CASCADE"),
        _to("extra_attempt", "seat_id", "seat.id", "CASCADE"),
        _to("extra_attempt", "given_by_id", "staff.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extra_attempt")),
        sa.UniqueConstraint("uid", name=op.f("uq_extra_attempt_uid")),
    )
    _index("extra_attempt", "assignment_id", "seat_id", "given_by_id")


COHORT = sa.table(
    "cohort",
    sa.column("id", sa.Integer),
    sa.column("trainer_id", sa.Integer),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
PROGRAMME = sa.table(
    "programme_module",
    sa.column("cohort_id", sa.Integer),
    sa.column("course", sa.String),
    sa.column("module", sa.String),
    sa.column("place", sa.Integer),
    sa.column("due_on", sa.Date),
)
ASSIGNMENT = sa.table(
    "assignment",
    sa.column("id", sa.Integer),
    sa.column("uid", sa.Uuid),
    sa.column("cohort_id", sa.Integer),
    sa.column("due_on", sa.Date),
    sa.column("given_by_id", sa.Integer),
    sa.column("given_at", sa.DateTime(timezone=True)),
)
ASSIGNED = sa.table(
    "assigned_module",
    sa.column("assignment_id", sa.Integer),
    sa.column("course", sa.String),
    sa.column("module", sa.String),
    sa.column("place", sa.Integer),
)


def _move_due_days() -> None:
    """What was assigned until a day becomes work for the whole class, one for each day. The
    programme keeps its column for the release before, which still reads it."""
    connection = op.get_bind()
    dated = (
        sa.select(PROGRAMME, COHORT.c.trainer_id, COHORT.c.created_at)
        .join(COHORT, COHORT.c.id == PROGRAMME.c.cohort_id)
        .where(PROGRAMME.c.due_on.is_not(None))
        .order_by(PROGRAMME.c.cohort_id, PROGRAMME.c.due_on, PROGRAMME.c.place)
    )
    made: dict[tuple[int, object], int] = {}
    for row in connection.execute(dated).all():
        day = row.cohort_id, row.due_on
        if day not in made:
            made[day] = _make_assignment(connection, row)
        module = {"course": row.course, "module": row.module, "place": row.place}
        connection.execute(sa.insert(ASSIGNED).values(assignment_id=made[day], **module))


def _make_assignment(connection: sa.Connection, row: Any) -> int:
    values = {"uid": uuid4(), "cohort_id": row.cohort_id, "due_on": row.due_on}
    values |= {"given_by_id": row.trainer_id, "given_at": row.created_at}
    connection.execute(sa.insert(ASSIGNMENT).values(**values))
    found = sa.select(ASSIGNMENT.c.id).where(ASSIGNMENT.c.uid == values["uid"])
    return int(connection.execute(found).scalar_one())


def _to(table: str, column: str, target: str, ondelete: str | None = None) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete
    )


def _index(table: str, *columns: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column], unique=False)


def downgrade() -> None:
    for table in ("extra_attempt", "assignment_seat", "assigned_module", "assignment"):
        op.drop_table(table)
    op.drop_column("learner", "zone")
