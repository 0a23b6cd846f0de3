"""The empty list that offices fill in: with choices in its cells, and a sheet that explains."""

from __future__ import annotations

from collections.abc import Iterator

from literasi.domain.roster_sheet import MOST_PEOPLE
from literasi.sheets.writing import Column, Sheet, write_csv, write_workbook
from literasi.training.roster.countries import country_names

OPTIONAL = "Boleh kosong."
RELATION_CHOICES = ("keluarga", "PMI", "purna", "calon")
INSTRUCTIONS = (
    "Cara mengisi",
    "1. Isi lembar “Peserta”, satu orang tiap baris. Hanya Nama yang wajib.",
    "2. Jangan menulis NIK, nomor paspor, atau status dokumen. Nomor seperti itu ditolak.",
    "3. L/P, Hubungan, dan Negara tujuan dipilih dari daftar di selnya.",
    "4. Tahun lahir ditulis dengan empat angka. Tanggal lahir juga boleh. Yang disimpan hanya "
    "kelompok sepuluh tahun, misalnya 1980–1989.",
    "5. Jangan memakai rumus, dan jangan menggabungkan sel.",
    f"6. Satu kelas paling banyak {MOST_PEOPLE} orang.",
    "7. Unggah file ini di halaman Peserta, tombol Impor daftar. Kamu melihat dulu apa yang akan "
    "terjadi; belum ada yang masuk sebelum kamu menyetujui.",
    "8. File yang sama boleh diunggah lagi. Yang sudah ada tidak berubah.",
    "Data selain nama baru dipakai kalau orangnya sendiri setuju.",
)


def roster_columns() -> tuple[Column, ...]:
    """The columns of a list of participants, as it is imported and as it is exported."""
    countries = tuple(country_names("id").values())
    return (
        Column("Nama", 32, hint="Wajib. Sesuai KTP atau paspor, tanpa nomor."),
        Column("L/P", 6, ("L", "P"), f"{OPTIONAL} L laki-laki, P perempuan."),
        Column("Tahun lahir", 12, hint=f"{OPTIONAL} Empat angka, misalnya 1985."),
        Column("Kecamatan", 20, hint=OPTIONAL),
        Column("Desa", 20, hint=OPTIONAL),
        Column("Hubungan", 14, RELATION_CHOICES, f"{OPTIONAL} Ikut sebagai apa."),
        Column("Negara tujuan", 20, countries, f"{OPTIONAL} Sekarang atau dulu."),
    )


def template_workbook() -> Iterator[bytes]:
    columns = roster_columns()
    return write_workbook(
        [Sheet("Peserta", columns), Sheet("Petunjuk", (), [[line] for line in INSTRUCTIONS])]
    )


def template_csv() -> Iterator[bytes]:
    return write_csv(Sheet("Peserta", roster_columns()))
