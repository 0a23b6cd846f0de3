"""What is said to whoever types in answers from paper, at a desk or from a device."""

from __future__ import annotations

from literasi.domain.paper import variant_code
from literasi.learning.operations import ChangedBodyError
from literasi.training.paper.entering import EnteredBeforeError, SpentError, UnclaimedError
from literasi.training.paper.models import PaperQuiz
from literasi.training.paper.operations import variants_of

UNCLAIMED = "Kursi ini belum diambil. Orangnya memakai kartu dari kelas atau kode pintu dulu."
SPENT = "Kesempatan dari kelas sudah habis. Beri satu kesempatan lagi di Pelajaran, lalu simpan."
USED = "Formulir ini sudah dipakai untuk isian lain, yang sudah tersimpan. Muat ulang halaman ini."
# What `entering.enter` may raise.
REFUSALS = (UnclaimedError, SpentError, ChangedBodyError, EnteredBeforeError)


def words_of(refusal: Exception) -> dict[str, str]:
    """By the field that it is about."""
    match refusal:
        case EnteredBeforeError(score=score):
            return {"lagi": f"Lembarnya sudah pernah dimasukkan, nilai {score.percent}."}
        case UnclaimedError():
            return {"": UNCLAIMED}
        case SpentError():
            return {"": SPENT}
    return {"": USED}


def codes_of(quiz: PaperQuiz) -> str:
    return " atau ".join(variant_code(quiz.number, one.letter) for one in variants_of(quiz.id))


def wrong_code(quiz: PaperQuiz) -> str:
    return f"Kode kuis kertas ini {codes_of(quiz)}. Lihat kode di lembarnya."
