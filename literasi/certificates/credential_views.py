"""For programs: the credential of a certificate, its badge, who signs, and what was withdrawn.

Whoever has the code may have the credential, as with `/verifikasi/<code>`; it names nobody.
"""

from __future__ import annotations

from functools import cache

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from literasi.certificates.credentials import (
    give_place,
    has_place,
    may_have_credential,
    signed_credential,
    signed_list,
    text_of,
)
from literasi.certificates.hiding import is_hidden
from literasi.certificates.loaders import may_see
from literasi.certificates.models import Certificate
from literasi.certificates.operations import find_certificate
from literasi.certificates.status import has_list
from literasi.database import write
from literasi.domain.baking import into_png, into_svg
from literasi.domain.certificate import parse_code
from literasi.domain.credential import Document, did_of
from literasi.domain.status_list import FRESH_FOR
from literasi.sealing.credentials import did_document, public_keys
from literasi.web.access import Who, open_to
from literasi.web.assets import STATIC
from literasi.web.clock import now
from literasi.web.site import site

blueprint = Blueprint("credentials", __name__)

FOR_A_WHILE = f"public, max-age={FRESH_FOR}"


@blueprint.get("/.well-known/did.json")
@open_to(Who.ANYBODY)
def issuer() -> ResponseReturnValue:
    return _for_programs(did_document(_base(), public_keys(site().seal)), FOR_A_WHILE)


@blueprint.get("/kredensial/status/<int:number>")
@open_to(Who.ANYBODY)
def status(number: int) -> ResponseReturnValue:
    base = _base()
    if not has_list(number):
        abort(404)
    return _for_programs(signed_list(number, base, site().seal, now()), FOR_A_WHILE)


@blueprint.get("/verifikasi/<code>/kredensial.json")
@open_to(Who.ANYBODY)
def credential(code: str) -> ResponseReturnValue:
    document = _load_credential(code)
    answer = _for_programs(document)
    answer.headers["Content-Disposition"] = 'attachment; filename="kredensial.json"'
    return answer


@blueprint.get("/verifikasi/<code>/lencana.png")
@open_to(Who.ANYBODY)
def badge(code: str) -> ResponseReturnValue:
    content = into_png(_picture("lencana.png"), text_of(_load_credential(code)))
    return _picture_file(content, "image/png", "lencana.png")


@blueprint.get("/verifikasi/<code>/lencana.svg")
@open_to(Who.ANYBODY)
def drawn_badge(code: str) -> ResponseReturnValue:
    drawing = _picture("lencana.svg").decode("utf-8")
    content = into_svg(drawing, text_of(_load_credential(code))).encode()
    return _picture_file(content, "image/svg+xml", "lencana.svg")


def has_credential(certificate: Certificate) -> bool:
    """Whether the page of a certificate offers one: not without an https address, because nobody
    could ask there for the key."""
    return bool(did_of(site().settings.base_url)) and may_have_credential(certificate)


def _base() -> str:
    """Our address in credentials; without one that is https there are none."""
    base = site().settings.base_url
    if not did_of(base):
        abort(404)
    return base


def _load_credential(code: str) -> Document:
    base, certificate = _base(), _load(code)
    if not has_place(certificate):
        with write():
            certificate = _load(code)
            give_place(certificate)
    return signed_credential(certificate, base, site().seal, now())


def _load(code: str) -> Certificate:
    """410 for somebody whose data was deleted: it is gone on purpose. A hidden one is its owner's
    and the office's."""
    canonical = parse_code(code)
    certificate = find_certificate(canonical) if canonical else None
    if certificate is None:
        abort(404)
    if not may_have_credential(certificate):
        abort(410 if certificate.name is None else 404)
    if is_hidden(certificate) and not may_see(certificate):
        abort(404)
    return certificate


def _for_programs(document: Document, caching: str = "") -> Response:
    """Any site's script may read it: nothing in it depends on who asks."""
    # As JSON-LD: programs in use do not parse the newer type, application/vc.
    answer = Response(text_of(document), mimetype="application/ld+json")
    answer.headers["Access-Control-Allow-Origin"] = "*"
    if caching:
        answer.headers["Cache-Control"] = caching
    return answer


def _picture_file(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=kind, headers=headers)


@cache
def _picture(name: str) -> bytes:
    return (STATIC / "img" / name).read_bytes()
