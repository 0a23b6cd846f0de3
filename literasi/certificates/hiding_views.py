"""The owner of a certificate hides its public page, or shows it again."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from literasi.certificates import hiding
from literasi.certificates.loaders import load_own
from literasi.database import write
from literasi.web.access import Who, open_to
from literasi.web.clock import now

blueprint = Blueprint("hiding", __name__)


@blueprint.post("/sertifikat/<code>/halaman")
@open_to(Who.LEARNER)
def save(code: str) -> ResponseReturnValue:
    with write():
        certificate = load_own(code)
        if request.form.get("tampil") == "ya":
            hiding.show(certificate)
        else:
            hiding.hide(certificate, now())
        code = hiding.present(certificate).code
    return redirect(url_for("certificates.show", code=code, _anchor="halaman"), code=303)
