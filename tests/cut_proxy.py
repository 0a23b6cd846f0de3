"""A bad line: a small TCP proxy that cuts, hangs and goes away, as a phone's signal does.

    with CutProxy(port) as line:
        line.cut("/kuis", after=0)     # the request arrives, its answer is lost
        line.cut_before("/kuis")       # the request itself is lost
        line.cut("/glosarium", 900)    # the answer ends after 900 bytes, headers included
        line.hang()                    # connected, and nothing ever comes
        line.go_away()                 # no connection at all, until `come_back`
        line.mend()                    # everything works again

A path matches when the request's target contains it. `asked` are the targets seen, in order, and
`exchanges` also tell what went over the line for each.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread

CHUNK = 65536
NEVER = 1 << 40  # bytes
FIRST_LINE = re.compile(rb"(?:GET|HEAD|POST) (\S+) HTTP/1\.[01]\r\n")


@dataclass(slots=True)
class Exchange:
    """A request and its answer: bytes each way, headers included, and how many of the answer
    still go through."""

    target: str
    sent: int = 0
    received: int = 0
    left: int = NEVER
    forwards: bool = True


class CutProxy:
    """Listens on a port of its own and hands on to `port` on this machine."""

    def __init__(self, port: int) -> None:
        self._target = ("127.0.0.1", port)
        self._rules: dict[str, tuple[int, bool]] = {}
        self._hanging = Event()
        self._listener: socket.socket | None = None
        self._open: set[socket.socket] = set()
        self.port = 0
        self.asked: list[str] = []
        self.exchanges: list[Exchange] = []

    def __enter__(self) -> CutProxy:
        self.come_back()
        return self

    def __exit__(self, *_: object) -> None:
        self.go_away()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut(self, path: str, after: int) -> None:
        self._rules[path] = (after, True)

    def cut_before(self, path: str) -> None:
        self._rules[path] = (0, False)

    def hang(self) -> None:
        self._hanging.set()

    def mend(self) -> None:
        self._rules.clear()
        self._hanging.clear()

    def go_away(self) -> None:
        """Refuse new connections and end those that are open."""
        if self._listener:
            # Closing alone leaves a thread waiting in accept, which would take one more.
            with suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        for one in list(self._open):
            _close(one)

    def come_back(self) -> None:
        """Listen again, on the same port as before."""
        self._listener = listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(128)
        self.port = listener.getsockname()[1]
        Thread(target=self._accept, args=(listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client = listener.accept()[0]
            except OSError:
                return
            Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        """One connection, request after request, until either side has enough."""
        with self._kept(client), suppress(OSError), self._server() as server:
            running = [Exchange("")]
            Thread(target=self._answer, args=(server, client, running), daemon=True).start()
            while data := client.recv(CHUNK):
                first = FIRST_LINE.match(data)
                if first:
                    running[0] = self._begin(first[1].decode("ascii", "replace"))
                running[0].sent += len(data)
                if not running[0].forwards:
                    return
                if not self._hanging.is_set():
                    server.sendall(data)

    def _begin(self, target: str) -> Exchange:
        left, forwards = next(
            (rule for path, rule in self._rules.items() if path in target), (NEVER, True)
        )
        exchange = Exchange(target, left=left, forwards=forwards)
        self.asked.append(target)
        self.exchanges.append(exchange)
        return exchange

    def _answer(
        self, server: socket.socket, client: socket.socket, running: list[Exchange]
    ) -> None:
        """Hand answers back, as many bytes of each as may go through, then end both sides."""
        with suppress(OSError):
            while data := server.recv(CHUNK):
                exchange = running[0]
                part = data[: exchange.left]
                exchange.left -= len(part)
                exchange.received += len(part)
                client.sendall(part)
                if len(part) < len(data) or not exchange.left:
                    break
        _close(client)
        _close(server)

    @contextmanager
    def _server(self) -> Iterator[socket.socket]:
        server = socket.create_connection(self._target, 10)
        server.settimeout(None)
        with self._kept(server):
            yield server

    @contextmanager
    def _kept(self, one: socket.socket) -> Iterator[None]:
        self._open.add(one)
        try:
            yield
        finally:
            self._open.discard(one)
            _close(one)


def _close(one: socket.socket) -> None:
    # A thread that waits in recv wakes up from this, and not from close.
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
