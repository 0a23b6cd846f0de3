"""How large a form may be: small everywhere, larger where a view that takes a file says so.

@blueprint.post("/impor")
@open_to(*OFFICE_STAFF)
@takes_up_to(1024 * 1024)
def upload(): ...
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException

from literasi.domain.languages import TRANSLATIONS

View = TypeVar("View", bound=Callable[..., Any])
FORM_AROUND_FILE = 4 * 1024  # bytes of boundaries, headers and other fields


def takes_up_to(size: int) -> Callable[[View], View]:
    """Declare that a view takes a file of so many bytes."""

    def declare(view: View) -> View:
        view.largest_body = size + FORM_AROUND_FILE  # type: ignore[attr-defined]
        return view

    return declare


def init_bodies(app: Flask) -> None:
    app.before_request(_allow)


def largest_body(app: Flask, path: str) -> int:
    """The bytes that a form sent to this path may have."""
    usual: int = app.config["MAX_CONTENT_LENGTH"]
    for language in TRANSLATIONS:
        if path.startswith(f"{language.prefix}/"):
            path = path.removeprefix(language.prefix)
    try:
        endpoint, _ = app.url_map.bind("localhost").match(path, "POST")
    except HTTPException:
        return usual
    return _declared(app, endpoint) or usual


def _allow() -> None:
    if request.endpoint and (size := _declared(current_app, request.endpoint)):
        request.max_content_length = size


def _declared(app: Flask, endpoint: str) -> int:
    size: int = getattr(app.view_functions[endpoint], "largest_body", 0)
    return size
