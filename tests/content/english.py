"""The small courses folder in English, for tests to spoil in one place."""

from __future__ import annotations

from tests.content.conftest import QUIZ, CourseFolder

COURSE_EN = "contoh/course.en.md"
MODULE_EN = "contoh/01-modul/module.en.md"
LESSON_EN = "contoh/01-modul/01-awal.en.md"
QUIZ_EN = "contoh/01-modul/quiz.en.md"
FACT_EN = """\
  en: {label: Cost of sending from Malaysia, value: "4.80 percent"}
  check_again: 2027-03-31
"""
LESSON = """\
---
title: Example Lesson
---
Bu Sari writes down what she spends. See [how to report](/lapor).

## Practice

### How much is left? {#sisa-contoh}
= Rp500.000 ± Rp1.000

> Just subtract.

## The rule

**Write it down first.** The cost is {{fact:biaya-malaysia}}. Together {{hitung: 2 * 3_000}}.
About {{hitung: 12 / 250 * 100 | persen}} of {{hitung: 12 * 360 | angka}} kilos.

| Week | Amount |
| --- | --- |
| One | Rp1.000 |
"""
WORDS = {
    "Mana yang benar?": "Which one is right?",
    "- [ ] Salah\n  > Bukan itu.": "- [ ] Wrong\n  > Not that one.",
    "- [x] Benar": "- [x] Right",
    "> Karena begitu.": "> Because it is so.",
    "- [x] Satu\n- [x] Dua\n- [ ] Tiga": "- [x] One\n- [x] Two\n- [ ] Three",
    "1. Pertama\n2. Kedua\n3. Ketiga": "1. First\n2. Second\n3. Third",
}
FILES = {
    COURSE_EN: "---\ntitle: Example Money\nsummary: A course for tests.\n---\nAn introduction.\n",
    MODULE_EN: """\
---
title: Example Module
summary: A module for tests.
outcomes:
  menghitung: Count money
family_talk:
  question: What is our goal?
  from_home: What is our goal, dear?
  from_abroad: What is our goal, my love?
---
An introduction.
""",
    LESSON_EN: LESSON,
}


def translate(folder: CourseFolder) -> CourseFolder:
    """Give the folder its English siblings."""
    quiz = QUIZ
    for source, text in WORDS.items():
        assert source in quiz
        quiz = quiz.replace(source, text)
    for name, text in {**FILES, QUIZ_EN: quiz}.items():
        folder.write(name, text)
    folder.replace("facts.yaml", "  check_again: 2027-03-31\n", FACT_EN)
    return folder
