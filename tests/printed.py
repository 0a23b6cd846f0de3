"""A small course with everything that is printed, so that a test renders a few pages only."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from literasi import create_app
from literasi.config import Settings
from literasi.database import db
from literasi.setup import prepare
from tests.conftest import SETUP_DAY, make_settings
from tests.content.conftest import FILES, LESSON, LESSON_FILE, CourseFolder

PLAN_FILE = "contoh/01-modul/plan.md"
BOOK, PLAN_FOLDER = "books/contoh", "books/contoh/modul"
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 120" role="img">
<title>Ember</title><desc>Ember bocor.</desc>
<rect class="f-sea s-ink" x="10" y="10" width="300" height="90"/>
<text class="f-paper" x="160" y="60" font-size="20" text-anchor="middle">4 juta</text>
</svg>
"""
MORE = """
![Sebuah ember yang bocor](ember.svg)

Hibah itu boleh. Baca [halaman lapor](/lapor) dan [pelajaran ini](pelajaran:contoh/modul/awal).

## Latihan

### Urutkan hari belanja. {#urut-latihan}
1. Senin
2. Selasa
3. Rabu

> Senin lebih dulu.

### Pasangkan ibu kota. {#pasang-latihan}
| Provinsi | Ibu kota |
| --- | --- |
| Bali | Denpasar |
| Riau | Pekanbaru |
| Lampung | Bandar Lampung |

> Begitu letaknya.

### Apa yang dicatat? {#apa-dicatat}
- [x] Belanja harian
- [ ] Warna sepatu
  > Sepatu tidak perlu.
- [x] Uang jajan anak

> Semua uang keluar.

## Langkah minggu ini

Beli buku tulis. Catatan menjaga uangmu.
"""
PLAN = """\
---
materials: [Kertas plano]
---
## Kegiatan
| Menit | Kegiatan | Cara |
| --- | --- | --- |
| 30 | Pembuka | Anda bertanya tentang ember. |
| 60 | Hitung bersama | Peserta menghitung berdua. |

## Bermain peran
Seorang berperan sebagai ember.

## Pertanyaan peserta
### Berapa biayanya?
Biayanya {{fact:biaya-malaysia}}.

### Siapa mencatat?
Siapa saja.

### Kapan?
Setiap malam.

### Di mana?
Di buku.

## Lembar kerja
Tulislah belanja kemarin.

| Belanja | Jumlah |
| --- | --- |
| Beras | |
| | |
"""


def write_course(path: Path) -> CourseFolder:
    folder = CourseFolder(path)
    for name, text in FILES.items():
        folder.write(name, text)
    folder.write(LESSON_FILE, LESSON + MORE)
    folder.write("contoh/01-modul/ember.svg", DRAWING)
    folder.write(PLAN_FILE, PLAN)
    assert folder.problems() == []
    return folder


def printing_settings(folder: Path) -> Settings:
    """An installation that teaches this course; its base address is known."""
    return make_settings(
        folder / "data",
        LITERASI_COURSES=str(folder / "courses"),
        LITERASI_BASE_URL="https://literasi.example",
    )


def prepared_app(settings: Settings) -> Flask:
    app = create_app(settings)
    prepare(app, app.extensions["literasi"], SETUP_DAY, lambda line: None)
    with app.app_context():
        db.engine.dispose()
    return app
