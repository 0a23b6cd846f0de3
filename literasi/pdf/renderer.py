"""A process that renders, as seen by whoever asks it: started when it is needed, kept for the next
document, killed when one takes too long.

It gets a clean environment, without secrets and the database's address, and no key: what is sealed
is sealed by whoever asked. Whatever ends it costs one document; the next one starts it anew.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict
from socket import socketpair

from literasi.pdf import PdfError
from literasi.pdf.limits import Limits
from literasi.pdf.templates import ROOT
from literasi.pdf.wire import HungUpError, Kind, WireError, read_answer, request, send_request

COMMAND = (sys.executable, "-m", "literasi.pdf.renderer_child")
# How fonts, libraries and words are found; nothing else of ours is the child's business.
ENVIRONMENT = (
    *("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH"),
    *("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"),
    *("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
)
STARTING = 30  # seconds more for a document that has to wait for its renderer
OF_ITSELF = 0  # the status of one that ended between two documents, as it may
ATTEMPTS = 3
LAST_BREATH = 5  # seconds that one which hung up has to be gone


class Renderer:
    """One process at a time, and one document at a time in it."""

    def __init__(self, limits: Limits | None = None, command: Sequence[str] = COMMAND) -> None:
        self._limits = limits or Limits()
        self._command = command
        self._turn = threading.Lock()
        self._child: _Child | None = None

    @property
    def pid(self) -> int | None:
        """Of the process that is there now."""
        child = self._child
        return child.process.pid if child and child.process.poll() is None else None

    def ask(self, job: str, values: tuple[object, ...], seconds: float) -> bytes:
        """What a job of `renderer_child.JOBS` makes of some values. Raises PdfError, also for what
        takes too long or needs too much memory."""
        asked = request(job, values, seconds)
        with self._turn:
            for _ in range(ATTEMPTS):
                kind, content = self._answer(asked, seconds)
                if kind is Kind.DONE:
                    return content
                if kind is not None:
                    raise PdfError(content.decode("utf-8", "replace"))
        raise PdfError("the renderer ends each time before it takes anything up")

    def end(self) -> None:
        if child := self._child:
            child.process.kill()  # whoever waits for a document hears so at once
        with self._turn:
            self._drop()

    def forget(self) -> None:
        """In a process that was forked: the renderer is its parent's, and so may be the turn."""
        self._turn = threading.Lock()
        child, self._child = self._child, None
        if child:
            child.let_go()

    def _answer(self, asked: bytes, seconds: float) -> tuple[Kind | None, bytes]:
        """None where the process had ended of itself, and never saw the request."""
        child, until = self._present(seconds)
        try:
            return child.answer(asked, until, self._limits.largest)
        except TimeoutError:
            raise PdfError(f"it was not done after {seconds:.0f} s") from None
        except WireError as error:
            raise PdfError(str(error)) from None
        except HungUpError:
            status = child.status()
            if status == OF_ITSELF:
                return None, b""
            raise PdfError(f"the renderer ended at work, {_how(status)}") from None
        finally:
            # What may still come through this line would pass for the next document.
            if child.busy:
                self._drop()

    def _present(self, seconds: float) -> tuple[_Child, float]:
        """The process, and until when it may work."""
        if self._child and self._child.process.poll() is None:
            return self._child, time.monotonic() + seconds
        self._drop()
        try:
            self._child = _Child(self._command, self._limits)
        except OSError as error:
            raise PdfError(f"the renderer cannot be started: {error.strerror}") from error
        return self._child, time.monotonic() + seconds + STARTING

    def _drop(self) -> None:
        child, self._child = self._child, None
        if child:
            child.end()


class _Child:
    """The process and the ends that are ours: a line to speak over, and a lifeline which says
    that we are still there."""

    def __init__(self, command: Sequence[str], limits: Limits) -> None:
        self.busy = False
        self._line, line = socketpair()
        lifeline, self._lifeline = os.pipe()
        try:
            self.process = subprocess.Popen(
                [*command, str(line.fileno()), str(lifeline), json.dumps(asdict(limits))],
                pass_fds=(line.fileno(), lifeline),
                stdin=subprocess.DEVNULL,
                cwd=ROOT,
                env={name: os.environ[name] for name in ENVIRONMENT if name in os.environ},
            )
        except OSError:
            self.let_go()
            raise
        finally:
            line.close()
            os.close(lifeline)

    def answer(self, asked: bytes, until: float, largest: int) -> tuple[Kind, bytes]:
        """Raises TimeoutError, WireError and HungUpError; stays busy when it did not come to an
        end."""
        self.busy = True
        send_request(self._line, asked, until)
        answer = read_answer(self._line, until, largest)
        self.busy = False
        return answer

    def status(self) -> int:
        """Of a process that hung up; minus the signal that ended it."""
        try:
            return self.process.wait(LAST_BREATH)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def end(self) -> None:
        self.let_go()
        self.process.kill()
        self.process.wait()

    def let_go(self) -> None:
        self._line.close()
        os.close(self._lifeline)


def _how(status: int) -> str:
    """In words for operators."""
    if status >= 0:
        return f"with status {status}"
    try:
        return f"by {signal.Signals(-status).name}"
    except ValueError:
        return f"by signal {-status}"
