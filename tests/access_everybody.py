"""What the pages of learners and of everybody give to whom; the rest stands in the matrix."""

from __future__ import annotations

from tests.access_rows import row

STATEMENT = {"nama": "Siti Aminah", "benar": "ya"}
KEY = {"angka": "4739", "ulang": "4739"}
CARD, FREE_CARD = {"kode": "@card"}, {"kode": "@free card"}

# fmt: off
EVERYBODYS = (
    #                             nobody own  card other  trainer x   admin x    national
    row("static",                    "200 200 200 200     200 200     200 200    200"),
    row("assets.asset",              "200 200 200 200     200 200     200 200    200"),
    row("phone.worker",              "200 200 200 200     200 200     200 200    200"),
    row("phone.manifest",            "200 200 200 200     200 200     200 200    200"),
    row("saved.saved",               "200 200 200 200     200 200     200 200    200"),
    row("saved.shell",               "200 200 200 200     200 200     200 200    200"),
    row("saving.module",             "200 200 200 200     200 200     200 200    200"),
    row("health.alive",              "200 200 200 200     200 200     200 200    200"),
    row("health.ready",              "200 200 200 200     200 200     200 200    200"),

    row("portal.index",              "200 200 200 200     200 200     200 200    200"),
    row("portal.privacy",            "200 200 200 200     200 200     200 200    200"),
    row("portal.report_fraud",       "200 200 200 200     200 200     200 200    200"),
    row("portal.glossary",           "200 200 200 200     200 200     200 200    200"),
    row("portal.sources",            "200 200 200 200     200 200     200 200    200"),
    row("portal.staff",              "200 200 200 200     200 200     200 200    200"),
    row("portal.register",           "200 303 303 303     200 200     200 200    200"),
    row("portal.save_registration",  "422 422 422 422     422 422     422 422    422"),
    row("portal.confirm_results",    "A   303 303 303     404 404     404 404    404"),
    row("portal.adopt_results",      "A   303 303 303     404 404     404 404    404"),
    row("portal.home",               "A   200 200 200     404 404     404 404    404"),
    row("leaving.ask",               "A   200 S   200     404 404     404 404    404"),
    row("leaving.delete",            "A   422 S   422     404 404     404 404    404"),
    row("leaving.done",              "200 200 200 200     200 200     200 200    200"),
    row("portal.personal_answer",    "200 200 200 200     200 200     200 200    200"),

    row("remember.show",             "A   200 200 200     404 404     404 404    404"),
    row("remember.answer",           "A   303 303 303     404 404     404 404    404",
        {"jawab": "sudah"}),
    row("remember.choose_day",       "A   303 303 303     404 404     404 404    404",
        {"tanggal": "5"}),

    row("zones.show",                "A   200 200 200     404 404     404 404    404"),
    row("zones.choose",              "A   303 303 303     404 404     404 404    404",
        {"zona": "Asia/Tokyo"}),

    row("learning.catalogue",        "200 200 200 200     200 200     200 200    200"),
    row("learning.course",           "200 200 200 200     200 200     200 200    200"),
    row("learning.module",           "302 302 302 302     302 302     302 302    302"),
    row("learning.lesson",           "200 200 200 200     200 200     200 200    200"),
    row("learning.finish",           "303 303 303 303     303 303     303 303    303"),
    row("learning.family_talk",      "303 303 303 303     303 303     303 303    303"),
    row("learning.week_step",        "303 303 303 303     303 303     303 303    303"),

    row("sharing.pass_on",           "302 302 302 302     302 302     302 302    302"),
    row("sharing.site_picture",      "200 200 200 200     200 200     200 200    200"),
    row("sharing.course_picture",    "200 200 200 200     200 200     200 200    200"),
    row("sharing.module_picture",    "200 200 200 200     200 200     200 200    200"),
    row("sharing.module_file",       "200 200 200 200     200 200     200 200    200"),

    # Nobody has printed anything in the scene.
    row("books.book",                "503 503 503 503     503 503     503 503    503"),
    row("books.plan",                "503 503 503 503     503 503     503 503    503",
        course="planned course", module="planned module"),
    row("books.trainers",            "200 200 200 200     200 200     200 200    200"),

    # Nor recorded anything.
    row("audio.help_listening",      "200 200 200 200     200 200     200 200    200"),
    row("audio.recording",           "200 200 200 200     200 200     200 200    200"),
    row("audio.file",                "404 404 404 404     404 404     404 404    404"),

    row("quiz.show",                 "200 200 200 200     200 200     200 200    200"),
    row("quiz.answer",               "422 422 422 422     422 422     422 422    422"),
    row("quiz.result",               "404 200 404 404     404 404     404 404    404"),

    row("waiting.shell",             "200 200 200 200     200 200     200 200    200"),
    row("waiting.sheet",             "200 200 200 200     200 200     200 200    200"),
    row("waiting.send",              "422 422 422 422     422 422     422 422    422"),

    row("pretest.show",              "200 303 303 200     200 200     200 200    200"),
    row("pretest.show",              "200 303 200 200     200 200     200 200    200",
        moment="at the end"),
    row("pretest.show",              "200 200 200 200     200 200     200 200    200",
        moment="again"),
    row("pretest.answer",            "422 422 422 422     422 422     422 422    422"),
    row("pretest_results.thanks",    "A   303 200 404     404 404     404 404    404"),
    row("pretest_results.compared",  "A   200 404 404     404 404     404 404    404"),

    row("certificates.confirm",      "A   303 S   200     404 404     404 404    404"),
    row("certificates.issue",        "A   303 S   422     404 404     404 404    404", STATEMENT),
    row("certificates.show",         "A   200 S   404     404 404     404 404    404",
        code="statement"),
    row("certificates.show",         "A   200 S   404     404 404     404 404    404",
        code="class certificate"),
    row("certificates.mend",         "A   200 S   404     404 404     404 404    404",
        code="statement"),
    row("certificates.mend",         "A   404 S   404     404 404     404 404    404",
        code="class certificate"),
    row("certificates.save_name",    "A   303 S   404     404 404     404 404    404",
        STATEMENT | {"nama": "Siti Aminah Ahmad"}, code="statement"),
    row("certificates.save_name",    "A   404 S   404     404 404     404 404    404",
        STATEMENT | {"nama": "Siti Aminah Ahmad"}, code="class certificate"),
    row("hiding.save",               "A   303 S   404     404 404     404 404    404",
        {"tampil": "ya"}, code="statement"),
    row("hiding.save",               "A   303 S   404     404 404     404 404    404",
        {"tampil": "tidak"}, code="class certificate"),
    row("certificates.download",     "A   200 S   404     404 404     404 404    404",
        code="statement"),
    row("certificates.download",     "A   200 S   404     200 404     200 404    404",
        code="class certificate"),
    row("certificates.verify",       "200 200 200 200     200 200     200 200    200"),
    row("certificates.look_up",      "303 303 303 303     303 303     303 303    303",
        {"kode": "@statement"}),
    row("certificates.verification", "200 200 200 200     200 200     200 200    200",
        code="statement"),
    row("certificates.verification", "200 200 200 200     200 200     200 200    200",
        code="class certificate"),
    row("offline.page",              "200 200 200 200     200 200     200 200    200"),
    row("offline.kept",              "200 200 200 200     200 200     200 200    200"),
    row("offline.keys",              "200 200 200 200     200 200     200 200    200"),
    row("offline.stamp",             "200 200 200 200     200 200     200 200    200"),
    row("offline.withdrawn",         "200 200 200 200     200 200     200 200    200"),
    # The scene has no https address, so nobody finds a credential there.
    row("credentials.issuer",        "404 404 404 404     404 404     404 404    404"),
    row("credentials.status",        "404 404 404 404     404 404     404 404    404"),
    row("credentials.credential",    "404 404 404 404     404 404     404 404    404",
        code="statement"),
    row("credentials.badge",         "404 404 404 404     404 404     404 404    404",
        code="statement"),
    row("credentials.drawn_badge",   "404 404 404 404     404 404     404 404    404",
        code="statement"),

    row("accounts.sign_in",          "200 200 200 200     200 200     200 200    200"),
    row("accounts.begin",            "422 422 422 422     422 422     422 422    422"),
    # Signing out leads to the sign-in of whoever one was.
    row("accounts.sign_out",         "A   A   A   A       P   P       P   P      P"),
    row("cards.card",                "A   200 S   200     404 404     404 404    404"),
    row("cards.make_card",           "A   200 S   200     404 404     404 404    404"),
    row("cards.use_card",            "200 200 200 200     200 200     200 200    200", CARD),
    row("cards.use_card",            "307 307 307 307     307 307     307 307    307", FREE_CARD),
    row("cards.key_number",          "A   200 200 200     404 404     404 404    404"),
    row("cards.save_key_number",     "A   303 303 303     404 404     404 404    404", KEY),
    row("cards.sealed",              "A   200 200 200     404 404     404 404    404"),
    row("cards.end_others",          "A   303 S   303     404 404     404 404    404"),

    row("locks.show",                "A   303 303 303     404 404     404 404    404"),
    row("locks.ask",                 "A   303 303 303     404 404     404 404    404"),
    row("locks.choose",              "A   422 422 422     404 404     404 404    404"),
)
# fmt: on
