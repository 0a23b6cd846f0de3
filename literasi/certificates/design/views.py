"""An office decides how its certificates look: a form, an example of what it says, and its logo."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field, replace

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import RequestEntityTooLarge

from literasi.accounts.audit import Act
from literasi.accounts.confirm_views import asks_again
from literasi.accounts.staff_models import Office
from literasi.certificates.design.examples import (
    NAMES,
    Check,
    Example,
    checks,
    example_number,
    example_of,
    fullest,
)
from literasi.certificates.design.forms import (
    ACCENTS,
    LOOKS,
    MOST_LINES,
    NUMBERINGS,
    OTHER,
    DesignForm,
    example_choice,
    fill,
    read_design,
)
from literasi.certificates.design.logos import find_logo, keep_logo
from literasi.certificates.design.operations import (
    ChangedMeanwhileError,
    OfficeDesign,
    PatternTakenError,
    design_of,
    house_design,
    save_design,
)
from literasi.database import db, write
from literasi.domain.dates import local_date
from literasi.domain.roles import may_design
from literasi.files import FileStoreError
from literasi.pdf import PdfError, apart
from literasi.pdf.document import CertificateDocument
from literasi.pdf.picturing import page_pictures
from literasi.photos import LARGEST_LOGO, LOGO_TOO_LARGE, PhotoError
from literasi.web.access import OFFICE_STAFF, Who, open_to
from literasi.web.bodies import takes_up_to
from literasi.web.clock import now
from literasi.web.links import public_base
from literasi.web.site import site

blueprint = Blueprint("design", __name__, url_prefix="/petugas/kantor/rupa")

DESIGNERS = (Who.HEAD, Who.OFFICE)
PAGES = 2
HEAD_ALONE = "Di kantor ini kepala yang mengatur rupa sertifikat."
NOT_MINE = "Rupa sertifikat diatur kepala atau admin kantor."
MEANWHILE = (
    "Sementara itu rupa sertifikat diubah orang lain. Isianmu belum disimpan dan masih ada di "
    "bawah: tanyakan dulu kepadanya, lalu simpan lagi kalau isianmu yang benar."
)
TAKEN = "Pola ini dipakai kantor lain. Tambahkan kode kantormu, supaya nomornya tidak kembar."
NO_FILE = "Pilih dulu logonya: PNG atau JPEG."
NO_PLACE = "Logonya tidak bisa disimpan: penyimpanan server penuh. Beri tahu pengelola situs."
NOT_DRAWN = "Contohnya tidak bisa digambar di server ini. Coba unduh contoh PDF-nya."
NOT_PRINTED = (
    "Contohnya tidak bisa dicetak, misalnya karena ada huruf yang tidak dikenal. Periksa "
    "tulisannya."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An example on the page: its pages as addresses that hold them, and what was checked."""

    pages: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says to whoever pressed something."""

    error: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    note: str = ""


@blueprint.get("")
@open_to(*OFFICE_STAFF)
def show() -> ResponseReturnValue:
    office = _load_office()
    note = "Tersimpan. Sertifikat yang terbit mulai sekarang memakainya; yang sudah terbit tetap."
    said = Said(note=note if request.args.get("tersimpan") else "")
    return _page(office, fill(design_of(office)), said)


@blueprint.post("")
@open_to(*DESIGNERS)
@asks_again
def save() -> ResponseReturnValue:
    form = _read(_load_office())
    try:
        with write():
            office = _load_office(lock=True)
            refusal = not_mine(office)
            form = _read(office)
            if not refusal and not form.errors:
                seen = request.form.get("versi", "")
                save_design(office, form.wanted, int(seen) if seen.isdecimal() else 0, _act(office))
    except ChangedMeanwhileError:
        return _conflict(), 409
    except PatternTakenError:
        return _page(_load_office(), request.form, Said(errors={"pola": TAKEN})), 422
    if refusal or form.errors:
        return _page(_load_office(), request.form, Said(refusal, form.errors)), 422
    return redirect(url_for("design.show", tersimpan=1), code=303)


@blueprint.post("/contoh")
@open_to(*OFFICE_STAFF)
def example() -> ResponseReturnValue:
    """The page with an example of what the form says; only the example, where a script asks."""
    office = _load_office()
    form = _read(office)
    shown = _shown(office, form)
    if request.form.get("bagian") == "contoh":
        return render_template("staff/_design_example.html", shown=shown)
    typed = request.form if may_change(office) else fill(design_of(office))
    return _page(office, typed, Said(errors=form.errors), shown)


@blueprint.post("/contoh.pdf")
@open_to(*OFFICE_STAFF)
def example_file() -> ResponseReturnValue:
    office = _load_office()
    form = _read(office)
    try:
        content = apart.certificate(_example(office, form.wanted), None, 0)
    except PdfError as error:
        current_app.logger.error("an example of a design not made: %s", error)
        return _page(office, request.form, Said(NOT_PRINTED, form.errors)), 422
    answer = Response(content, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="contoh-sertifikat.pdf"'
    return answer


@blueprint.post("/logo")
@open_to(*DESIGNERS)
@takes_up_to(LARGEST_LOGO)
def upload() -> ResponseReturnValue:
    """A logo joins the form, with all that was typed; saving the form makes it the office's."""
    office = _load_office()
    try:
        file = request.files.get("berkas")
    except RequestEntityTooLarge:
        return _page(office, fill(design_of(office)), Said(errors={"logo": LOGO_TOO_LARGE})), 413
    if refusal := not_mine(office):
        return _page(office, request.form, Said(refusal)), 422
    try:
        hash_ = _keep(office, file.read() if file and file.filename else b"")
    except (PhotoError, FileStoreError) as error:
        words = str(error) if isinstance(error, PhotoError) else NO_PLACE
        return _page(office, request.form, Said(errors={"logo": words})), 422
    typed = MultiDict(request.form)
    typed["logo"] = hash_
    typed.pop("tanpa_logo", None)
    return _page(office, typed, Said(note="Logonya sudah diunggah. Simpan, supaya dipakai."))


