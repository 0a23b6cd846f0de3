"""For machines that watch the site: the process lives; the database and the files answer."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from literasi.database import db
from literasi.files import FileStoreError
from literasi.web.access import Who, open_to
from literasi.web.prepared import NotPreparedError
from literasi.web.site import site

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@open_to(Who.ANYBODY)
def alive() -> Response:
    return jsonify(status="ok")


@blueprint.get("/readyz")
@open_to(Who.ANYBODY)
def ready() -> tuple[Response, int]:
    checks = {"database": _database(), "files": _files(), "catalogue": _catalogue()}
    return jsonify(checks), 200 if all(state == "ok" for state in checks.values()) else 503


def _database() -> str:
    try:
        db.session.execute(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError as error:
        return type(error).__name__
    return "ok"


def _files() -> str:
    try:
        site().files.probe()
    except FileStoreError:
        return "not writable"
    return "ok"


def _catalogue() -> str:
    try:
        return "ok" if site().catalogue.courses else "empty"
    except NotPreparedError:
        return "not prepared"
