"""A small courses folder without a fault, for tests to spoil in one place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from literasi.content import Loaded, load

TODAY = date(2026, 11, 24)
FACTS = """\
biaya-malaysia:
  label: Biaya kirim dari Malaysia
  value: "4,80 persen"
  as_of: 2025-09-30
  source:
    title: Bank Dunia
    url: https://remittanceprices.worldbank.org
  confidence: read
  check_again: 2027-03-31
"""
LANGUAGE = """\
lugas:
  tersebut: [itu, ini]
  dalam rangka: untuk
singkatan:
  PMI: Pekerja Migran Indonesia
  PIN: [angka rahasia, nomor rahasia]
dikenal: [HP]
kata_kerja: [menghitung]
"""
GLOSSARY = """\
hibah:
  term: Hibah
  definition: Pemberian yang tidak perlu dikembalikan.
shu:
  term: SHU
  forms: [Sisa Hasil Usaha]
  definition: Pendapatan setahun sesudah dikurangi biaya.
  fact: biaya-malaysia
  lesson: contoh/modul/awal
  courses: [contoh]
"""
COURSE = """\
---
title: Uang Contoh
summary: Kursus untuk pengujian.
level: dasar
audience: [keluarga]
pass_mark: 70
edition: 1
order: 1
---
Pengantar kursus.
"""
MODULE = """\
---
title: Modul Contoh
summary: Modul untuk pengujian.
outcomes:
  menghitung: Menghitung uang
quiz: {draw: 2}
family_talk:
  question: Apa tujuan kita?
  from_home: Apa tujuan kita, Mas?
  from_abroad: Apa tujuan kita, Dik?
home_minutes: 20
---
Pengantar modul.
"""
STORY = "Bu Sari menerima uang kiriman lalu menulis semua belanja di buku. " * 16
LESSON = f"""\
---
title: Pelajaran Contoh
sources: [biaya-malaysia]
---
{STORY}

## Latihan

### Berapa yang tersisa? {{#sisa-contoh}}
= Rp500.000 ± Rp1.000

> Kurangi saja.

## Aturan

**Catat dulu.** Biayanya {{{{fact:biaya-malaysia}}}}. Jumlahnya {{{{hitung: 2 * 3_000}}}}.
"""
QUIZ = """\
### Mana yang benar? {#satu lesson:awal outcome:menghitung}
- [ ] Salah
  > Bukan itu.
- [x] Benar

> Karena begitu.

### Mana saja? {#beberapa lesson:awal}
- [x] Satu
- [x] Dua
- [ ] Tiga

> Satu dan dua.

### Berapa? {#angka lesson:awal}
= {{hitung: 1_000 * 3}} ± Rp10

> Tiga ribu.

### Urutkan. {#urut lesson:awal}
1. Pertama
2. Kedua
3. Ketiga

> Begitu.

### Pasangkan. {#pasang lesson:awal}
| Kiri | Kanan |
| --- | --- |
| a | 1 |
| b | 2 |
| c | 3 |

> Begitu.
"""
FILES = {
    "facts.yaml": FACTS,
    "bahasa.yaml": LANGUAGE,
    "glosarium.yaml": GLOSSARY,
    "contoh/course.md": COURSE,
    "contoh/01-modul/module.md": MODULE,
    "contoh/01-modul/01-awal.md": LESSON,
    "contoh/01-modul/quiz.md": QUIZ,
}
COURSE_FILE, MODULE_FILE, LESSON_FILE, QUIZ_FILE = list(FILES)[3:]


class CourseFolder:
    """The folder, and the ways to spoil it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def remove(self, name: str) -> None:
        (self.path / name).unlink()

    def load(self) -> Loaded:
        return load(self.path, TODAY)

    def problems(self) -> list[str]:
        return [str(problem) for problem in self.load().problems]


@pytest.fixture
def folder(tmp_path: Path) -> CourseFolder:
    made = CourseFolder(tmp_path)
    for name, text in FILES.items():
        made.write(name, text)
    assert made.problems() == []
    return made
