"""What stays of the certificates of somebody who deleted their account."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import select

from literasi.certificates.documents import key_of
from literasi.certificates.models import Certificate
from literasi.database import db
from literasi.domain.striking import STRUCK
from literasi.files import FolderStore


def certificates_of(learner_ids: Collection[int]) -> Sequence[Certificate]:
    """All that were ever theirs, whatever became of them."""
    found = select(Certificate).where(Certificate.learner_id.in_(learner_ids))
    return db.session.scalars(found.order_by(Certificate.id)).all()


def forget_owner(certificate: Certificate) -> None:
    """Code, hash and status stay, and what is the office's: number, title, day."""
    certificate.name = certificate.learner_id = certificate.hidden_at = None
    certificate.modules = []
    certificate.details = {key: one for key, one in certificate.details.items() if key != "jp"}
    if certificate.withdrawn_reason is not None:
        certificate.withdrawn_reason = STRUCK
    db.session.flush()


def remove_file(files: FolderStore, code: str) -> None:
    """Raises FileStoreError; `remove_files_of_nobody` then comes back to it."""
    files.remove(key_of(code))


def remove_files_of_nobody(files: FolderStore) -> int:
    """Files of whoever deleted their account that are still there: whoever removed them was cut
    off, or somebody was just making one. Raises FileStoreError. Returns how many."""
    removed = 0
    nobodys = select(Certificate.code).where(Certificate.name.is_(None))
    for code in db.session.scalars(nobodys).all():
        key = key_of(code)
        if files.get(key) is not None:
            files.remove(key)
            removed += 1
    return removed


def drop_if_nobodys(certificate_id: int, files: FolderStore) -> None:
    """After its file was stored: its person may have deleted their account while it was made."""
    owned = select(Certificate.code).where(
        Certificate.id == certificate_id, Certificate.name.is_(None)
    )
    if code := db.session.scalar(owned):
        remove_file(files, code)
