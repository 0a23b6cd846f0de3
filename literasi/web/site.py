"""What one installation is made of, hung on the app once and read by every view."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app

from literasi.config import Settings
from literasi.domain.course import Catalogue
from literasi.files import FolderStore
from literasi.keys import KeyRing
from literasi.keys import load as load_keys
from literasi.sealing import keys as sealing
from literasi.sealing import signing
from literasi.web.languages import current_language
from literasi.web.prepared import NotPreparedError, Prepared, load
from literasi.web.public import StoredPage


@dataclass(slots=True)
class Site:
    """Settings and stores, and what `flask setup` prepared (read on first use, then kept:
    a running site keeps its last good catalogue)."""

    settings: Settings
    files: FolderStore
    _rings: dict[str, KeyRing] = field(default_factory=dict)
    _seal: tuple[int, sealing.SealKeys] | None = field(default=None)
    _fitting: tuple[str, signing.Seal] | None = field(default=None)
    _prepared: Prepared | None = field(default=None)

    @property
    def prepared(self) -> Prepared:
        """Raises NotPreparedError when `flask setup` has not run."""
        if self._prepared is None:
            self._prepared = load(self.settings.catalogue)
        return self._prepared

    @prepared.setter
    def prepared(self, value: Prepared) -> None:
        self._prepared = value

    @property
    def pictures(self) -> FolderStore:
        """The preview pictures of links: prepared like pages, and read one by one."""
        return FolderStore(self.settings.catalogue / "pictures")

    def keys(self, purpose: str) -> KeyRing:
        """The keys of one purpose, read once. Raises KeyFileError."""
        if purpose not in self._rings:
            self._rings[purpose] = load_keys(self.settings.keys, purpose)
        return self._rings[purpose]

    @property
    def seal(self) -> sealing.SealKeys:
        """The keys that seal, read anew once their file was touched. Raises KeyFileError."""
        path = self.settings.keys / sealing.FILE
        # Not the time of writing, which a restored copy keeps and a change of rights leaves.
        written = path.stat().st_ctime_ns if path.exists() else 0
        if self._seal is None or self._seal[0] != written:
            self._seal = (written, sealing.load(self.settings.keys))
        return self._seal[1]

    @property
    def fitting(self) -> signing.Seal:
        """What seals files, with today's key; one for the process, since it is costly to make.
        Raises KeyFileError."""
        key = self.seal.signing_p256
        if self._fitting is None or self._fitting[0] != key.id:
            self._fitting = (key.id, signing.seal_of(key, self.settings.tsa_url))
        return self._fitting[1]

    @property
    def catalogue(self) -> Catalogue:
        """What is taught, in the language of the page that is asked for."""
        return self.prepared.catalogue.in_language(current_language())

    def pages(self) -> dict[str, StoredPage]:
        """The public pages; none at all while nothing is prepared, so that a view says so."""
        try:
            return self.prepared.pages
        except NotPreparedError:
            return {}


def site() -> Site:
    """The site of the running app."""
    return cast(Site, current_app.extensions["literasi"])


def init_site(app: Flask, settings: Settings) -> Site:
    made = Site(settings, FolderStore(settings.files))
    app.extensions["literasi"] = made
    return made
