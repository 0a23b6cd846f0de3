"""What is read aloud of a lesson, and in which order."""

from __future__ import annotations

from literasi.content.aloud import ended, passages, row
from literasi.domain.course import Lesson, Practice, Prose, WeekStep
from literasi.domain.languages import ENGLISH, INDONESIAN
from literasi.domain.question import Number
from tests.content.conftest import LESSON_FILE, QUIZ, CourseFolder

DRAWING = (
    '<figure class="drawing"><svg role="img" aria-label="Ember &amp; air"><title>T</title>'
    "</svg></figure>"
)
MEANING = '<details class="arti"><summary>Arti</summary><p>Kata</p></details>'
TABLE = """<div class="table" aria-label="Tabel"><table>
<thead><tr><th>Apa</th><th>A</th><th>B</th></tr></thead>
<tbody><tr><td>Ongkos</td><td>1</td><td></td></tr><tr><td></td><td></td><td></td></tr></tbody>
</table></div>"""
PROSE = f"""<h2>Judul</h2>
<p>Satu <a href="/x">dua</a>
<strong>tiga</strong>.<br>Empat.</p>{MEANING}
<ul><li>Butir <span class="fact">4,8 persen <small>(per Mei)</small></span></li><li>Dua</li></ul>
{TABLE}
{DRAWING}
<blockquote><p>Kutipan</p></blockquote>"""


def lesson(*blocks: Prose | Practice | WeekStep) -> Lesson:
    return Lesson(slug="awal", title="Uang & kita", words=200, blocks=blocks)


def test_passages_come_as_they_stand_without_practice_meanings_and_lines_of_drawings(
    folder: CourseFolder,
) -> None:
    catalogue = folder.load().catalogue
    assert catalogue is not None
    practice = catalogue.courses[0].modules[0].lessons[0].practice[0]
    assert isinstance(practice.question, Number)
    heard = list(passages(lesson(Prose(PROSE), practice, WeekStep("<p>Catat.</p>")), INDONESIAN))
    assert heard == [
        "Uang & kita",
        "Judul",
        "Satu dua tiga. Empat.",
        "Butir 4,8 persen (per Mei)",
        "Dua",
        "Ongkos. A: 1.",
        "Ember & air",
        "Kutipan",
        "Langkah minggu ini",
        "Catat.",
    ]


def test_the_step_of_the_week_is_announced_in_the_lessons_language() -> None:
    heard = list(passages(lesson(WeekStep("<p>Write.</p>")), ENGLISH))
    assert heard == ["Uang & kita", "This week's step", "Write."]


def test_a_lesson_as_authors_write_it_is_heard_with_its_figures(folder: CourseFolder) -> None:
    folder.replace(LESSON_FILE, "## Aturan", "## Aturan main")
    catalogue = folder.load().catalogue
    assert catalogue is not None
    heard = list(passages(catalogue.courses[0].modules[0].lessons[0], INDONESIAN))
    assert heard[0] == "Pelajaran Contoh"
    assert heard[-2:] == [
        "Aturan main",
        "Catat dulu. Biayanya 4,80 persen (per September 2025). Jumlahnya Rp6.000.",
    ]
    assert not any("Kurangi saja" in passage for passage in heard)
    assert "Kurangi saja" not in QUIZ


def test_a_row_names_its_columns_and_ends_each_part_once() -> None:
    assert row(["Apa", "Kata"], ["Nama.", "Bu Sari!"]) == "Nama. Kata: Bu Sari!"
    assert row(["Apa", "A", "B"], ["", "1", "2"]) == "A: 1. B: 2."
    assert row(["Apa"], [""]) == ""


def test_what_ends_with_a_sign_gets_no_other() -> None:
    assert [ended(text) for text in ("Apa?", 'Katanya "ya."', "Misalnya:", "Judul")] == [
        "Apa?",
        'Katanya "ya."',
        "Misalnya:",
        "Judul.",
    ]
