"""Personal pages in fewer bytes, where that gives nothing away.

Public pages come compressed from their store (`web.public`); this is for all the others.

Why not every answer: over TLS, the length of a compressed page can betray a secret in it, letter
by letter, to somebody who watches the line and makes the browser ask again and again with guesses
that the page repeats (BREACH). Both have to meet in one answer, and here they do not:

- What another site can choose is an address, no more. A POST from there is refused, and `Lax`
  cookies go with top-level visits only, so pictures and scripts ask as a stranger.
- Of an address, pages repeat the query (`/masuk?lanjut=…` stands beside the names that a phone
  knows). So whatever was asked for with a query is sent as it is.
- A path is repeated where the page is offered in another language, and by the page that tells of
  an unknown code. The first is a path of ours, never one that leads nowhere, and the second page
  holds nothing of anybody's. A page that repeats a path of anybody's choice and holds a secret
  must not come.
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

SMALLEST = 1000  # bytes; a shorter answer fits into one packet either way
LEVEL = 5  # of 9, which makes these pages at most a hundredth smaller
KINDS = frozenset({"text/html", "application/json"})


def init_compression(app: Flask) -> None:
    app.after_request(compress)


def compress(response: Response) -> Response:
    if not _may_be_compressed(response):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0:
        response.set_data(gzip.compress(response.get_data(), LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _may_be_compressed(response: Response) -> bool:
    if response.mimetype not in KINDS or "Content-Encoding" in response.headers:
        return False
    if response.is_streamed or response.direct_passthrough or request.query_string:
        return False
    return len(response.get_data()) >= SMALLEST
