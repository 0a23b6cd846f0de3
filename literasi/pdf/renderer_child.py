"""The process that renders: `python -m literasi.pdf.renderer_child LINE LIFELINE LIMITS`.

Started by `literasi.pdf.renderer` alone. It reads a request, makes the document, answers, and keeps
what the next document can use: fonts, style sheets, the designs of certificates.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import traceback
from importlib import import_module
from socket import socket

from literasi.pdf import PdfError
from literasi.pdf.limits import (
    MEGABYTE,
    Limits,
    allow_seconds,
    bound,
    end_with,
    resident,
    write_no_file,
)
from literasi.pdf.wire import HungUpError, Kind, read_request, send_answer

# All that can be asked for. Each imports only what it needs itself: a card's picture does without
# WeasyPrint.
JOBS = {
    "certificate": "certificate:render",
    "html": "rendering:write_pdf",
    "cards": "cards:render",
    "notice": "notice:render",
    "pack": "pack:render",
    "poster": "poster:render",
    "sign_in": "sign_in:render",
    "specimen": "specimen:render",
    "card_picture": "card_picture:card_picture",
    "preview_picture": "preview_picture:preview_picture",
}


def main() -> None:
    line, lifeline, limits = int(sys.argv[1]), int(sys.argv[2]), Limits(**json.loads(sys.argv[3]))
    end_with(lifeline)
    # Ctrl-C goes to all processes of a terminal; whoever asked us decides what becomes of us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bound(limits)
    _know_fonts()
    write_no_file()
    serve(socket(fileno=line), limits)


def serve(line: socket, limits: Limits) -> None:
    for _ in range(limits.answers):
        ready, _, _ = select.select([line], [], [], limits.idle)
        if not ready:
            return
        try:
            job, values, seconds = read_request(line)
        except HungUpError:
            return
        allow_seconds(seconds)
        kind, content = answer(job, values, limits)
        send_answer(line, kind, content)
        if kind is Kind.BROKEN or resident() > limits.kept:
            return


def answer(job: str, values: tuple[object, ...], limits: Limits) -> tuple[Kind, bytes]:
    try:
        module, _, function = JOBS[job].partition(":")
        made = getattr(import_module(f"literasi.pdf.{module}"), function)(*values)
    except PdfError as error:
        return Kind.REFUSED, str(error).encode()
    except MemoryError:
        words = f"it needs more than {limits.memory // MEGABYTE} MB of memory"
    except Exception as error:
        words = _told(error)
    else:
        if len(made) <= limits.largest:
            return Kind.DONE, made
        words = f"a document of {len(made)} bytes; {limits.largest} are allowed"
    return Kind.BROKEN, words.encode("utf-8", "replace")


def _told(error: Exception) -> str:
    """With the place where it was raised, since the traceback stays here."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({last.filename}:{last.lineno})"


def _know_fonts() -> None:
    """Ask fontconfig now: later it cannot write its cache."""
    from literasi.pdf.faces import know

    know()


if __name__ == "__main__":
    main()
    os._exit(0)
