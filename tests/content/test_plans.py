"""A trainer's plan is complete, adds up to whole lesson hours, and reads like the lessons."""

from __future__ import annotations

import pytest

from literasi.content.check import report
from literasi.domain.course import Plan
from tests.content.conftest import TODAY, CourseFolder

# A table of mistakes and messages reads better one to a line.
# ruff: noqa: E501
PLAN_FILE = "contoh/01-modul/plan.md"
P = PLAN_FILE
PLAN = """\
---
materials: [Kertas plano, Lembar kerja]
---
## Kegiatan
| Menit | Kegiatan | Cara |
| --- | --- | --- |
| 10 | Pembuka | Anda bertanya siapa yang mencatat. |
| 50 | Hitung bersama | Jumlahnya {{hitung: 2 * 3_000 | rupiah}}. |
| 30 | **Penutup** | Tiap orang berjanji. |

## Bermain peran
Dua orang maju ke depan.

- Sari: "Uangku habis."

## Pertanyaan peserta
### Berapa biayanya?
Biayanya {{fact:biaya-malaysia}}.

### Siapa yang mencatat?
Siapa saja.

### Kapan mencatat?
Setiap malam.

### Di mana mencatat?
Di buku.

## Lembar kerja
Isilah tabel ini.

| Belanja | Jumlah |
| --- | --- |
| | |
"""
LONG = "Satu dua tiga empat lima " * 5 + "enam."

# (what stands there, what an author writes instead, what the check says)
MISTAKES = [
    ("materials: [Kertas plano, Lembar kerja]\n", "", f"{P}:1: `materials` is missing or has an empty entry: list what the trainer brings"),
    ("[Kertas plano, Lembar kerja]", "['']", f"{P}:2: `materials` is missing or has an empty entry: list what the trainer brings"),
    ("[Kertas plano, Lembar kerja]", "kertas", f"{P}:2: `materials` is not a list: write it as [one, two]"),
    ("materials:", "tujuan: Hemat\nmaterials:", f"{P}:2: unknown key `tujuan`: use materials, example_rates"),
    ("## Kegiatan\n", "Kata.\n\n## Kegiatan\n", f"{P}:4: text before ## Kegiatan: move it below"),
    ("## Lembar kerja\n", "", f"{P}:4: has no ## Lembar kerja: write it"),
    ("## Lembar kerja\n", "## Lembaran\n", f"{P}:29: unknown section ## Lembaran: use Kegiatan, Bermain peran, Pertanyaan peserta, Lembar kerja"),
    ("## Lembar kerja\n", "## Bermain peran\n", f"{P}:11: ## Bermain peran stands twice: keep one"),
    ("## Bermain peran\nDua", "## Lembar kerja\nDua", f"{P}:29: ## Lembar kerja stands twice: keep one"),
    ("| 10 | Pembuka", "| 11 | Pembuka", f"{P}:4: the minutes sum to 91: make them a multiple of 45, such as 90 or 135"),
    ("| 10 | Pembuka", "| 10 menit | Pembuka", f"{P}:7: `10 menit` is no whole number of minutes: write digits only"),
    ("| 10 | Pembuka", "| 7,5 | Pembuka", f"{P}:7: `7,5` is no whole number of minutes: write digits only"),
    ("| 10 | Pembuka", "| 0 | Pembuka", f"{P}:7: `0` is no whole number of minutes: write digits only"),
    ("| 10 | Pembuka | Anda", "| 10 | | Anda", f"{P}:7: the row has not three filled cells: give Menit, Kegiatan, Cara"),
    ("| 10 | Pembuka | Anda", "| 10 | Anda", f"{P}:7: the row has not three filled cells: give Menit, Kegiatan, Cara"),
    ("| Menit | Kegiatan | Cara |", "| Kegiatan | Menit | Cara |", f"{P}:4: ## Kegiatan has no table: write | Menit | Kegiatan | Cara | and rows below it"),
    ("| --- | --- | --- |\n| 10", "| 10", f"{P}:4: ## Kegiatan has no table: write | Menit | Kegiatan | Cara | and rows below it"),
    ("\n## Bermain peran", "Lalu pulang.\n\n## Bermain peran", f"{P}:10: ## Kegiatan holds its table only: put this into a row"),
    ('Dua orang maju ke depan.\n\n- Sari: "Uangku habis."\n', "\n", f"{P}:11: ## Bermain peran is empty: write it"),
    ("### Di mana mencatat?\nDi buku.\n", "", f"{P}:16: ## Pertanyaan peserta has 3 questions: write 4 or more"),
    ("Setiap malam.\n", "\n", f"{P}:23: `Kapan mencatat?` has no answer: write it below"),
    ("### Berapa biayanya?", "Sering ditanya.\n\n### Berapa biayanya?", f"{P}:17: text before the first question: begin each with ###"),
    ("Isilah tabel ini.\n\n| Belanja | Jumlah |\n| --- | --- |\n| | |\n", "\n", f"{P}:29: ## Lembar kerja is empty: write it"),
    ("| Belanja | Jumlah |", "| Belanja | |", f"{P}:32: the table's heading has an empty cell: name the column"),
    ("Di buku.", "Sekitar 5 persen.", f"{P}:27: bare percentage `5 persen`: write {{{{fact:key}}}} or {{{{hitung: … | persen}}}}, or mark an example with contoh:persen (question) or example_rates (lesson)"),
    ("Di buku.", "Lihat UU 18/2017.", f"{P}:27: names `UU 18/2017`: write {{{{fact:key}}}}, which carries date and source"),
    ("Tiap orang berjanji.", "Telepon 0812345678.", f"{P}:9: has the telephone number `0812345678`: write {{{{fact:key}}}}, which carries date and source"),
    ("Tiap orang berjanji.", "Orang tersebut berjanji.", f"{P}:9: `tersebut` is officialese: write itu atau ini"),
    ("Tiap orang berjanji.", LONG, f"{P}:9: a sentence of 26 words, `Satu dua tiga empat lima …`: split it, 25 is the most"),
    ("Di buku.", LONG, f"{P}:27: a sentence of 26 words, `Satu dua tiga empat lima …`: split it, 25 is the most"),
    ("Di buku.", "Uang PMI.", f"{P}:27: `PMI` is not explained where it first stands: write Pekerja Migran Indonesia"),
    ("Di buku.", "<b>Di buku.</b>", f"{P}:27: has raw HTML: write Markdown instead, and &lt; for a plain <"),
]  # fmt: skip


