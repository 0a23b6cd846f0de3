"""whoever deletes their account: a seat without its person, and a log that may lose a name

Revision ID: 20261128_leaving
Revises: 20261128_certificate_life
Create Date: 2026-11-28 22:40:00
"""

import sqlalchemy as sa
from alembic import op

revision = "20261128_leaving"
down_revision = "20261128_certificate_life"
branch_labels = None
depends_on = None

REFUSAL = "an audit entry is never changed or deleted"
STRUCK = "(data dihapus)"
KEPT = ("id", "at", "staff_id", "office_id", "act", "subject")
SAID = ("about", "why")


def upgrade() -> None:
    op.add_column("seat", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_entry_no_update")
        kept = " OR ".join(f"NEW.{one} IS NOT OLD.{one}" for one in KEPT)
        said = " OR ".join(
            f"(NEW.{one} IS NOT OLD.{one} AND instr(NEW.{one}, '{STRUCK}') = 0)" for one in SAID
        )
        op.execute(
            "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
            f"WHEN {kept} OR {said} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        return
    kept = " OR ".join(f"NEW.{one} IS DISTINCT FROM OLD.{one}" for one in KEPT)
    said = " OR ".join(
        f"(NEW.{one} IS DISTINCT FROM OLD.{one} AND strpos(NEW.{one}, '{STRUCK}') = 0)"
        for one in SAID
    )
    op.execute("DROP TRIGGER audit_entry_only_added ON audit_entry")
    op.execute(
        "CREATE TRIGGER audit_entry_only_added BEFORE DELETE OR TRUNCATE "
        "ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_only_struck BEFORE UPDATE ON audit_entry "
        f"FOR EACH ROW WHEN ({kept} OR {said}) EXECUTE FUNCTION refuse_audit_change()"
    )


def downgrade() -> None:
    op.drop_column("seat", "erased_at")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER audit_entry_no_update")
        op.execute(
            "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        return
    op.execute("DROP TRIGGER audit_entry_only_struck ON audit_entry")
    op.execute("DROP TRIGGER audit_entry_only_added ON audit_entry")
    op.execute(
        "CREATE TRIGGER audit_entry_only_added BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()"
    )
