"""Which language a page is in: that of its address, `/en/kursus` or `/kursus`, and nothing else.

No cookie and no header of the browser decides, so a link that one person sends shows another
just what the sender saw, and a stored page is the same for every reader.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, urlencode

from flask import Request, current_app, g, has_request_context, request

from literasi.domain.languages import LANGUAGES, SOURCE, TRANSLATIONS, Language

# Pages of staff and documents are in the source language alone, and what machines ask for is in
# none: a proxy that closes /readyz must not have to close it again under each prefix.
UNTRANSLATED = ("/petugas/", "/aset/", "/static/", "/healthz", "/readyz")
_BY_PREFIX = {language.prefix: language for language in LANGUAGES}
_PREFIXES = tuple(language.prefix for language in TRANSLATIONS)

Environ = dict[str, Any]
StartResponse = Callable[..., Any]


class LanguagePrefix:
    """WSGI: takes a language's prefix from the path and hands it on as SCRIPT_NAME, so that
    every page exists in every language and every address it makes keeps the language."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self._app = app

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ["PATH_INFO"]
        if not path.startswith(_PREFIXES):
            return self._app(environ, start_response)  # type: ignore[no-any-return]
        prefix, slash, rest = f"/{path[1:].partition('/')[0]}", *path[1:].partition("/")[1:]
        if prefix not in _BY_PREFIX:
            return self._app(environ, start_response)  # type: ignore[no-any-return]
        if not slash:
            return _moved(f"{prefix}/", environ, start_response)
        inner = f"/{rest}"
        if _is_untranslated(inner) and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return _moved(quote(inner.encode("latin-1")), environ, start_response)
        environ = {**environ, "SCRIPT_NAME": prefix, "PATH_INFO": inner}
        return self._app(environ, start_response)  # type: ignore[no-any-return]


def _is_untranslated(path: str) -> bool:
    return path.startswith(UNTRANSLATED) or path.endswith(".pdf")


def _moved(path: str, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    query = environ.get("QUERY_STRING", "")
    start_response("307 Temporary Redirect", [("Location", path + (f"?{query}" if query else ""))])
    return []


def current_language() -> Language:
    """The language of the page that is asked for; the source one outside a request."""
    return _BY_PREFIX.get(request.script_root, SOURCE) if has_request_context() else SOURCE


def same_page() -> list[tuple[Language, str]]:
    """The page that is being answered, in every language, with its query; [] when it is in one.

    An error has no page, and what answers a form has none where nothing can be fetched: the
    other language then begins at its first page. A path that leads nowhere is never repeated,
    because somebody else may have chosen it (`web.compression` says what that could betray).
    """
    # Every page asks, and each look at a proxy costs.
    asked: Request = request._get_current_object()  # type: ignore[attr-defined]
    path = asked.path
    if _is_untranslated(path):
        return []
    # Two slashes at its beginning would make it an address on another host.
    if path.startswith(("//", "/\\")) or g.get("is_error") or not _can_be_fetched(asked):
        rest = "/"
    else:
        query = _query(asked) if asked.method == "GET" and asked.query_string else ""
        rest = quote(path) + (f"?{query}" if query else "")
    return [(language, language.prefix + rest) for language in LANGUAGES]


def _query(asked: Request) -> str:
    """What the page reads of its query. A public page names what it reads, and says the same
    whatever else stands there."""
    view = current_app.view_functions.get(asked.endpoint or "")
    read = getattr(view, "public_reads", None)
    if read is None:
        return asked.query_string.decode("ascii", "ignore")
    kept = [(name, value) for name, value in asked.args.items(multi=True) if name in read]
    return urlencode(kept)


def _can_be_fetched(asked: Request) -> bool:
    if asked.method in ("GET", "HEAD"):
        return True
    adapter = current_app.create_url_adapter(asked)
    return adapter is not None and adapter.test(method="GET")
