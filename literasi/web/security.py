"""What every answer and every request must satisfy, whatever page it is."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request

# No inline script or style anywhere, so nothing needs a nonce or a hash.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; media-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def init_security(app: Flask) -> None:
    app.before_request(refuse_other_sites)
    app.after_request(add_headers)


def refuse_other_sites() -> None:
    """The one guard against forged requests: a POST comes from our own pages or not at all."""
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if not (_is_own(_sender()) if site is None else site == "same-origin"):
        abort(403)


def _sender() -> str:
    """Where an older browser says that a form comes from: its origin, or the address of its page,
    which our own pages send by their Referrer-Policy and no other site's page can forge."""
    return request.headers.get("Origin") or request.headers.get("Referer", "")


def _is_own(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    base_url = current_app.config["BASE_URL"]
    if base_url and f"{parts.scheme}://{parts.netloc}" == base_url:
        return True
    return bool(parts.netloc) and parts.netloc == request.host


def add_headers(response: Response) -> Response:
    response.headers.extend(HEADERS)
    response.headers.setdefault("Permissions-Policy", "camera=()")
    # What is not declared public belongs to one person and to no cache.
    response.headers.setdefault("Cache-Control", "no-store, private")
    if current_app.config["BASE_URL"].startswith("https://"):
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response
