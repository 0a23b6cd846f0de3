"""What the worker does for certificates: make the files that the outbox asks for.

Each task may run twice, or be killed at any moment: the file is stored once, and an item that was
not recorded as done is taken up again. Nothing is rendered inside a transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from flask import Flask, current_app

from literasi.certificates.batches import (
    due_items,
    find_order,
    is_wanted,
    record_done,
    record_failure,
)
from literasi.certificates.documents import FOLDER, stored_pdf
from literasi.certificates.leaving import drop_if_nobodys, remove_files_of_nobody
from literasi.certificates.models import Certificate
from literasi.database import db, write
from literasi.files import FileStoreError
from literasi.keys import KeyFileError
from literasi.pdf import PdfError
from literasi.queue import nudge
from literasi.sealing import SealError
from literasi.web.clock import now
from literasi.web.site import site

if TYPE_CHECKING:
    from literasi.queue.store import Sender, Task

TAKE_UP, MAKE = "take_up", "make"
ANY = 0  # no batch has this id
ONE_HOUR = 3600

NO_ROOM = "Tempat berkas di server penuh atau tidak bisa ditulis. Beri tahu pengelola situs."
NO_SEAL = (
    "Berkasnya belum bisa disegel: kunci segel di server, atau layanan yang memberi cap waktu, "
    "tidak siap. Beri tahu pengelola situs."
)
NOT_RIGHT = (
    "Berkasnya tidak bisa dicetak dengan benar, misalnya karena ada huruf yang hilang di server. "
    "Beri tahu pengelola situs."
)
BROKEN = "Ada yang salah di server saat berkasnya dibuat. Beri tahu pengelola situs."


def nudge_batch(batch_id: int) -> None:
    """Tell the worker of a batch; call it after the commit. Without it the next sweep finds it."""
    nudge(site().settings, TAKE_UP, batch_id)


def nudge_due() -> None:
    """Tell the worker that something is due, of whatever batch."""
    nudge(site().settings, TAKE_UP, ANY)


def tasks_of(app: Flask) -> Mapping[str, Task]:
    def take_up(sender: Sender, batch_id: int) -> None:
        with app.app_context():
            hand_out(sender, batch_id or None)

    def make(_: Sender, item_id: int) -> None:
        with app.app_context():
            make_item(item_id)

    return {TAKE_UP: take_up, MAKE: make}


def tidy() -> None:
    """Remove what workers that were killed left half-written, long ago: others may be at work."""
    site().files.sweep(FOLDER, age=ONE_HOUR)
    remove_files_of_nobody(site().files)
    db.session.remove()


def sweep_of(app: Flask) -> Callable[[Sender], None]:
    """Hand out whatever is due, unless the workers still have enough to do."""

    def sweep(sender: Sender) -> None:
        if sender.is_empty:
            with app.app_context():
                hand_out(sender)

    return sweep


def hand_out(sender: Sender, batch_id: int | None = None) -> None:
    for item_id in due_items(now(), batch_id):
        sender.send(MAKE, item_id)


def make_due() -> int:
    """Make all that is due here and now, without a worker; how many were tried."""
    tried = due_items(now())
    db.session.remove()
    for item_id in tried:
        make_item(item_id)
    return len(tried)


def make_item(item_id: int) -> None:
    """Make one file, store it and record it; or record why not."""
    order = find_order(item_id)
    # Free of its session, which ends the read: rendering takes a while.
    db.session.expunge_all()
    db.session.rollback()
    if order is None:
        return
    certificate, base_url = order
    try:
        content = _content(certificate, base_url)
    except (FileStoreError, OSError) as error:
        _fail(item_id, NO_ROOM, error, counts=False)
    except (KeyFileError, SealError) as error:
        _fail(item_id, NO_SEAL, error, counts=False)
    except PdfError as error:
        _fail(item_id, NOT_RIGHT, error)
    except Exception as error:
        _fail(item_id, BROKEN, error)
    else:
        with write():
            record_done(item_id, content, now())
        drop_if_nobodys(certificate.id, site().files)


def _content(certificate: Certificate, base_url: str) -> bytes | None:
    """The stored file; None where nobody needs one any more."""
    if not is_wanted(certificate):
        return None
    settings = site().settings
    return stored_pdf(certificate, site().files, settings.base_url or base_url, site().fitting)


def _fail(item_id: int, words: str, error: Exception, counts: bool = True) -> None:
    # Without the name or number: the item leads to them.
    current_app.logger.error(
        "certificate file of issue_item %s not made: %s: %s", item_id, type(error).__name__, error
    )
    with write():
        record_failure(item_id, words, now(), counts)
