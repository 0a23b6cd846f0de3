"""Who gets what of quizzes on paper and classes with no network: rows of `test_access_matrix`."""

from __future__ import annotations

from tests.access_rows import row

# fmt: off
PAPERS = (
    #                             nobody own  card other  trainer x   admin x    national
    row("papers.index",              "P   404 404 404     200 404     200 404    404"),
    row("papers.make",               "P   404 404 404     422 404     422 404    404"),
    row("papers.show",               "P   404 404 404     200 404     200 404    404"),
    row("papers.show",               "P   404 404 404     404 404     404 404    404",
        quiz="other paper quiz"),
    row("papers.booklet",            "P   404 404 404     200 404     200 404    404"),
    row("papers.booklet",            "P   404 404 404     404 404     404 404    404",
        quiz="other paper quiz"),
    row("papers.answer_sheets",      "P   404 404 404     200 404     200 404    404"),
    row("papers.answer_sheets",      "P   404 404 404     404 404     404 404    404",
        quiz="other paper quiz"),
    row("papers.key",                "P   404 404 404     200 404     200 404    404"),
    row("papers.key",                "P   404 404 404     404 404     404 404    404",
        quiz="other paper quiz"),
    row("entries.show",              "P   404 404 404     200 404     200 404    404"),
    row("entries.show",              "P   404 404 404     404 404     404 404    404",
        quiz="other paper quiz"),
    row("entries.show",              "P   404 404 404     404 404     404 404    404",
        seat="other seat"),
    row("entries.save",              "P   404 404 404     422 404     422 404    404"),
    row("entries.save",              "P   404 404 404     404 404     404 404    404",
        quiz="other paper quiz"),
    row("entries.save",              "P   404 404 404     404 404     404 404    404",
        seat="other seat"),
    row("afield.show",               "P   404 404 404     200 404     200 404    404"),
    row("afield.prepare",            "P   404 404 404     200 404     200 404    404"),
    # Without a ticket nobody learns anything.
    row("afield.still",              "422 422 422 422     422 422     422 422    422"),
    row("afield.send_marks",         "P   404 404 404     422 404     422 404    404"),
    row("afield.send_marks",         "P   404 404 404     404 404     404 404    404",
        meeting="other meeting"),
    row("afield.send_sheet",         "P   404 404 404     422 404     422 404    404"),
    row("afield.send_sheet",         "P   404 404 404     404 404     404 404    404",
        quiz="other paper quiz"),
    row("afield.send_sheet",         "P   404 404 404     404 404     404 404    404",
        seat="other seat"),
    row("afield_shell.shell",        "200 200 200 200     200 200     200 200    200"),
    row("afield_shell.kept",         "200 200 200 200     200 200     200 200    200"),
)
# fmt: on
