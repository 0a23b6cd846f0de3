"""Every kind of page that a learner meets, and staff's, with somebody for whom it is not empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from playwright.sync_api import Page
from sqlalchemy import select, update

from literasi.accounts.models import Learner, SignIn
from literasi.database import db, write
from literasi.domain.languages import LANGUAGES
from literasi.web.clock import now
from tests.access_scene import Scene
from tests.accounts.test_locks import guard
from tests.journeys.looks import unfold
from tests.people import Reader
from tests.staff import employ

ENGLISH = next(language.prefix for language in LANGUAGES if not language.is_source)


@dataclass(frozen=True)
class Sight:
    """A page as `who` sees it: fetched, or the answer to `form` where there is one. `things` fill
    its address. A value that begins with @ names one of the scene's things."""

    endpoint: str
    who: str
    form: dict[str, str] | None
    prefix: str
    things: dict[str, str]

    def __str__(self) -> str:
        parts = (self.endpoint, self.who, *self.things.values(), *(self.form or {}), self.prefix)
        return " ".join(part for part in parts if part)


def sight(
    endpoint: str,
    who: str = "anonymous",
    form: dict[str, str] | None = None,
    prefix: str = "",
    **things: str,
) -> Sight:
    return Sight(endpoint, who, form, prefix, things)


