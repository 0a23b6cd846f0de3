"""Public pages: the same bytes for every reader, made once and answered before Flask wakes.

A view marked `@public` says nothing personal. `flask setup` renders each of its
addresses, compresses the bytes at the highest level and keeps them; `PublicPages`, a
thin WSGI layer in front of the app, answers from that store. An address that is not in
the store (a new installation under development) reaches the view, and so does a query
that some public view reads. Whatever else stands in a query (the marks that chat apps and
advertisements add to a shared link) changes no page, so the stored one is the answer.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl

import brotli
from flask import Flask, Response, current_app, request, url_for

from literasi.domain.course import Catalogue
from literasi.domain.languages import LANGUAGES, Language

UrlValues = Callable[[Catalogue], Iterable[Mapping[str, str]]]
View = TypeVar("View", bound=Callable[..., Any])
PAGE_CACHE = "public, max-age=60, stale-while-revalidate=86400"
ASSET_CACHE = "public, max-age=31536000, immutable"


def _one_address(_: Catalogue) -> Iterable[Mapping[str, str]]:
    return ({},)


TURNS = range(3)


def public(
    values: UrlValues = _one_address,
    *,
    reads: Iterable[str] = (),
    translated: bool = True,
    turn: int = 0,
) -> Callable[[View], View]:
    """Mark a view as public. `values` gives the URL values of each of its pages; `reads` names
    the parameters of the query that it looks at, as any other is taken for noise. What is not
    `translated` is stored once, not in every language. What tells of other pages, their sizes
    and hashes, has a later `turn` than they: set-up makes it when they are there."""

    def mark(view: View) -> View:
        view.public_values = values  # type: ignore[attr-defined]
        view.translated = translated  # type: ignore[attr-defined]
        view.turn = turn  # type: ignore[attr-defined]
        view.public_reads = frozenset(reads)  # type: ignore[attr-defined]
        return view

    return mark


def addresses(app: Flask, catalogue: Catalogue) -> list[str]:
    """Every public address there is, in every language."""
    return [address for turn in TURNS for address in addresses_of(turn, app, catalogue)]


def addresses_of(turn: int, app: Flask, catalogue: Catalogue) -> list[str]:
    """Those that are made in one turn."""
    found: list[str] = []
    for language in LANGUAGES:
        with app.test_request_context(base_url=f"http://localhost{language.prefix}/"):
            found += _addresses_in(language, turn, app, catalogue)
    return found


def _addresses_in(language: Language, turn: int, app: Flask, catalogue: Catalogue) -> Iterator[str]:
    for endpoint, view in app.view_functions.items():
        values = getattr(view, "public_values", None)
        if values is None or getattr(view, "turn", 0) != turn:
            continue
        if language.is_source or getattr(view, "translated", False):
            for one in values(catalogue.in_language(language)):
                yield url_for(endpoint, **one)


def parameters_read(app: Flask) -> frozenset[str]:
    """The parameters of a query that some public view reads."""
    views = app.view_functions.values()
    return frozenset().union(*(getattr(view, "public_reads", ()) for view in views))


def init_public(app: Flask) -> None:
    app.after_request(_share)


def _share(response: Response) -> Response:
    """A public page may be kept by every cache. Only a whole page is; no error, no redirect."""
    view = current_app.view_functions.get(request.endpoint or "")
    if hasattr(view, "public_values") and response.status_code == 200:
        response.headers.setdefault("Cache-Control", PAGE_CACHE)
        response.headers["Vary"] = "Accept-Encoding"
    return response


@dataclass(frozen=True, slots=True)
class StoredPage:
    """An answer in its three encodings, with the headers that all of them share."""

    headers: tuple[tuple[str, str], ...]
    etag: str
    plain: bytes
    gzipped: bytes
    brotlied: bytes

    @classmethod
    def of(cls, body: bytes, headers: Iterable[tuple[str, str]]) -> StoredPage:
        return cls(
            headers=tuple(headers),
            etag=hashlib.sha256(body).hexdigest()[:16],
            plain=body,
            gzipped=gzip.compress(body, 9, mtime=0),
            brotlied=brotli.compress(body, quality=11),
        )


def render_page(app: Flask, address: str) -> StoredPage:
    """One public page as the app gives it. RuntimeError if it is not fit to be shared."""
    response = app.test_client().get(address)
    if response.status_code != 200 or response.headers.get("Set-Cookie"):
        raise RuntimeError(f"{address} is no public page: {response.status}, or it sets a cookie")
    kept = (h for h in response.headers.items() if h[0] not in ("Content-Length", "Date"))
    return StoredPage.of(response.data, kept)


Environ = dict[str, Any]
StartResponse = Callable[..., Any]


class PublicPages:
    """WSGI: answers GET and HEAD from `pages()`, and hands everything else on.

    `reads` are the parameters of a query that must reach the views.
    """

    def __init__(
        self,
        app: Callable[..., Any],
        pages: Callable[[], Mapping[str, StoredPage]],
        reads: frozenset[str],
    ) -> None:
        self._app = app
        self._pages = pages
        self._reads = reads

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        page = self._find(environ)
        if page is None:
            return self._app(environ, start_response)  # type: ignore[no-any-return]
        return _answer(page, environ, start_response)

    def _find(self, environ: Environ) -> StoredPage | None:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        pages, path, query = self._pages(), environ["PATH_INFO"], environ.get("QUERY_STRING")
        if not query:
            return pages.get(path)
        found = pages.get(f"{path}?{query}")
        return found if found or self._is_read(query) else pages.get(path)

    def _is_read(self, query: str) -> bool:
        return any(name in self._reads for name, _ in parse_qsl(query, keep_blank_values=True))


def _answer(page: StoredPage, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    coding, body = _encode(page, environ.get("HTTP_ACCEPT_ENCODING", ""))
    # Ten digits tell one page's versions apart, and a "not changed" stays below 200 bytes.
    etag = f'"{page.etag[:10]}-{coding or "id"}"'
    headers = [*page.headers, ("ETag", etag)]
    if etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", [h for h in headers if h[0] in _KEPT_IN_304])
        return []
    if coding:
        headers.append(("Content-Encoding", coding))
    headers.append(("Content-Length", str(len(body))))
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


_KEPT_IN_304 = frozenset({"ETag", "Cache-Control", "Vary"})


# "br;q=0" refuses a coding; "br;q=0.5" does not.
_REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$").search


def _encode(page: StoredPage, accepted: str) -> tuple[str, bytes]:
    codings = {part.split(";")[0].strip() for part in accepted.split(",") if not _REFUSED(part)}
    if "br" in codings:
        return "br", page.brotlied
    if "gzip" in codings:
        return "gzip", page.gzipped
    return "", page.plain
