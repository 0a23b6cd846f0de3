"""how much of a class somebody must attend for its certificate

Revision ID: 20261128_minimum
Revises: 20261128_scans
Create Date: 2026-11-28 16:30:00
"""

from alembic import op

revision = "20261128_minimum"
down_revision = "20261128_scans"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In place, each check with its column: the table is long, and much points to it.
    op.execute(
        "ALTER TABLE cohort ADD COLUMN attendance_by VARCHAR(8) DEFAULT '' NOT NULL "
        "CONSTRAINT ck_cohort_attendance_by CHECK (attendance_by IN ('', 'jp', 'meetings'))"
    )
    op.execute(
        "ALTER TABLE cohort ADD COLUMN attendance_percent INTEGER "
        "CONSTRAINT ck_cohort_attendance_percent CHECK (attendance_percent BETWEEN 1 AND 100)"
    )


def downgrade() -> None:
    op.drop_column("cohort", "attendance_percent")
    op.drop_column("cohort", "attendance_by")
