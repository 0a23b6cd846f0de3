"""`flask setup`: make an installation ready to serve. Safe to run again, alone or at once.

Course files are checked before anything is touched, so a broken one leaves the last good
catalogue in place; keys are made once; the database is brought to the present schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from literasi import keys, previews, schema
from literasi.accounts.demo import has_demo_staff, make_demo_staff, remove_demo_staff
from literasi.accounts.offices import OfficeEntry, OfficesFileError, read_offices, sync_offices
from literasi.certificates.lost_seal import has_sealed
from literasi.config import Settings
from literasi.content import load
from literasi.database import write
from literasi.domain.course import Catalogue
from literasi.files import FileStoreError, alone
from literasi.learning.operations import store_banks
from literasi.pdf.fonts import FontsError, check_fonts
from literasi.sealing import keys as seal
from literasi.web.prepared import NotPreparedError, Prepared, fingerprint, save
from literasi.web.prepared import load as load_prepared
from literasi.web.public import TURNS, StoredPage, addresses_of, render_page
from literasi.web.site import Site

Say = Callable[[str], None]
Pages = dict[str, StoredPage]


class SetupError(Exception):
    """Set-up stopped; the message says why and what to do (English, for operators)."""


def prepare(app: Flask, site: Site, now: datetime, say: Say) -> None:
    """Bring everything to the state that server workers expect. Raises SetupError."""
    settings = site.settings
    _check_fonts()
    _make_writable(settings.data)
    with _alone(settings.data / "setup.lock"):
        known = _prepared_already(settings, now.date())
        catalogue = known or read_courses(settings.courses, now.date())
        _refuse_lost_seal(site)
        _prepare_keys(settings, now)
        _probe_files(site)
        offices = _read_offices(settings)
        with app.app_context():
            _prepare_database(catalogue, offices, now, say)
            _prepare_demo(site, now, say)
        _prepare_pictures(app, site, catalogue, say)
        if known is None:
            _prepare_pages(app, site, catalogue, now.date(), say)


def _check_fonts() -> None:
    try:
        check_fonts()
    except FontsError as error:
        raise SetupError(str(error)) from None


def _prepared_already(settings: Settings, today: date) -> Catalogue | None:
    """The catalogue of pages made of just these files, so that a start need not read the courses
    again; None when a file or the due facts changed, or a damaged page file must be made anew."""
    try:
        prepared = load_prepared(settings.catalogue)
    except NotPreparedError:
        return None
    same = prepared.fingerprint == fingerprint(settings, prepared.catalogue, today)
    return prepared.catalogue if same else None


def read_courses(folder: Path, today: date) -> Catalogue:
    """The catalogue; SetupError names every problem as path:line."""
    loaded = load(folder, today)
    if loaded.problems or loaded.catalogue is None:
        lines = "\n".join(str(problem) for problem in loaded.problems)
        raise SetupError(f"{lines}\nThe courses have problems; the site keeps what it had.")
    return loaded.catalogue


def _make_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".probe").write_bytes(b"")
        (folder / ".probe").unlink()
    except OSError as error:
        raise SetupError(
            f"The data folder {folder} cannot be written ({error.strerror}). "
            "Mend its permissions, or set LITERASI_DATA to another folder."
        ) from None


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(alone(path))
        except OSError as error:
            raise SetupError(f"{path} cannot be opened ({error.strerror}). Remove it.") from None
        yield


def _refuse_lost_seal(site: Site) -> None:
    """New keys would call foreign whatever the lost ones sealed: nobody makes them by accident."""
    path = site.settings.keys / seal.FILE
    if not path.exists() and has_sealed(site.files):
        raise SetupError(
            f"{path} is missing, although certificates were sealed here. Restore it from where you "
            "saved the keys. Only if it is lost for good: flask keys rotate seal --lost"
        )


def _prepare_keys(settings: Settings, now: datetime) -> None:
    try:
        keys.prepare(settings.keys)
        seal.prepare(settings.keys, settings.name, now)
    except keys.KeyFileError as error:
        raise SetupError(str(error)) from None
    except OSError as error:
        raise SetupError(f"The keys folder {settings.keys}: {error.strerror}.") from None


def _probe_files(site: Site) -> None:
    try:
        site.files.probe()
    except FileStoreError as error:
        raise SetupError(f"Certificates cannot be stored: {error}.") from None


def _read_offices(settings: Settings) -> list[OfficeEntry]:
    try:
        return read_offices(settings.offices)
    except OfficesFileError as error:
        raise SetupError(f"{error}\nThe offices stay as they were.") from None


def _prepare_database(
    catalogue: Catalogue, offices: list[OfficeEntry], now: datetime, say: Say
) -> None:
    try:
        if schema.upgrade():
            say("Database schema brought up to date.")
        with write():
            store_banks(catalogue, now)
            sync_offices(offices, now)
    except schema.SchemaError as error:
        raise SetupError(str(error)) from None
    except SQLAlchemyError as error:
        first_line = str(error).splitlines()[0]
        raise SetupError(f"The questions cannot be stored: {first_line}") from None


def _prepare_demo(site: Site, now: datetime, say: Say) -> None:
    """Passphrases are made once, and kept where only the owner of the machine reads them."""
    file = site.settings.data / "demo-sign-ins.txt"
    if not site.settings.demo:
        with write():
            removed = remove_demo_staff(now)
        file.unlink(missing_ok=True)
        if removed:
            say("The people to try things out with are disabled: this site is public.")
        return
    if file.exists() and has_demo_staff():
        return
    with write():
        made = make_demo_staff(site.keys("pepper"), now)
    file.touch(mode=0o600)
    file.write_text("".join(f"{one.login}  {one.passphrase}\n" for one in made), "utf-8")
    say(f"People to try things out with: {file}")


def _prepare_pictures(app: Flask, site: Site, catalogue: Catalogue, say: Say) -> None:
    try:
        drawn = previews.build(app, catalogue, site.pictures)
    except (OSError, FileStoreError) as error:
        raise SetupError(f"The preview pictures cannot be kept: {error}.") from None
    if drawn:
        say(f"Drew {drawn} preview pictures.")


def make_pages(app: Flask, site: Site, kept: Mapping[str, StoredPage] | None = None) -> Pages:
    """Every public page by its address. What is `kept` is taken as it is, not made again.

    The views of a turn see the pages of those before, because `site` is told of them.
    """
    catalogue, pages = site.prepared.catalogue, dict(kept or {})
    for turn in TURNS:
        site.prepared = replace(site.prepared, pages=pages)
        made = {
            url: render_page(app, url)
            for url in addresses_of(turn, app, catalogue)
            if url not in pages
        }
        pages = pages | made
    return pages


def _prepare_pages(app: Flask, site: Site, catalogue: Catalogue, today: date, say: Say) -> None:
    folder = site.settings.catalogue
    name = fingerprint(site.settings, catalogue, today)
    site.prepared = Prepared(name, catalogue, {})
    pages = make_pages(app, site)
    try:
        save(folder, Prepared(name, catalogue, pages))
    except OSError as error:
        raise SetupError(
            f"The prepared pages cannot be written to {folder} ({error.strerror}). "
            "The site keeps what it had."
        ) from None
    say(f"Prepared {len(catalogue.courses)} courses, {len(pages)} public pages.")
