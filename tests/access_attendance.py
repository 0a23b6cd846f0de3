"""Who gets what of a class's sessions and messages: rows of the table of `test_access_matrix`."""

from __future__ import annotations

from tests.access_rows import row

# fmt: off
ATTENDANCE = (
    #                             nobody own  card other  trainer x   admin x    national
    row("attendance.index",          "P   404 404 404     200 404     200 404    404"),
    row("attendance.add",            "P   404 404 404     422 404     422 404    404"),
    row("attendance.require",        "P   404 404 404     303 404     303 404    404",
        {"semula": ":", "syarat": "jp", "persen": "80"}),
    row("attendance.show",           "P   404 404 404     200 404     200 404    404"),
    row("attendance.show",           "P   404 404 404     404 404     404 404    404",
        meeting="other meeting"),
    row("attendance.mark",           "P   404 404 404     303 404     303 404    404",
        {"sisanya": "alpa"}),
    row("attendance.mark",           "P   404 404 404     404 404     404 404    404",
        {"sisanya": "alpa"}, meeting="other meeting"),
    row("attendance.change",         "P   404 404 404     422 404     422 404    404"),
    row("attendance.change",         "P   404 404 404     404 404     404 404    404",
        meeting="other meeting"),
    row("attendance.delete",         "P   404 404 404     303 404     303 404    404"),
    row("attendance.delete",         "P   404 404 404     404 404     404 404    404",
        meeting="other meeting"),
    row("scanning.switch",           "P   404 404 404     303 404     303 404    404"),
    row("scanning.switch",           "P   404 404 404     404 404     404 404    404",
        meeting="other meeting"),
    row("scanning.screen",           "P   404 404 404     200 404     200 404    404"),
    row("scanning.screen",           "P   404 404 404     404 404     404 404    404",
        meeting="other meeting"),
    row("scanning.fragment",         "P   404 404 404     200 404     200 404    404"),
    row("scanning.fragment",         "P   404 404 404     404 404     404 404    404",
        meeting="other meeting"),
    # What nobody is marked by; a code that works is worth nothing a minute later.
    row("scanning.arrived",          "A   410 410 410     404 404     404 404    404",
        code="old code"),
    row("sign_in_sheets.of_class",   "P   404 404 404     200 404     200 404    404"),
    row("sign_in_sheets.of_meeting", "P   404 404 404     200 404     200 404    404"),
    row("sign_in_sheets.of_meeting", "P   404 404 404     404 404     404 404    404",
        meeting="other meeting"),
    row("messages.index",            "P   404 404 404     200 404     200 404    404"),
    row("messages.prepare",          "P   404 404 404     422 404     422 404    404"),
    row("messages.prepare",          "P   404 404 404     200 404     200 404    404",
        {"teks": "Halo", "untuk": "@seat"}),
    row("messages.prepare",          "P   404 404 404     404 404     404 404    404",
        {"teks": "Halo", "untuk": "@other seat"}),
    row("messages.paper",            "P   404 404 404     200 404     200 404    404"),
    row("board.index",               "P   404 404 404     200 404     200 404    404"),
    row("board.post",                "P   404 404 404     422 404     422 404    404"),
    row("board.change",              "P   404 404 404     422 404     422 404    404"),
    row("board.change",              "P   404 404 404     404 404     404 404    404",
        post="other post"),
    row("board.withdraw",            "P   404 404 404     303 404     303 404    404"),
    row("board.withdraw",            "P   404 404 404     404 404     404 404    404",
        post="other post"),
)
# fmt: on
