"""A list comes in: read, shown with every problem, and imported only once it is accepted."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import func, select, update

from literasi.accounts.staff_models import AuditEntry
from literasi.database import db, write
from literasi.domain.participant import Details
from literasi.training.models import Seat
from literasi.training.roster.details import values_of
from literasi.training.roster.drafts import forget_drafts
from literasi.training.roster.models import ParticipantDetail, RosterDraft
from literasi.web.clock import now
from tests.classroom import claim, print_cards, seat_names
from tests.people import Employee, Reader, hidden
from tests.queries import count_queries
from tests.sheets.workbooks import HEADINGS, person_name, roster, with_macros, workbook
from tests.training.roster.uploads import accept, imported, previewed, ticked, upload

pytestmark = pytest.mark.both_databases
NIK = "5201014101850001"
SITI = (1, "Siti Aminah", "P", datetime(1985, 1, 2), "Kec. Praya", "Batujai", "istri", "Malaysia")
ANI = (2, "Ani", "perempuan", 1990, "Praya", "Penujak", "calon PMI", "Hongkong")
LIST = workbook([("DAFTAR PESERTA",), (), HEADINGS, SITI, ANI])
SITIS = Details("P", 1980, "Praya", "Batujai", "family", "MY")


@pytest.fixture
def address(trainer: Employee) -> str:
    return trainer.make_class()


def details(app: Flask) -> dict[str, Details]:
    with app.app_context():
        rows = db.session.execute(
            select(Seat.name, ParticipantDetail).join(
                ParticipantDetail, ParticipantDetail.seat_id == Seat.id
            )
        )
        return {name: values_of(row) for name, row in rows}


def noted(app: Flask) -> list[str]:
    with app.app_context():
        found = select(AuditEntry.about).where(AuditEntry.act == "roster.import")
        return list(db.session.scalars(found))


def test_a_list_is_shown_first_and_imported_once_it_is_accepted(
    app: Flask, trainer: Employee, address: str
) -> None:
    preview = previewed(trainer, address, LIST)
    page = trainer.get(preview).text
    assert "belum ada yang diimpor" in page
    assert "<strong>2 baru</strong>" in page
    assert seat_names(trainer, address) == []
    assert accept(trainer, preview).status_code == 303
    assert "2 orang baru" in trainer.get(preview).text
    assert seat_names(trainer, address) == ["Ani", "Siti Aminah"]
    assert details(app) == {
        "Siti Aminah": SITIS,
        "Ani": Details("P", 1990, "Praya", "Penujak", "prospective", "HK"),
    }
    assert noted(app) == ["Praya Angkatan 3: 2 baru, 0 berubah"]


def test_the_same_file_once_more_changes_nothing(
    app: Flask, trainer: Employee, address: str
) -> None:
    imported(trainer, address, LIST)
    page = trainer.get(previewed(trainer, address, LIST)).text
    assert "Semua orang di file ini sudah ada di kelas" in page
    assert 'name="baris"' not in page
    assert len(noted(app)) == 1


def test_details_that_changed_are_shown_and_updated(
    app: Flask, trainer: Employee, address: str
) -> None:
    imported(trainer, address, LIST)
    moved = workbook([HEADINGS, (*SITI[:5], "Penujak", *SITI[6:]), ANI])
    preview = previewed(trainer, address, moved)
    page = trainer.get(preview).text
    assert "desa: Batujai → Penujak" in page
    assert accept(trainer, preview).status_code == 303
    assert details(app)["Siti Aminah"].desa == "Penujak"
    assert len(seat_names(trainer, address)) == 2


def test_names_pasted_before_are_found_again(app: Flask, trainer: Employee, address: str) -> None:
    trainer.paste(address, "SITI AMINAH\nBudi")
    assert "1 orang baru, data 1 orang berubah" in imported(trainer, address, LIST)
    assert seat_names(trainer, address) == ["Ani", "Budi", "SITI AMINAH"]


def test_what_is_unticked_stays_out_and_a_double_comes_in_only_when_ticked(
    trainer: Employee, address: str
) -> None:
    preview = previewed(trainer, address, workbook([HEADINGS, SITI, SITI, ANI]))
    page = trainer.get(preview).text
    assert "Sama dengan baris 2" in page
    assert ticked(page) == ["2", "4"]
    assert accept(trainer, preview, ["2", "3"]).status_code == 303
    assert seat_names(trainer, address) == ["Siti Aminah", "Siti Aminah"]


def test_every_problem_stands_there_with_its_row_and_the_rest_can_be_imported(
    app: Flask, trainer: Employee, address: str
) -> None:
    rows = [HEADINGS, SITI, (2, f"Ani {NIK}"), (3, "=1+1"), (4, "Budi", "X"), (5, None, "L")]
    preview = previewed(trainer, address, workbook(rows))
    page = trainer.get(preview).text
    for words in (
        "Baris 3. Nama: ada nomor 16 angka, seperti NIK",
        "Baris 4. Nama: berisi rumus",
        "Baris 5. L/P “X”: Tulis L",
        "Baris 6. Nama: kosong",
    ):
        assert words in page
    assert NIK not in page
    accept(trainer, preview)
    assert seat_names(trainer, address) == ["Budi", "Siti Aminah"]


def test_an_identity_number_is_stored_nowhere(app: Flask, trainer: Employee, address: str) -> None:
    rows = [("Nama", "NIK", "Desa", "Catatan"), ("Siti", NIK, NIK, NIK), (NIK, NIK, "A", "B")]
    page = trainer.get(previewed(trainer, address, workbook(rows))).text
    assert "Kolom NIK tidak dibaca dan tidak disimpan" in page
    assert NIK not in page
    with app.app_context():
        kept = db.session.scalars(select(RosterDraft)).one().reading
    assert NIK not in repr(kept)


def test_csv_with_semicolons_and_old_letters_is_read_alike(
    app: Flask, trainer: Employee, address: str
) -> None:
    content = "No;Nama Lengkap;JK;Desa\r\n1;José;L;Praya\r\n".encode("cp1252")
    preview = upload(trainer, address, content, "daftar.csv").location
    accept(trainer, preview)
    assert details(app) == {"José": Details("L", desa="Praya")}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 500, "file Excel lama (.xls)"),
        (b"PK\x03\x04rusak", "rusak"),
        (b"Siti\nAni\n", "Kolom nama tidak ketemu"),
        (b"Nama\n", "tidak ada satu nama pun"),
        (b"Nama\n" + b"".join(b"Orang %c%c\n" % (65 + n // 26, 65 + n % 26) for n in range(501)),
         "lebih dari 500 orang"),
        (b"", "Pilih dulu"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_with_what_to_do(
    app: Flask, trainer: Employee, address: str, content: bytes, words: str
) -> None:
    answer = upload(trainer, address, content, "x" if content else "")
    assert answer.status_code == 422
    assert words in answer.text
    assert 'name="berkas"' in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(RosterDraft)) == 0


def test_a_file_of_more_than_a_megabyte_is_refused(trainer: Employee, address: str) -> None:
    answer = upload(trainer, address, b"x" * 1_100_000)
    assert answer.status_code == 413
    assert "File paling besar 1 MB" in answer.text
    # Elsewhere the small limit holds.
    form = {"kunci": "x", "daftar": "x" * 100_000}
    assert trainer.post(f"{address}/peserta", form).status_code == 413


def test_the_same_upload_sent_twice_is_one_and_another_file_is_refused(
    app: Flask, trainer: Employee, address: str
) -> None:
    key = hidden(trainer.get(f"{address}/peserta/impor").text, "kunci")
    first, again = (upload(trainer, address, LIST, kunci=key) for _ in range(2))
    assert first.location == again.location
    other = upload(trainer, address, roster(1), kunci=key)
    assert other.status_code == 422
    assert "sudah dipakai untuk file lain" in other.text
    assert upload(trainer, address, LIST, kunci="x").status_code == 422


def test_accepting_twice_imports_once_and_other_rows_are_refused(
    trainer: Employee, address: str
) -> None:
    preview = previewed(trainer, address, LIST)
    page = trainer.get(preview).text
    form = {"segel": hidden(page, "segel"), "baris": ticked(page)}
    for _ in range(2):
        assert trainer.post(preview, form).status_code == 303
    assert len(seat_names(trainer, address)) == 2
    other = trainer.post(preview, form | {"baris": ticked(page)[:1]})
    assert other.status_code == 422
    assert "sudah diimpor dengan pilihan lain" in other.text


def test_a_class_that_changed_meanwhile_is_shown_again_before_anything_happens(
    trainer: Employee, address: str
) -> None:
    preview = previewed(trainer, address, LIST)
    form = {"segel": hidden(trainer.get(preview).text, "segel"), "baris": ["4"]}
    trainer.paste(address, "Siti Aminah")
    answer = trainer.post(preview, form)
    assert answer.status_code == 422
    assert "Daftar kelas berubah" in answer.text
    assert ticked(answer.text) == ["4"]
    assert seat_names(trainer, address) == ["Siti Aminah"]
    again = {**form, "segel": hidden(answer.text, "segel"), "baris": ["4", "5"]}
    assert trainer.post(preview, again).status_code == 303


def test_accepting_nobody_asks_for_somebody(trainer: Employee, address: str) -> None:
    answer = accept(trainer, previewed(trainer, address, LIST), [])
    assert answer.status_code == 422
    assert "Centang dulu" in answer.text


def test_a_full_class_takes_nobody_and_keeps_the_ticks(
    app: Flask, trainer: Employee, address: str
) -> None:
    imported(trainer, address, roster(500))
    answer = accept(trainer, previewed(trainer, address, LIST))
    assert answer.status_code == 422
    assert "paling banyak 500 orang" in answer.text
    assert ticked(answer.text) == ["4", "5"]


def test_after_a_day_a_preview_is_over_and_its_people_are_forgotten(
    app: Flask, trainer: Employee, address: str
) -> None:
    preview = previewed(trainer, address, LIST)
    with app.app_context(), write():
        db.session.execute(update(RosterDraft).values(expires_at=now() - timedelta(seconds=1)))
    for answer in (trainer.get(preview), trainer.post(preview, {"baris": ["4"]})):
        assert answer.status_code == 410
        assert "sudah lewat sehari" in answer.text
    with app.app_context(), write():
        assert forget_drafts(now()) == 1
    assert trainer.get(preview).status_code == 404
    assert seat_names(trainer, address) == []


def test_a_clock_that_was_put_back_a_day_keeps_a_preview_open(
    app: Flask, trainer: Employee, address: str
) -> None:
    preview = previewed(trainer, address, LIST)
    with app.app_context(), write():
        times = {"created_at": now() + timedelta(days=1), "expires_at": now() + timedelta(days=2)}
        db.session.execute(update(RosterDraft).values(**times))
        assert forget_drafts(now()) == 0
    assert accept(trainer, preview).status_code == 303
    assert seat_names(trainer, address) == ["Ani", "Siti Aminah"]


def test_a_workbook_with_macros_is_read_and_its_macros_are_kept_nowhere(
    app: Flask, trainer: Employee, address: str
) -> None:
    assert "2 orang baru" in imported(trainer, address, with_macros(LIST))
    assert seat_names(trainer, address) == ["Ani", "Siti Aminah"]
    with app.app_context():
        # Accepted, so that the draft holds nothing of the file any more.
        assert "vba" not in str(db.session.scalars(select(RosterDraft.reading)).one())


def test_dates_as_text_joined_cells_and_people_twice_come_to_the_preview_with_words(
    trainer: Employee, address: str
) -> None:
    rows = [
        HEADINGS,
        (1, "Siti Aminah", "P", "2 Januari 1985", "Praya"),
        (2, "Ani", "P", "02/01/85", "Praya"),
        (3, "SITI  AMINAH", "P", "1985-01-02", "Praya"),
        (4, "Budi", "L", "kemarin", "Praya"),
    ]
    content = workbook(rows, lambda book: book.active.merge_cells("E2:E4"))
    page = trainer.get(previewed(trainer, address, content)).text
    assert page.count("1980–1989") == 3
    assert "Baris 5. Tahun lahir “kemarin”: Tulis tahun lahir dengan empat angka" in page
    assert "baris 2 sampai 4 digabung" in page
    # Siti once more, in other letters: whoever is meant ticks her.
    assert ticked(page) == ["2", "3", "5"]


def test_an_accepted_draft_holds_nobody(app: Flask, trainer: Employee, address: str) -> None:
    imported(trainer, address, LIST)
    with app.app_context():
        assert db.session.scalars(select(RosterDraft)).one().reading == {}


def test_what_somebody_answered_is_not_changed_by_a_list(
    app: Flask, trainer: Employee, address: str, reader: Reader
) -> None:
    trainer.paste(address, "Siti Aminah")
    claim(reader, print_cards(trainer, address)[0], desa="Penujak", izin="ya")
    page = trainer.get(previewed(trainer, address, LIST)).text
    assert "sudah dijawab orangnya sendiri" in page
    imported(trainer, address, LIST)
    assert details(app)["Siti Aminah"] == Details(desa="Penujak")


def test_another_office_and_another_class_find_no_preview(
    trainer: Employee, outsider: Employee, colleague: Employee, address: str
) -> None:
    preview = previewed(trainer, address, LIST)
    assert colleague.get(preview).status_code == 200
    assert outsider.get(preview).status_code == 404
    other = trainer.make_class(nama="Kelas lain")
    assert trainer.get(preview.replace(address, other)).status_code == 404


def test_the_template_is_read_back_with_what_was_filled_in(
    app: Flask, trainer: Employee, address: str
) -> None:
    answer = trainer.get(f"{address}/peserta/impor/templat.xlsx")
    assert 'filename="templat-peserta.xlsx"' in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(BytesIO(answer.data))
    assert book.sheetnames == ["Peserta", "Petunjuk", "Pilihan"]
    assert len(book["Peserta"].data_validations.dataValidation) == 7
    book["Peserta"].append(["Siti Aminah", "P", 1985, "Praya", "Batujai", "keluarga", "Malaysia"])
    filled = BytesIO()
    book.save(filled)
    imported(trainer, address, filled.getvalue())
    assert details(app) == {"Siti Aminah": SITIS}


def test_the_empty_templates_name_nobody(trainer: Employee, address: str) -> None:
    for kind in ("xlsx", "csv"):
        content = trainer.get(f"{address}/peserta/impor/templat.{kind}").data
        assert "tidak ada satu nama pun" in upload(trainer, address, content).text


@pytest.mark.parametrize("people", [5, 200])
def test_a_preview_takes_as_many_queries_for_many_as_for_few(
    app: Flask, trainer: Employee, address: str, people: int
) -> None:
    preview = previewed(trainer, address, roster(people))
    with count_queries(app) as statements:
        assert person_name(people) in trainer.get(preview).text
    assert len(statements) <= 6, statements
