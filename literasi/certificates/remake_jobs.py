"""Files anew whose seal is trusted no more, after a key was stolen.

Nothing is rendered inside a transaction. The new hash is recorded before the new file takes the
old one's place: what is interrupted in between is still sealed by the old key, so the next run
finds it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from literasi.accounts.audit import Act, note
from literasi.certificates.batches import is_wanted
from literasi.certificates.documents import key_of, made_pdf, stored_file
from literasi.certificates.models import Certificate
from literasi.database import db, write
from literasi.files import FileStoreError
from literasi.pdf import PdfError
from literasi.sealing import SealError
from literasi.sealing.verify import Answer, Verdict, verify
from literasi.web.site import Site


def remake(site: Site, now: datetime, say: Callable[[str], None]) -> tuple[int, int]:
    """(made, failed): every file that somebody still needs and that a distrusted key sealed. Only
    one at a time."""
    made = failed = 0
    ids = list(db.session.scalars(select(Certificate.id).order_by(Certificate.id)))
    db.session.remove()
    for id_ in ids:
        try:
            made += _remade(id_, site, now)
        except (PdfError, SealError, FileStoreError) as error:
            failed += 1
            say(f"Certificate {id_} was not made: {error}")
    return made, failed


def _remade(id_: int, site: Site, now: datetime) -> bool:
    """Whether it needed to be made, and was."""
    certificate = db.session.get(Certificate, id_)
    # Free of its session, which ends the read: rendering takes a while.
    db.session.expunge_all()
    db.session.rollback()
    if certificate is None or not is_wanted(certificate):
        return False
    stored = stored_file(certificate, site.files)
    verdict = verify(stored, site.seal.public) if stored else None
    if verdict is None or verdict.answer is not Answer.DISTRUSTED:
        return False
    base = site.settings.base_url or _base_of(certificate, verdict)
    content = made_pdf(certificate, site.files, base, site.fitting)
    return _replaced(certificate, content, site, now)


def _base_of(certificate: Certificate, verdict: Verdict) -> str:
    """The address that the old file leads to. SealError where it cannot be told."""
    base, path, code = verdict.address.partition("/verifikasi/")
    if not path or code != certificate.code:
        raise SealError("set LITERASI_BASE_URL: its old file does not say where it is checked")
    return base


def _replaced(certificate: Certificate, content: bytes, site: Site, now: datetime) -> bool:
    """False for one that became void meanwhile."""
    with write():
        locked = db.session.get(
            Certificate, certificate.id, with_for_update=True, populate_existing=True
        )
        if locked is None or not is_wanted(locked):
            return False
        locked.file_hash = hashlib.sha256(content).hexdigest()
        act = Act(None, locked.office_id, now)
        why = f"SHA-256 {locked.file_hash}"
        note(act, "certificate.remake", f"certificate:{locked.uid}", locked.number, why)
    site.files.put_over(key_of(certificate.code), content)
    return True
