"""The wiring of the app; reads as a table of contents."""

from __future__ import annotations

import os

from flask import Flask

from literasi import cli
from literasi.accounts import staff_models  # noqa: F401
from literasi.accounts.card_views import blueprint as cards
from literasi.accounts.confirm_views import blueprint as confirming
from literasi.accounts.loan_views import blueprint as loans
from literasi.accounts.lock_views import blueprint as locks
from literasi.accounts.log_views import blueprint as log
from literasi.accounts.notice_views import blueprint as notices
from literasi.accounts.office_views import blueprint as office
from literasi.accounts.people_views import blueprint as people
from literasi.accounts.posting_views import blueprint as postings
from literasi.accounts.sessions import keep_awake
from literasi.accounts.staff_views import blueprint as staff
from literasi.accounts.views import blueprint as accounts
from literasi.accounts.zone_views import blueprint as zones
from literasi.certificates.credential_views import blueprint as credentials
from literasi.certificates.design import models as design_models  # noqa: F401
from literasi.certificates.design.views import blueprint as design
from literasi.certificates.hiding_views import blueprint as hiding
from literasi.certificates.loaders import LEADS_CLASS
from literasi.certificates.offline_views import blueprint as offline
from literasi.certificates.views import blueprint as certificates
from literasi.config import ROOT, Settings, SettingsError, from_environ
from literasi.database import init_database
from literasi.extensions import db, login_manager, migrate
from literasi.learning.audio_views import blueprint as audio
from literasi.learning.book_views import blueprint as books
from literasi.learning.pretest_result_views import blueprint as pretest_results
from literasi.learning.pretest_views import PLACE_IN_CLASS
from literasi.learning.pretest_views import blueprint as pretest
from literasi.learning.quiz_views import blueprint as quiz
from literasi.learning.saving_views import blueprint as saving
from literasi.learning.sharing_views import blueprint as sharing
from literasi.learning.sheet_loaders import QUIZ_TERMS
from literasi.learning.views import blueprint as learning
from literasi.learning.waiting_views import blueprint as waiting
from literasi.pdf import PdfError
from literasi.portal.leaving_views import blueprint as leaving
from literasi.portal.remember_views import blueprint as remember
from literasi.portal.saved_views import blueprint as saved
from literasi.portal.views import blueprint as portal
from literasi.training import models as training_models  # noqa: F401
from literasi.training.afield import models as afield_models  # noqa: F401
from literasi.training.afield.shell_views import blueprint as afield_shell
from literasi.training.afield.views import blueprint as afield
from literasi.training.assignments.quiz import quiz_terms
from literasi.training.assignments.views import blueprint as assignments
from literasi.training.attendance.scan_views import blueprint as scanning
from literasi.training.attendance.sheet_views import blueprint as sign_in_sheets
from literasi.training.attendance.views import blueprint as attendance
from literasi.training.class_views import blueprint as classes
from literasi.training.closing import models as closing_models  # noqa: F401
from literasi.training.closing.issue_views import blueprint as issuing
from literasi.training.closing.proposal_views import blueprint as proposals
from literasi.training.closing.reissue_views import blueprint as reissue
from literasi.training.closing.views import blueprint as closing
from literasi.training.exports.views import blueprint as exports
from literasi.training.join_views import blueprint as joining
from literasi.training.messages.board_views import blueprint as board
from literasi.training.messages.views import blueprint as messages
from literasi.training.paper import models as paper_models  # noqa: F401
from literasi.training.paper.entry_views import blueprint as entries
from literasi.training.paper.views import blueprint as papers
from literasi.training.person_views import blueprint as person
from literasi.training.places import place_in_class
from literasi.training.poster_views import blueprint as posters
from literasi.training.report import models as report_models  # noqa: F401
from literasi.training.report.photo_views import blueprint as report_photos
from literasi.training.report.views import blueprint as reports
from literasi.training.results.views import blueprint as results
from literasi.training.roster import models as roster_models  # noqa: F401
from literasi.training.roster.detail_views import blueprint as details
from literasi.training.roster.views import blueprint as roster
from literasi.training.scope import leads_class
from literasi.training.seat_views import blueprint as seats
from literasi.training.twin_views import blueprint as twins
from literasi.training.walk_in_views import blueprint as walk_ins
from literasi.web import templating
from literasi.web.access import init_access
from literasi.web.assets_views import blueprint as assets
from literasi.web.bodies import init_bodies
from literasi.web.compression import init_compression
from literasi.web.cookies import init_cookies
from literasi.web.errors import init_errors, not_made
from literasi.web.health import blueprint as health
from literasi.web.languages import LanguagePrefix
from literasi.web.phone_views import blueprint as phone
from literasi.web.public import PublicPages, init_public, parameters_read
from literasi.web.security import init_security
from literasi.web.site import init_site
from literasi.web.translating import TranslatedFlask, init_translating

BLUEPRINTS = (
    portal,
    leaving,
    remember,
    saved,
    learning,
    sharing,
    saving,
    quiz,
    waiting,
    audio,
    books,
    pretest,
    pretest_results,
    certificates,
    credentials,
    hiding,
    offline,
    accounts,
    cards,
    staff,
    confirming,
    people,
    log,
    postings,
    office,
    design,
    loans,
    locks,
    notices,
    zones,
    classes,
    assignments,
    results,
    seats,
    walk_ins,
    person,
    twins,
    attendance,
    scanning,
    sign_in_sheets,
    messages,
    board,
    papers,
    entries,
    afield,
    afield_shell,
    closing,
    proposals,
    reissue,
    issuing,
    reports,
    report_photos,
    posters,
    roster,
    exports,
    joining,
    details,
    assets,
    phone,
    health,
)
LARGEST_BODY = 64 * 1024  # bytes; but for files (web.bodies) the largest form is a quiz, a few kB


def build_app(settings: Settings | None = None) -> Flask:
    """The app for these settings, read from the environment when none are given."""
    settings = settings or _settings_of_environment()
    app = TranslatedFlask(
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
    init_bodies(app)
    init_errors(app)
    app.register_error_handler(PdfError, not_made)
    init_public(app)
    init_translating(app)
    templating.init_templates(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    # A class decides who begins with which form, and which facilitator sees its certificates;
    # learning and certificates may not know of classes.
    app.extensions[PLACE_IN_CLASS] = place_in_class
    app.extensions[LEADS_CLASS] = leads_class
    # A class decides who begins with which form and when a quiz is open; learning may not know
    # of classes.
    app.extensions[QUIZ_TERMS] = quiz_terms
    init_access(app)
    app.after_request(keep_awake)
    cli.init_commands(app)
    app.wsgi_app = PublicPages(  # type: ignore[method-assign]
        LanguagePrefix(app.wsgi_app), site.pages, parameters_read(app)
    )
    return app


def _settings_of_environment() -> Settings:
    """A wrong setting ends the start with one line on the terminal, whichever command it was."""
    try:
        return from_environ(os.environ)
    except SettingsError as error:
        raise SystemExit(str(error)) from None
