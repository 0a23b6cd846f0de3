"""How pages and papers of staff call a mark."""

from __future__ import annotations

from literasi.domain.attendance import By, Mark

MARKS = {
    Mark.PRESENT: "Hadir",
    Mark.LATE: "Terlambat",
    Mark.EXCUSED: "Izin",
    Mark.SICK: "Sakit",
    Mark.ABSENT: "Alpa",
}
UNMARKED = "Belum"
UNITS = {By.HOURS: "jam pelajaran (JP)", By.MEETINGS: "pertemuan"}
