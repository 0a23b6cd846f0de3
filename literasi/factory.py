"""The wiring of the app; reads as a table of contents."""

from __future__ import annotations

import os

from flask import Flask

from literasi import cli
from literasi.accounts import staff_models  # noqa: F401
from literasi.accounts.card_views import blueprint as cards
from literasi.accounts.loan_views import blueprint as loans
from literasi.accounts.notice_views import blueprint as notices
from literasi.accounts.people_views import blueprint as people
from literasi.accounts.sessions import keep_awake
from literasi.accounts.staff_views import blueprint as staff
from literasi.accounts.views import blueprint as accounts
from literasi.certificates.views import blueprint as certificates
from literasi.config import ROOT, Settings, SettingsError, from_environ
from literasi.database import init_database
from literasi.extensions import db, login_manager, migrate
from literasi.learning.quiz_views import blueprint as quiz
from literasi.learning.views import blueprint as learning
from literasi.portal.views import blueprint as portal
from literasi.training import models as training_models  # noqa: F401
from literasi.training.class_views import blueprint as classes
from literasi.training.closing_views import blueprint as closing
from literasi.training.join_views import blueprint as joining
from literasi.training.person_views import blueprint as person
from literasi.training.seat_views import blueprint as seats
from literasi.web import templating
from literasi.web.access import init_access
from literasi.web.assets_views import blueprint as assets
from literasi.web.compression import init_compression
from literasi.web.cookies import init_cookies
from literasi.web.errors import init_errors
from literasi.web.health import blueprint as health
from literasi.web.public import PublicPages, init_public, parameters_read
from literasi.web.security import init_security
from literasi.web.site import init_site

BLUEPRINTS = (
    portal,
    learning,
    quiz,
    certificates,
    accounts,
    cards,
    staff,
    people,
    loans,
    notices,
    classes,
    seats,
    person,
    closing,
    joining,
    assets,
    health,
)
LARGEST_BODY = 64 * 1024  # bytes; the largest form is a quiz, a few kB


def build_app(settings: Settings | None = None) -> Flask:
    """The app for these settings, read from the environment when none are given."""
    settings = settings or _settings_of_environment()
    app = Flask(
        "literasi", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static")
    )
    app.config.update(BASE_URL=settings.base_url, MAX_CONTENT_LENGTH=LARGEST_BODY)
    site = init_site(app, settings)
    init_cookies(app, settings)
    init_database(app, settings.database_url)
    migrate.init_app(app, db, directory=str(ROOT / "literasi" / "migrations"))
    login_manager.init_app(app, add_context_processor=False)
    init_compression(app)
    init_security(app)
    init_errors(app)
    init_public(app)
    templating.init_templates(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    init_access(app)
    app.after_request(keep_awake)
    cli.init_commands(app)
    app.wsgi_app = PublicPages(  # type: ignore[method-assign]
        app.wsgi_app, site.pages, parameters_read(app)
    )
    return app


def _settings_of_environment() -> Settings:
    """A wrong setting ends the start with one line on the terminal, whichever command it was."""
    try:
        return from_environ(os.environ)
    except SettingsError as error:
        raise SystemExit(str(error)) from None
