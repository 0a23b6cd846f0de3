"""A small app behind the gateway, for granian to serve in tests; a body has three seconds,
and a file as long as its size allows."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from flask import Flask, Response, request

from literasi.web.downloads import make_download
from literasi.web.gateway import Gateway

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 1000
gateway = Gateway(
    app,
    app.config["MAX_CONTENT_LENGTH"],
    body_patience=3.0,
    larger=lambda path: 200_000 if path == "/berkas" else 1000,
)
handled: list[str] = []


@app.post("/kirim")
def send() -> str:
    handled.append(request.form["nama"])
    return f"{request.form['nama']} {len(request.form.get('isi', ''))}"


@app.post("/berkas")
def take_file() -> str:
    request.max_content_length = 200_000
    return str(len(request.get_data()))


@app.get("/besar/<int:megabytes>")
def large(megabytes: int) -> Response:
    """A file of so many megabytes, made for this answer."""

    def fill(file: BinaryIO) -> None:
        for _ in range(megabytes):
            file.write(bytes(1024 * 1024))

    made = make_download(Path(os.environ["UNDUHAN"]), fill)
    response = Response(made, mimetype="application/zip", direct_passthrough=True)
    response.content_length = made.size
    return response


@app.get("/<path:path>")
def echo(path: str) -> dict[str, object]:
    return {
        "path": path,
        "query": request.args.to_dict(),
        "cookies": request.cookies,
        "headers": dict(request.headers),
        "handled": handled,
    }
