"""The page that answers for a PDF which somebody brought, and the page where it is brought."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from literasi.certificates.judging import Finding, judge_file
from literasi.sealing.verify import LARGEST
from literasi.web.site import site
from literasi.web.words import gettext


def verify_page(typed: str = "", error: str = "", problem: str = "") -> str:
    """`error` is about the code that was typed, `problem` about the file."""
    return render_template(
        "certificates/verify.html", typed=typed, error=error, problem=problem, largest=LARGEST
    )


def answer_for(file: FileStorage) -> ResponseReturnValue:
    """Says what can be said of a file. It is kept nowhere, and neither is that it was brought."""
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        return verify_page(problem=too_large()), 413
    if not content:
        return verify_page(problem=_nothing(file)), 422
    judged = judge_file(content, site().seal.public, site().files)
    if judged.finding is Finding.UNREADABLE:
        return verify_page(problem=_no_pdf()), 422
    return render_template("certificates/file.html", judged=judged, state=judged.state)


def too_large() -> str:
    return gettext(
        "Berkas ini lebih dari 4 MB, jadi tidak diperiksa. Berkas asli dari kami jauh lebih kecil. "
        "Pilih berkas yang diunduh dari Literasi, atau ketik kode di suratnya."
    )


def _nothing(file: FileStorage) -> str:
    if not file.filename:
        return gettext("Pilih dulu berkas PDF-nya.")
    return gettext("Berkas ini kosong. Minta dikirim lagi, atau ketik kode di suratnya.")


def _no_pdf() -> str:
    return gettext(
        "Ini bukan berkas PDF, walaupun namanya mungkin begitu. Foto atau tangkapan layar tidak "
        "bisa diperiksa: pindai QR-nya, atau ketik kode di suratnya."
    )