TYPED_WRONG = {"nama": "", "kunci": "00000000-0000-4000-8000-000000000001"}
LEARNERS_PAGES = (
    sight("portal.index"),
    sight("portal.index", "owner"),
    sight("portal.index", prefix=ENGLISH),
    sight("portal.privacy"),
    sight("portal.report_fraud"),
    sight("portal.glossary"),
    sight("portal.sources"),
    sight("portal.staff"),
    sight("portal.register"),
    sight("portal.save_registration", form=TYPED_WRONG),
    sight("portal.confirm_results", "newcomer"),
    sight("portal.home", "owner"),
    sight("portal.home", "newcomer"),
    sight("portal.home", "card holder"),
    sight("portal.home", "owner", prefix=ENGLISH),
    sight("leaving.ask", "owner"),
    sight("leaving.ask", "guarded", prefix=ENGLISH),
    sight("leaving.delete", "owner", form={"kata": "x"}),
    sight("leaving.done"),
    sight("remember.show", "owner"),
    sight("scanning.arrived", "owner", code="@old code"),
    sight("saved.saved"),
    sight("learning.catalogue"),
    sight("learning.course"),
    sight("learning.course", "owner"),
    sight("learning.course", prefix=ENGLISH),
    sight("learning.course", course="tidak-ada"),
    sight("learning.lesson"),
    sight("learning.lesson", "owner"),
    sight("learning.lesson", module="@second module", lesson="@its lesson"),
    sight("learning.lesson", prefix=ENGLISH),
    sight("sharing.module_file"),
    sight("books.book"),
    sight("books.plan", course="@planned course", module="@planned module"),
    sight("books.trainers"),
    sight("audio.help_listening"),
    sight("audio.recording"),
    sight("quiz.show"),
    sight("quiz.show", prefix=ENGLISH),
    sight("quiz.answer", form={"undian": "@sheet"}),
    sight("quiz.answer", form={"undian": "x"}),
    sight("quiz.result", "owner"),
    sight("quiz.result", "newcomer", attempt="@failed"),
    sight("waiting.shell"),
    sight("pretest.show"),
    sight("pretest.show", "other learner"),
    sight("pretest.show", "owner", moment="@again"),
    sight("pretest_results.thanks", "card holder"),
    sight("pretest_results.compared", "owner"),
    sight("certificates.confirm", "ready"),
    sight("certificates.issue", "ready", form={"nama": ""}),
    sight("certificates.confirm", "newcomer"),
    sight("certificates.show", "owner", code="@statement"),
    sight("certificates.show", "owner", code="@class certificate"),
    sight("certificates.mend", "owner", code="@statement"),
    sight("certificates.save_name", "owner", code="@statement", form={"nama": ""}),
    sight("certificates.verify"),
    sight("certificates.look_up", form={"kode": "x"}),
    sight("offline.page"),
    sight("offline.page", prefix=ENGLISH),
    sight("certificates.verification", code="@statement"),
    sight("certificates.verification", code="@class certificate"),
    sight("certificates.verification", code="0" * 26),
    sight("accounts.sign_in"),
    sight("accounts.sign_in", "guarded phone"),
    sight("accounts.sign_in", "lent phone"),
    sight("accounts.begin", "guarded phone", form={"peserta": "@guarded"}),
    sight("cards.use_card", form={"kode": "1234"}),
    sight("cards.use_card", form={"kode": "@card"}),
    sight("cards.use_card", form={"kode": "@free card"}),
    sight("cards.card", "other learner"),
    sight("cards.make_card", "other learner", form={}),
    sight("cards.key_number", "other learner"),
    sight("cards.key_number", "guarded"),
    sight("cards.save_key_number", "other learner", form={"angka": "1"}),
    sight("cards.sealed", "card holder"),
    sight("locks.show", "locked"),
    sight("joining.ask"),
    sight("joining.go", form={"kode": "1"}),
    sight("joining.door", code="@door"),
    sight("joining.door", "other learner", code="@door"),
    sight("joining.door", code="000000"),
    sight("joining.classroom", "owner"),
    sight("zones.show", "owner"),
    sight("details.show", "owner"),
    sight("afield_shell.shell"),
    sight("staff.sign_in"),
    sight("staff.begin", form={"masuk": "x"}),
    sight("staff.invitation"),
)
STAFF_PAGES = (
    sight("staff.account", "own admin"),
    sight("people.index", "own admin"),
    sight("people.send_invitation", "own admin", form={"nama": ""}),
    sight("log.show", "own admin"),
    sight("classes.index", "own trainer"),
    sight("classes.new", "own trainer"),
    sight("classes.create", "own trainer", form={"nama": ""}),
    sight("classes.show", "own trainer"),
    sight("classes.edit", "own trainer"),
    sight("assignments.index", "own trainer"),
    sight("seats.index", "own trainer"),
    sight("papers.index", "own trainer"),
    sight("papers.show", "own trainer"),
    sight("entries.show", "own trainer"),
    sight("afield.show", "own trainer"),
    sight("seats.door", "own trainer"),
    sight("person.show", "own trainer"),
    sight("person.show", "own trainer", seat="@free seat"),
    sight("attendance.index", "own trainer"),
    sight("results.show", "own trainer"),
    sight("roster.ask", "own trainer"),
    sight("exports.of_class", "own trainer"),
    sight("exports.of_office", "own trainer"),
    sight("attendance.show", "own trainer"),
    sight("scanning.screen", "own trainer"),
    sight("messages.index", "own trainer"),
    sight("board.index", "own trainer"),
    sight("closing.certificates", "own trainer"),
    sight("proposals.index", "own trainer"),
    sight("proposals.show", "own trainer"),
    sight("proposals.propose", "own trainer", form={"catatan": "x"}),
    sight("reissue.show", "own trainer"),
    sight("reissue.save", "own trainer", form={"nama": ""}),
    sight("reports.show", "own trainer"),
    sight("reports.save", "own trainer", form={"jumlah": "x"}),
    sight("loans.show", "own trainer"),
    sight("office.show", "own admin"),
    sight("design.show", "own admin"),
    sight("design.save", "own admin", form={"warna": "x", "pola": "{nomor}", "nip": "1"}),
    sight("design.example", "own admin", form={"tampilan": "sederhana"}),
)
PAGES = (*LEARNERS_PAGES, *STAFF_PAGES)

