"""Every refusal and failure as a page in the reader's words. The one place for it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError, TimeoutError
from werkzeug.exceptions import HTTPException

from literasi.domain.words import for_later
from literasi.extensions import login_manager
from literasi.keys import KeyFileError
from literasi.web.access import is_for_staff
from literasi.web.links import safe_next
from literasi.web.prepared import NotPreparedError
from literasi.web.words import gettext


@dataclass(frozen=True, slots=True)
class Words:
    """What happened, what was kept and what to do next."""

    title: str
    text: str


WORDS = {
    400: Words(
        for_later("Permintaan ini tidak terbaca"),
        for_later("Ada yang rusak di jalan. Kembali ke halaman tadi, lalu coba sekali lagi."),
    ),
    403: Words(
        for_later("Permintaan ini tidak kami terima"),
        for_later(
            "Kami tidak bisa memastikan bahwa kiriman ini berasal dari halaman kami, jadi tidak "
            "kami jalankan. Tidak ada yang berubah. Buka halamannya di sini, lalu coba lagi."
        ),
    ),
    404: Words(
        for_later("Halaman ini tidak ada"),
        for_later(
            "Alamatnya mungkin salah ketik atau sudah pindah. Cari pelajarannya dari daftar kursus."
        ),
    ),
    405: Words(
        for_later("Halaman ini dibuka dengan cara lain"),
        for_later("Kembali ke halaman tadi, lalu pakai tombol yang ada di sana."),
    ),
    413: Words(
        for_later("Kirimanmu terlalu besar"),
        for_later(
            "Tidak ada yang disimpan. Kembali ke halaman tadi, lalu kirim isi yang lebih pendek."
        ),
    ),
    500: Words(
        for_later("Ada yang salah di tempat kami"),
        for_later("Ini bukan salahmu. Yang sudah tersimpan tetap aman. Coba lagi sebentar lagi."),
    ),
    503: Words(
        for_later("Situs sedang tidak siap"),
        for_later("Yang sudah tersimpan tetap aman. Coba lagi beberapa menit lagi."),
    ),
}

UNMADE = Words(
    for_later("Berkas ini belum bisa dibuat"),
    for_later(
        "Ini bukan salahmu. Yang sudah tersimpan tetap aman. Coba lagi sebentar lagi. Kalau tetap "
        "tidak bisa, beri tahu pengelola situs."
    ),
)


# Not prepared, or the database does not answer: out of reach (Operational, Interface), too busy
# (Timeout), or of an older schema, which PostgreSQL calls a ProgrammingError.
NOT_READY = (
    NotPreparedError,
    KeyFileError,
    OperationalError,
    InterfaceError,
    ProgrammingError,
    TimeoutError,
)


def init_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http_error)
    for failure in NOT_READY:
        app.register_error_handler(failure, _not_ready)
    login_manager.unauthorized_handler(_ask_to_sign_in)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    code = error.code or 500
    if code == 404 and (moved := _without_slash()):
        return redirect(moved, code=308)
    page, status = _page(code if code in WORDS else 400 if code < 500 else 500, code)
    return page, status, _more_headers(error)


def _without_slash() -> str:
    """The page that was meant by an address with a slash too many at its end; "" if there is
    none. A form is never sent on: no form of ours has such an address."""
    path = request.path.rstrip("/")
    if request.method not in ("GET", "HEAD") or not path or path == request.path:
        return ""
    adapter = current_app.create_url_adapter(request)
    try:
        endpoint, values = adapter.match(path, "GET")  # type: ignore[union-attr]
    except HTTPException:
        return ""
    query = request.query_string.decode("ascii", "ignore")
    return url_for(endpoint, **values) + (f"?{query}" if query else "")


def _more_headers(error: HTTPException) -> dict[str, str]:
    """What the error says to a program besides its page, such as the methods allowed."""
    return {name: value for name, value in error.get_headers() if name != "Content-Type"}


def _not_ready(error: Exception) -> ResponseReturnValue:
    # For the operator: which file, which table. The reader only learns to come back.
    current_app.logger.error("not ready: %s", error)
    return _page(503, 503)


def not_made(error: Exception) -> ResponseReturnValue:
    """Where a document cannot be rendered, or not within its limits."""
    current_app.logger.error("a document was not made: %s", error)
    return _say(UNMADE, 503)


def _page(words: int, status: int) -> tuple[str, int]:
    return _say(WORDS[words], status)


def _say(words: Words, status: int) -> tuple[str, int]:
    g.is_error = True
    told = Words(gettext(words.title), gettext(words.text))
    return render_template("errors/error.html", words=told, status=status), status


def _ask_to_sign_in() -> Response:
    asked = f"{request.script_root}{request.full_path.rstrip('?')}"
    back = safe_next(asked) if request.method == "GET" else ""
    if not is_for_staff():
        return redirect(url_for("accounts.sign_in", lanjut=back or None), code=303)  # type: ignore[return-value]
    # What was pressed is lost with the session: whoever signs in again hears that.
    unsaved = "ya" if request.method == "POST" else None
    target = url_for("staff.sign_in", lanjut=back or None, belum=unsaved)
    return redirect(target, code=303)  # type: ignore[return-value]
