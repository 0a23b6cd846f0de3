"""The way in from granian: a request is answered once all of it is there, and not before.

WSGI hands a request on with its body still on the way, so a phone that loses its signal in the
middle of a form holds up the process that reads it, and everybody behind it. `Gateway` speaks
RSGI, granian's own interface: bodies are received side by side while nobody waits for them, a
body that does not arrive in time is given up, and then the app runs in one go, one request at a
time in a process, as it would with one WSGI thread.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from granian.rsgi import Headers, HTTPProtocol, ProtocolClosed, Scope

from literasi.web.downloads import Download

BODY_PATIENCE = 30.0  # seconds for a whole form; the largest takes 17 at 30 kbit/s
SLOWEST_FILE = 8_000  # bytes a second at which a file may come: 131 seconds for a megabyte

OPENED = 60.0  # seconds until granian has surely opened a file that it is to send

Environ = dict[str, Any]
HeaderLines = list[tuple[str, str]]
CLOSE: HeaderLines = [("Connection", "close")]
WsgiApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class Gateway:
    """RSGI over a WSGI app; bodies of up to `largest_body` bytes are held in memory, and of up to
    `larger(path)` where a page takes a file."""

    def __init__(
        self,
        app: WsgiApp,
        largest_body: int,
        body_patience: float = BODY_PATIENCE,
        larger: Callable[[str], int] | None = None,
    ) -> None:
        self._app = app
        self._largest = largest_body
        self._larger = larger or (lambda path: largest_body)
        self._patience = body_patience

    async def __rsgi__(self, scope: Scope, exchange: HTTPProtocol) -> None:
        # A browser always knows how long its form is. Refusing others also keeps out requests
        # that two servers in a row would cut apart at different places.
        if "transfer-encoding" in scope.headers:
            exchange.response_empty(411, CLOSE)
            return
        try:
            length = self._wanted(scope)
            body = await self._receive(exchange, length) if length else b""
        except (TimeoutError, ProtocolClosed):
            exchange.response_empty(408, CLOSE)
            return
        status, headers, answer = begin(self._app, environ_of(scope, body))
        if isinstance(answer, Download):
            exchange.response_file(status, headers, str(answer.path))
            asyncio.get_running_loop().call_later(OPENED, answer.close)
        else:
            exchange.response_bytes(status, headers, whole(answer))

    def _wanted(self, scope: Scope) -> int:
        """How many bytes to wait for. A body that is too large is left lying: the app sees its
        length and answers 413."""
        stated = scope.headers.get("content-length", "0")
        length = int(stated) if stated.isdecimal() else 0
        if length > self._largest and length > self._larger(scope.path):
            return 0
        return length

    async def _receive(self, exchange: HTTPProtocol, length: int) -> bytes:
        """The whole body. TimeoutError if it takes too long, ProtocolClosed if it breaks off."""
        reading = asyncio.ensure_future(_whole(exchange))
        patience = max(self._patience, length / SLOWEST_FILE)
        done, _ = await asyncio.wait({reading}, timeout=patience)
        if not done:
            reading.cancel()
            raise TimeoutError
        return reading.result()


async def _whole(exchange: HTTPProtocol) -> bytes:
    return await exchange()


def environ_of(scope: Scope, body: bytes) -> Environ:
    """The WSGI environment of a request that is complete."""
    host, _, port = scope.server.rpartition(":")
    environ: Environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        # WSGI carries a path's bytes as if each were a letter.
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    _add_headers(environ, scope.headers)
    return environ


def _add_headers(environ: Environ, headers: Headers) -> None:
    for name, value in headers.items():
        # With an underscore it would pass for the header that is spelled with a hyphen.
        if "_" in name:
            continue
        key = "HTTP_" + name.upper().replace("-", "_")
        if key in ("HTTP_CONTENT_TYPE", "HTTP_CONTENT_LENGTH"):
            environ[key.removeprefix("HTTP_")] = value
        elif key in environ:
            environ[key] += ("; " if key == "HTTP_COOKIE" else ",") + value
        else:
            environ[key] = value


def begin(app: WsgiApp, environ: Environ) -> tuple[int, HeaderLines, Iterable[bytes]]:
    """Status and headers of a WSGI app's answer, and its pieces, which are to be closed."""
    started: list[tuple[str, HeaderLines]] = []

    def start_response(status: str, headers: HeaderLines, exc_info: object = None) -> Any:
        started.append((status, headers))
        return _refuse_writing

    answer = app(environ, start_response)
    status, headers = started[-1]
    return int(status[:3]), headers, answer


def whole(answer: Iterable[bytes]) -> bytes:
    try:
        return b"".join(answer)
    finally:
        _close(answer)


def run(app: WsgiApp, environ: Environ) -> tuple[int, HeaderLines, bytes]:
    """The whole answer of a WSGI app."""
    status, headers, answer = begin(app, environ)
    return status, headers, whole(answer)


def _close(answer: Iterable[bytes]) -> None:
    if hasattr(answer, "close"):
        answer.close()


def _refuse_writing(_: bytes) -> None:
    raise NotImplementedError("an answer is what the app returns")
