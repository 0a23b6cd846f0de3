"""The part of the table of who gets what that is about a class, its work and its results."""

from __future__ import annotations

from tests.access_rows import WHY, row

KEY = {"kunci": "9d1f0f0e-6b0e-4b53-8a3e-0d8a3d1c2b4a"}
MENDED = WHY | {"nama": "Siti Aminah binti Ahmad"}
AGAIN = WHY | KEY | {"modul": "@assigned module"}

# fmt: off
CLASSES = (
    #                             nobody own  card other  trainer x   admin x    national
    row("classes.index",             "P   404 404 404     200 200     200 200    404"),
    row("classes.new",               "P   404 404 404     200 200     200 200    404"),
    row("classes.create",            "P   404 404 404     422 422     422 422    404"),
    row("classes.show",              "P   404 404 404     200 404     200 404    404"),
    row("classes.edit",              "P   404 404 404     200 404     200 404    404"),
    row("classes.change",            "P   404 404 404     422 404     422 404    404"),
    row("assignments.index",         "P   404 404 404     200 404     200 404    404"),
    row("assignments.add",           "P   404 404 404     422 404     422 404    404"),
    row("assignments.copy",          "P   404 404 404     422 404     422 404    404",
        {"dari": "@other class"}),
    # Another office's class is no class to copy from either.
    row("assignments.copy",          "P   404 404 404     404 404     404 404    404",
        {"dari": "@class elsewhere"}),
    row("assignments.show",          "P   404 404 404     200 404     200 404    404"),
    row("assignments.show",          "P   404 404 404     404 404     404 404    404",
        work="other assignment"),
    row("assignments.save",          "P   404 404 404     422 404     422 404    404"),
    row("assignments.save",          "P   404 404 404     404 404     404 404    404",
        work="other assignment"),
    row("assignments.take_back",     "P   404 404 404     303 404     303 404    404", WHY),
    row("assignments.take_back",     "P   404 404 404     404 404     404 404    404", WHY,
        work="other assignment"),
    row("assignments.once_more",     "P   404 404 404     303 404     303 404    404", AGAIN),
    row("assignments.once_more",     "P   404 404 404     404 404     404 404    404", AGAIN,
        work="other assignment"),
    row("assignments.once_more",     "P   404 404 404     404 404     404 404    404", AGAIN,
        seat="other seat"),
    row("results.live",              "P   404 404 404     200 404     200 404    404"),
    row("results.show",              "P   404 404 404     200 404     200 404    404"),
    row("closing.save_names",        "P   404 404 404     422 404     422 404    404"),
    row("closing.fill_numbers",      "P   404 404 404     422 404     422 404    404"),
    row("closing.forgive",           "P   404 404 404     422 404     422 404    404"),
    row("closing.forgive",           "P   404 404 404     404 404     404 404    404", WHY,
        seat="other seat"),
    row("closing.forgive_no_more",   "P   404 404 404     303 404     303 404    404"),
    row("closing.forgive_no_more",   "P   404 404 404     404 404     404 404    404",
        seat="other seat"),
    row("proposals.index",           "P   404 404 404     200 200     200 200    404"),
    row("proposals.show",            "P   404 404 404     200 404     200 404    404"),
    # Whoever may issue proposes nothing.
    row("proposals.propose",         "P   404 404 404     422 404     422 404    404", KEY),
    # Nobody of the class is ready.
    row("proposals.approve",         "P   404 404 404     422 404     422 404    404"),
    row("proposals.approve",         "P   404 404 404     404 404     404 404    404",
        proposal="other proposal"),
    row("proposals.give_back",       "P   404 404 404     303 404     303 404    404", WHY),
    row("proposals.give_back",       "P   404 404 404     404 404     404 404    404", WHY,
        proposal="other proposal"),
    # Somebody else proposed it.
    row("proposals.take_back",       "P   404 404 404     422 404     422 404    404"),
    row("proposals.take_back",       "P   404 404 404     404 404     404 404    404",
        proposal="other proposal"),
    row("reissue.show",              "P   404 404 404     200 404     200 404    404"),
    row("reissue.show",              "P   404 404 404     404 404     404 404    404",
        uid="other class"),
    row("reissue.save",              "P   404 404 404     303 404     303 404    404", MENDED),
    row("reissue.save",              "P   404 404 404     404 404     404 404    404", MENDED,
        uid="other class"),
    row("reports.show",              "P   404 404 404     200 404     200 404    404"),
    row("reports.save",              "P   404 404 404     422 404     422 404    404"),
    row("reports.save",              "P   404 404 404     303 404     303 404    404",
        {"bagian": "surat", "versi": "0"}),
    row("reports.download",          "P   404 404 404     200 404     200 404    404",
        {"bentuk": "xlsx"}),
    row("reports.download",          "P   404 404 404     404 404     404 404    404",
        {"bentuk": "lain"}),
    row("report_photos.upload",      "P   404 404 404     422 404     422 404    404"),
    row("report_photos.small",       "P   404 404 404     200 404     200 404    404"),
    row("report_photos.small",       "P   404 404 404     404 404     404 404    404",
        photo="other photo"),
    row("report_photos.describe",    "P   404 404 404     303 404     303 404    404",
        {"keterangan": "Lain"}),
    row("report_photos.describe",    "P   404 404 404     404 404     404 404    404",
        photo="other photo"),
    row("report_photos.remove",      "P   404 404 404     303 404     303 404    404"),
    row("report_photos.remove",      "P   404 404 404     404 404     404 404    404",
        photo="other photo"),
    row("reports.delete",            "P   404 404 404     303 404     303 404    404"),
    row("posters.poster",            "P   404 404 404     200 404     200 404    404"),
    row("posters.poster",            "P   404 404 404     409 404     409 404    404",
        uid="other class"),
)
# fmt: on
