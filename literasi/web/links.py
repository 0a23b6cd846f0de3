"""Where a page sends its reader afterwards, and the addresses that leave the site."""

from flask import request, url_for

from literasi.web.languages import current_language
from literasi.web.site import site


def safe_next(target: str) -> str:
    """`target` if it is an address of our own, else "": a form must not lead elsewhere."""
    inside = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if inside and len(target) <= 300 and target.isprintable() else ""


def public_base() -> str:
    """Scheme and host for whatever outlives the page: QR codes, shared links, printed cards.

    Without a base address it is the host that the request names, which its sender chose.
    """
    return site().settings.base_url or request.host_url.rstrip("/")


def permanent_address(endpoint: str, **values: object) -> str:
    """A page's whole address for what is printed or kept: without the language of the moment,
    because whoever scans it later may read another."""
    path = url_for(endpoint, **values)  # type: ignore[arg-type]
    return public_base() + path.removeprefix(current_language().prefix)
