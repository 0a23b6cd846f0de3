"""The CPU of a class's closing pack, inside one process: every part, four photographs, and the
roster, sessions and modules of a usual class. WeasyPrint is warm; its import is told apart.

    .venv/bin/python -m bench.pack [--people 1 40 120] [--rounds 5]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

from PIL import Image

from literasi.photos.reading import read_photo
from literasi.sheets.writing import write_workbook
from literasi.training.report.tables import sheets_of

PHOTOS = 4


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, nargs="+", default=[1, 40, 120])
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    file = _from_a_phone()
    print(f"import of the renderer: {_seconds(_import, 1):.2f} s")
    print(
        f"a photograph of {len(file) / 1e6:.1f} MB: {_seconds(lambda: read_photo(file), 5):.2f} s"
    )
    photo = read_photo(file)
    for people in given.people:
        paper, book, size = _measured(people, photo.full, given.rounds)
        print(f"{people} people: PDF {paper:.2f} s, {size / 1e6:.2f} MB; workbook {book:.3f} s")


def _measured(people: int, photo: bytes, rounds: int) -> tuple[float, float, int]:
    from literasi.domain.closing_pack import Picture
    from literasi.pdf.pack import render
    from tests.pdf.test_pack import pack

    names = [f"foto-{number}" for number in range(PHOTOS)]
    pictures = tuple(Picture(name, "Berlatih", 1600, 1200) for name in names)
    content = replace(pack(people, sessions=4, modules=10), pictures=pictures)
    photos = dict.fromkeys(names, photo)
    size = len(render(content, photos))
    paper = _seconds(lambda: render(content, photos), rounds)
    book = _seconds(lambda: b"".join(write_workbook(sheets_of(content))), rounds)
    return paper, book, size


def _seconds(work: Callable[[], object], rounds: int) -> float:
    """The median of its CPU time."""
    taken = []
    for _ in range(rounds):
        before = time.process_time()
        work()
        taken.append(time.process_time() - before)
    return statistics.median(taken)


def _import() -> None:
    import literasi.pdf.rendering  # noqa: F401


def _from_a_phone() -> bytes:
    """Twelve million pixels that do not compress well."""
    target = BytesIO()
    noise = Image.effect_noise((4000, 3000), 40).convert("RGB")
    noise.save(target, "JPEG", quality=85)
    return target.getvalue()


if __name__ == "__main__":
    main()
