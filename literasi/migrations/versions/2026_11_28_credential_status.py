"""the place of each certificate in a list of withdrawn ones

Revision ID: 20261128_credential_status
Revises: 20261128_closing_report
Create Date: 2026-11-28 19:40:00
"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "20261128_credential_status"
down_revision = "20261128_closing_report"
branch_labels = None
depends_on = None

BITS, FULL = 131_072, 65_536
AT_ONCE = 1000


def upgrade() -> None:
    op.create_table(
        "credential_status",
        sa.Column("certificate_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("list_number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("certificate_id", name="pk_credential_status"),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name="fk_credential_status_certificate_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("list_number", "place", name="uq_credential_status_list_number_place"),
        sa.CheckConstraint(
            "list_number >= 1 AND place >= 0 AND place < 131072",
            name=op.f("ck_credential_status_in_list"),
        ),
    )
    _give_places()


def downgrade() -> None:
    op.drop_table("credential_status")


def _give_places() -> None:
    """To all that were issued so far. What the code before this issues meanwhile has none yet, and
    gets one when somebody asks for its credential."""
    connection = op.get_bind()
    ids = connection.execute(sa.text("SELECT id FROM certificate ORDER BY id")).scalars().all()
    for first in range(0, len(ids), FULL):
        some = ids[first : first + FULL]
        places = secrets.SystemRandom().sample(range(BITS), len(some))
        rows = [
            {"id": one, "list": first // FULL + 1, "place": place}
            for one, place in zip(some, places, strict=True)
        ]
        for start in range(0, len(rows), AT_ONCE):
            connection.execute(
                sa.text("INSERT INTO credential_status VALUES (:id, :list, :place)"),
                rows[start : start + AT_ONCE],
            )