# What anybody or a learner may fetch and no person looks at: files, pictures, answers for
# programs, and addresses that only lead on.
NO_PAGES = {
    "static",
    "assets.asset",
    "phone.worker",
    "phone.manifest",
    "saved.shell",
    "saving.module",
    "afield_shell.kept",
    "health.alive",
    "health.ready",
    "portal.personal_answer",
    "learning.module",
    "sharing.pass_on",
    "sharing.site_picture",
    "sharing.course_picture",
    "sharing.module_picture",
    "audio.file",
    "waiting.sheet",
    "certificates.download",
    "credentials.issuer",
    "credentials.status",
    "credentials.credential",
    "credentials.badge",
    "credentials.drawn_badge",
    "offline.kept",
    "offline.keys",
    "offline.stamp",
    "offline.withdrawn",
}


def fill(scene: Scene, values: dict[str, str]) -> dict[str, str]:
    return {k: scene.things[v[1:]] if v.startswith("@") else v for k, v in values.items()}


def address_of(scene: Scene, one: Sight) -> str:
    rule = next(scene.app.url_map.iter_rules(one.endpoint))
    values: dict[str, Any] = {name: scene.usual[name] for name in rule.arguments}
    path = scene.app.url_map.bind("localhost").build(one.endpoint, values | fill(scene, one.things))
    return one.prefix + path


def show(page: Page, scene: Scene, one: Sight) -> None:
    """Open the page, and unfold what is folded."""
    address = address_of(scene, one)
    if one.endpoint == "sharing.module_file":
        # A file, which a browser keeps; on a phone it is opened from there.
        file = page.request.get(address).text()
        page.goto("about:blank")
        page.set_content(file)
    elif one.form is None:
        page.goto(address)
    else:
        page.goto("/lapor")
        with page.expect_navigation():
            page.evaluate(_SEND, [address, fill(scene, one.form)])
    if one.endpoint in ("design.show", "design.save"):
        # Its example is drawn by the server, which takes a while.
        page.get_by_text("Contoh sudah sesuai isian.").wait_for()
    unfold(page)


_SEND = """([address, fields]) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: address });
  for (const [name, value] of Object.entries(fields)) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
}"""


def furnish(scene: Scene) -> None:
    """Whoever else is needed so that no page is empty, and their things."""
    app = scene.app
    owner = scene.people["owner"]
    module = owner.course.modules[1]
    scene.things |= {"second module": module.slug, "its lesson": module.lessons[0].slug}
    ready = Reader(app).register("Siap Surat").pass_course()
    newcomer = Reader(app)
    failed = newcomer.take_quiz(right=False).location
    newcomer.register("Nurul Hidayati")
    scene.people |= {"ready": ready, "newcomer": newcomer}
    scene.things["failed"] = failed.rpartition("/")[2]
    sheet = scene.people["anonymous"].open_quiz()["undian"]
    assert isinstance(sheet, str)
    scene.things["sheet"] = sheet
    _lock(scene)
    lender = employ(app, "sri@bp3mi.test", "trainer").sign_in()
    assert lender.post("/petugas/hp-pinjaman").location == "/masuk"
    scene.people["lent phone"] = lender


def _lock(scene: Scene) -> None:
    """A learner with an angka kunci, another whose pages are locked, and a phone that knows a
    third, who left it."""
    app = scene.app
    scene.people["guarded"] = guard(Reader(app).register("Bu Sari"), 5)
    phone = scene.people["guarded phone"] = guard(Reader(app).register("Pak Darma"), 5)
    assert phone.post("/keluar").status_code == 303
    scene.people["locked"] = guard(Reader(app).register("Bu Rini"), 5)
    with app.app_context(), write():
        ids = {one.name: one for one in db.session.scalars(select(Learner))}
        scene.things["guarded"] = str(ids["Pak Darma"].uid)
        of_locked = SignIn.learner_id == ids["Bu Rini"].id
        long_ago = now() - timedelta(minutes=6)
        db.session.execute(update(SignIn).where(of_locked).values(seen_at=long_ago))
