"""The photographs of a class's report: their rows, and their files in the document store.

Files come and go while the class is locked, so that nobody takes away what another just kept. A
file without a row does no harm; a row whose file is lost is left out of the pack.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from literasi.accounts.audit import Act, note
from literasi.database import db
from literasi.files import FolderStore
from literasi.photos import Photo
from literasi.training.models import Cohort
from literasi.training.operations import subject
from literasi.training.report.models import ReportPhoto

MOST = 4


class TooManyPhotosError(Exception):
    """The report has all the photographs that it may have."""


class CaptionChangedError(Exception):
    """Somebody else wrote another caption since the form was shown."""


def photos_of(cohort_id: int) -> Sequence[ReportPhoto]:
    """In the order in which they came."""
    found = select(ReportPhoto).where(ReportPhoto.cohort_id == cohort_id).order_by(ReportPhoto.id)
    return db.session.scalars(found.execution_options(populate_existing=True)).all()


def add_photo(cohort: Cohort, photo: Photo, caption: str, files: FolderStore, act: Act) -> None:
    """The same picture again is the same tap. Raises TooManyPhotosError, FileStoreError."""
    there = photos_of(cohort.id)
    if any(one.hash == photo.hash for one in there):
        return
    if len(there) >= MOST:
        raise TooManyPhotosError
    files.put_once(full_key(cohort, photo.hash), photo.full)
    files.put_once(small_key(cohort, photo.hash), photo.small)
    row = ReportPhoto(
        cohort_id=cohort.id,
        hash=photo.hash,
        caption=caption,
        width=photo.width,
        height=photo.height,
        created_at=act.now,
    )
    db.session.add(row)
    db.session.flush()
    note(act, "report.photo", subject(cohort), cohort.name)


def change_caption(photo: ReportPhoto, cohort: Cohort, caption: str, seen: str, act: Act) -> None:
    """`seen` is what the form showed. Raises CaptionChangedError."""
    if photo.caption == caption:
        return
    if photo.caption != seen:
        raise CaptionChangedError
    photo.caption = caption
    note(act, "report.caption", subject(cohort), cohort.name)


def remove_photo(photo: ReportPhoto, cohort: Cohort, files: FolderStore, act: Act) -> None:
    _take_away(photo, cohort, files)
    note(act, "report.photo-remove", subject(cohort), cohort.name)


def forget_photos(cohort: Cohort, files: FolderStore) -> None:
    """When the report goes."""
    for photo in photos_of(cohort.id):
        _take_away(photo, cohort, files)


def full_key(cohort: Cohort, hash_: str) -> str:
    return f"reports/{cohort.uid}/{hash_}.jpg"


def small_key(cohort: Cohort, hash_: str) -> str:
    return f"reports/{cohort.uid}/{hash_}-kecil.jpg"


def _take_away(photo: ReportPhoto, cohort: Cohort, files: FolderStore) -> None:
    db.session.delete(photo)
    db.session.flush()
    files.remove(full_key(cohort, photo.hash))
    files.remove(small_key(cohort, photo.hash))
