"""CPU milliseconds of one certificate that is rendered whole, once the process is warm."""

from __future__ import annotations

import resource
import statistics
import time
from datetime import date

from literasi.domain.certificate import format_code, grouped
from literasi.pdf.certificate import render_whole
from literasi.pdf.document import CertificateDocument, ModuleLine

WARM_UP = 5
RUNS = 40


def document(number: int) -> CertificateDocument:
    code = format_code(number.to_bytes(16, "big"))
    return CertificateDocument(
        kind="statement",
        title="Surat Keterangan Selesai Belajar Mandiri",
        name="Siti Aminah binti Ahmad",
        course_title="Mengelola Uang Kiriman",
        modules=tuple(ModuleLine(f"Modul contoh nomor {n}", 15, 80) for n in range(1, 9)),
        number=f"{number:06d}/LIT-SKBM/2026",
        issued_on=date(2026, 11, 24),
        issuer_name="Literasi",
        issuer_lines=("Literasi",),
        code=code,
        code_grouped=grouped(code),
        verification_url=f"https://literasi.example/verifikasi/{code}",
        edition=1,
    )


def cpu_milliseconds(number: int) -> float:
    before = time.process_time()
    render_whole(document(number))
    return (time.process_time() - before) * 1000


def main() -> None:
    began = time.process_time()
    render_whole(document(1))
    first = (time.process_time() - began) * 1000
    for number in range(2, WARM_UP + 2):
        render_whole(document(number))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    runs = [cpu_milliseconds(number) for number in range(100, 100 + RUNS)]
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    print(f"first, with the import: {first:.0f} ms CPU")
    print(f"warm, median of {RUNS}: {statistics.median(runs):.1f} ms CPU")
    print(f"memory grown over {RUNS}: {grown / 1024:.1f} MB")


if __name__ == "__main__":
    main()
