"""when a meeting begins and what it is about; late, excused, sick and absent

Revision ID: 20261128_marks
Revises: 20261128_roster
Create Date: 2026-11-28 16:05:00
"""

from alembic import op

revision = "20261128_marks"
down_revision = "20261128_roster"
branch_labels = None
depends_on = None

MARKS = "status IN ('present', 'late', 'excused', 'sick', 'absent')"


def upgrade() -> None:
    # In place, each check with its column: batch mode would make the tables anew, and that of
    # who attended is long.
    op.execute("ALTER TABLE meeting ADD COLUMN begins TIME")
    op.execute(
        "ALTER TABLE meeting ADD COLUMN until TIME "
        "CONSTRAINT ck_meeting_ends_after_start CHECK (until > begins)"
    )
    op.execute("ALTER TABLE meeting ADD COLUMN topic VARCHAR(120) DEFAULT '' NOT NULL")
    op.execute(
        "ALTER TABLE meeting ADD COLUMN late_after INTEGER "
        "CONSTRAINT ck_meeting_late_after CHECK (late_after BETWEEN 0 AND 240)"
    )
    op.execute("ALTER TABLE meeting ADD COLUMN version INTEGER DEFAULT 1 NOT NULL")
    # Whoever stands there already was present.
    op.execute(
        "ALTER TABLE attendance ADD COLUMN status VARCHAR(8) DEFAULT 'present' NOT NULL "
        f"CONSTRAINT ck_attendance_status CHECK ({MARKS})"
    )


def downgrade() -> None:
    # The release before knows no mark but that somebody was there.
    op.execute("DELETE FROM attendance WHERE status NOT IN ('present', 'late')")
    op.drop_column("attendance", "status")
    for name in ("version", "late_after", "topic", "until", "begins"):
        op.drop_column("meeting", name)
