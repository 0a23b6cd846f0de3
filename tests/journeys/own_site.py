"""A site of a test's own, which may stop, come back, and change what it teaches."""

from __future__ import annotations

from dataclasses import replace
from threading import Thread

from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

from literasi.setup import make_pages
from literasi.web.public import StoredPage, addresses_of


class OwnSite:
    """Serves an app from this process, on one port for its whole life."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._site = app.extensions["literasi"]
        self._server: BaseWSGIServer | None = None
        self.port = 0
        self.start()

    @property
    def pages(self) -> dict[str, StoredPage]:
        """What it answers with; a test may put something else there."""
        pages: dict[str, StoredPage] = self._site.prepared.pages
        return pages

    def start(self) -> None:
        self._server = make_server("127.0.0.1", self.port, self.app, threaded=True)
        self.port = self._server.server_port
        Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def rewrite(self, address: str, old: str, new: str) -> None:
        """Change the words of one stored page, and nothing that tells of it."""
        page = self.pages[address]
        assert old in page.plain.decode()
        body = page.plain.decode().replace(old, new)
        self.pages[address] = StoredPage.of(body.encode(), page.headers)

    def publish(self) -> None:
        """Make anew what tells of other pages, as a set-up after a change does."""
        first = addresses_of(0, self.app, self._site.prepared.catalogue)
        made = make_pages(self.app, self._site, {url: self.pages[url] for url in first})
        self._site.prepared = replace(self._site.prepared, pages=made)