def may_change(office: Office) -> bool:
    return may_design(current_user.person.role, office.needs_approval)


def not_mine(office: Office) -> str:
    """Why whoever asks does not decide here; "" when they do."""
    if may_change(office):
        return ""
    return HEAD_ALONE if office.needs_approval else NOT_MINE


def _keep(office: Office, content: bytes) -> str:
    """The hash of a logo that is kept. Raises PhotoError, FileStoreError."""
    if not content:
        raise PhotoError(NO_FILE)
    # Pillow costs some megabytes and logos are rare: only a worker that reads one pays.
    from literasi.photos.reading import read_logo

    return keep_logo(office.id, read_logo(content), site().files)


def _load_office(lock: bool = False) -> Office:
    office_id = current_user.person.office_id
    return db.session.get(Office, office_id, with_for_update=lock) or abort(404)


def _act(office: Office) -> Act:
    return Act(current_user.person.staff_id, office.id, now())


def _read(office: Office) -> DesignForm:
    """What the form says; whoever may not change anything is shown what holds."""
    stored = design_of(office)
    if not may_change(office):
        return DesignForm(stored)

    def has_logo(hash_: str) -> bool:
        return find_logo(office.id, hash_, site().files) is not None

    return read_design(request.form, stored, house_design(office), has_logo)


def _example(office: Office, design: OfficeDesign) -> CertificateDocument:
    course = site().catalogue.courses[0]
    made = Example(
        today=local_date(now(), office.zone),
        base_url=public_base(),
        logo=find_logo(office.id, design.logo_hash, site().files) or b"",
        modules=[(module.title, module.minutes) for module in course.modules[:6]],
    )
    return example_of(office, design, example_choice(request.form, NAMES), made)


def _shown(office: Office, form: DesignForm) -> Shown:
    document, today = _example(office, form.wanted), local_date(now(), office.zone)
    try:
        made = apart.specimen(document, fullest(document))
    except PdfError as error:
        current_app.logger.error("an example of a design not made: %s", error)
        return Shown(problem=NOT_PRINTED)
    looked_at = tuple(checks(form.wanted, form.errors, made.faults, today))
    try:
        pages = page_pictures(made.pdf, PAGES)
    except PdfError as error:
        current_app.logger.error("an example of a design not drawn: %s", error)
        return Shown(checks=looked_at, problem=NOT_DRAWN)
    inside = (f"data:image/png;base64,{b64encode(page).decode()}" for page in pages)
    return Shown(tuple(inside), looked_at)


def _conflict() -> str:
    """What was typed stays; saved once more, it is saved with the knowledge of the other."""
    office = _load_office()
    typed = MultiDict(request.form)
    typed["versi"] = str(design_of(office).version)
    return _page(office, typed, Said(MEANWHILE))


def _page(
    office: Office, typed: MultiDict[str, str], said: Said, shown: Shown | None = None
) -> str:
    design, today = design_of(office), local_date(now(), office.zone)
    return render_template(
        "staff/design.html",
        office=office,
        typed=typed,
        said=said,
        shown=shown,
        looks=LOOKS,
        accents=ACCENTS,
        other=OTHER,
        numberings=NUMBERINGS,
        names=NAMES,
        most_lines=MOST_LINES,
        house=house_design(office),
        first_number=example_number(replace(design, numbering="pattern"), today),
        not_mine=not_mine(office),
        chosen_name=example_choice(typed, NAMES),
    )