def add(folder: CourseFolder, text: str = PLAN) -> None:
    folder.write(PLAN_FILE, text)


def plan_of(folder: CourseFolder) -> Plan | None:
    catalogue = folder.load().catalogue
    assert catalogue is not None
    return catalogue.courses[0].modules[0].plan


def test_a_module_may_have_no_plan(folder: CourseFolder) -> None:
    assert plan_of(folder) is None


def test_a_plan_holds_its_four_sections(folder: CourseFolder) -> None:
    add(folder)
    assert folder.problems() == []
    plan = plan_of(folder)
    assert plan is not None
    assert plan.materials == ("Kertas plano", "Lembar kerja")
    assert [one.minutes for one in plan.activities] == [10, 50, 30]
    assert plan.activities[1].how == "Jumlahnya Rp6.000."
    assert plan.activities[2].title == "<strong>Penutup</strong>"
    assert "Uangku habis" in plan.role_play
    assert [one.prompt for one in plan.questions][:2] == [
        "Berapa biayanya?",
        "Siapa yang mencatat?",
    ]
    assert '<a href="/sumber#biaya-malaysia">4,80 persen</a>' in plan.questions[0].answer
    assert "<th>Belanja</th>" in plan.worksheet


def test_class_time_is_counted_in_lesson_hours_of_45_minutes(folder: CourseFolder) -> None:
    add(folder, PLAN.replace("| 50 |", "| 95 |"))
    plan = plan_of(folder)
    assert plan is not None
    assert (plan.class_minutes, plan.lesson_hours) == (135, 3)


@pytest.mark.parametrize(("old", "new", "message"), MISTAKES, ids=[m[2][:60] for m in MISTAKES])
def test_a_mistake_is_named_with_its_place_and_remedy(
    folder: CourseFolder, old: str, new: str, message: str
) -> None:
    assert old in PLAN
    add(folder, PLAN.replace(old, new, 1))
    assert message in folder.problems()


def test_sections_in_another_order_are_refused_once(folder: CourseFolder) -> None:
    front, head, role, questions, worksheet = PLAN.split("\n## ")
    add(folder, "\n## ".join([front, head, questions, role, worksheet]))
    order = "Kegiatan, Bermain peran, Pertanyaan peserta, Lembar kerja"
    assert folder.problems() == [f"{P}:11: ## Pertanyaan peserta is out of order: write {order}"]


def test_markup_that_could_do_harm_stays_out_of_a_plan(folder: CourseFolder) -> None:
    add(folder, PLAN.replace("Di buku.", "[x](javascript:alert(1)) ![x](http://a.example/a.png)"))
    assert folder.load().catalogue is None
    add(folder, PLAN.replace("Di buku.", "&lt;script>alert(1)&lt;/script>"))
    plan = plan_of(folder)
    assert plan is not None
    assert plan.questions[3].answer == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_the_report_counts_plans_and_class_minutes(folder: CourseFolder) -> None:
    assert "0 of 1 modules with a plan (0 class minutes)" in report(folder.path, TODAY).lines[0]
    add(folder)
    lines = report(folder.path, TODAY, verbose=True).lines
    assert "1 of 1 modules with a plan (90 class minutes)" in lines[0]
    assert any(line.startswith(f"  {P}: ") and "90 minutes, 4 questions" in line for line in lines)
