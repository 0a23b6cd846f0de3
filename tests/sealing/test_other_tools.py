"""What tools of other people say of a finished file: both kinds, rendered whole and stamped, each
with a credential of its own inside and the seal around it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from outloud import check

from literasi.certificates.credentials import text_of
from literasi.domain.credential import credential
from literasi.pdf.certificate import render, render_whole
from literasi.pdf.document import CertificateDocument
from literasi.sealing.credentials import public_keys, sign, verifies
from literasi.sealing.keys import SealKeys, load, prepare
from literasi.sealing.signing import ROOM, LocalSeal
from literasi.sealing.verify import Answer, verify
from tests.linked_data import AWARD
from tests.pdf.test_certificate import STATEMENT, TRAINING
from tests.pdf.test_stamping import person
from tests.readers import Nss, words_of

NOW = datetime.now(UTC)
KINDS = {"statement": STATEMENT, "class": replace(TRAINING, specimen=False, edition=78)}
MODULE = re.compile(r"^(\d+)\. (.*) (\d+) menit (\d+)$", re.M)


@dataclass(frozen=True)
class Finished:
    """A file as it is handed out, and what it was made from."""

    document: CertificateDocument
    path: Path

    @property
    def content(self) -> bytes:
        return self.path.read_bytes()


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> SealKeys:
    folder = tmp_path_factory.mktemp("keys")
    prepare(folder, "Literasi KP2MI literasi.example", NOW)
    return load(folder)


@pytest.fixture(scope="module")
def papers(keys: SealKeys, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Finished]:
    folder, seal = tmp_path_factory.mktemp("papers"), LocalSeal(keys.signing_p256)
    made = {}
    for kind, document in KINDS.items():
        names = ("Maria Goretti Wonga", "Ni Made Ayu", "Budi Santoso bin Ahmad")
        first, second, last = (person(document, at, name) for at, name in enumerate(names, 30))
        for one in (first, second):
            render(one, _credential(one, keys), ROOM)
        inside = _credential(last, keys)
        whole, stamped = render_whole(last, inside, ROOM), render(last, inside, ROOM)
        assert whole != stamped
        for way, file in (("whole", whole), ("stamped", stamped)):
            path = folder / f"{kind}-{way}.pdf"
            path.write_bytes(seal.sign(file))
            made[path.stem] = Finished(last, path)
    return made


@pytest.fixture(params=[f"{kind}-{way}" for kind in KINDS for way in ("whole", "stamped")])
def paper(request: pytest.FixtureRequest, papers: Mapping[str, Finished]) -> Finished:
    return papers[request.param]


@pytest.fixture(scope="module")
def reader(keys: SealKeys, tmp_path_factory: pytest.TempPathFactory) -> Nss:
    return Nss(tmp_path_factory.mktemp("nss"), keys)


def _credential(document: CertificateDocument, keys: SealKeys) -> bytes:
    award = replace(
        AWARD,
        code=document.code,
        kind=document.kind,
        name=document.name,
        number=document.number,
        title=document.course_title,
        modules=tuple((one.title, one.minutes) for one in document.modules),
    )
    key = keys.signing_ed25519
    return text_of(sign(credential(award), key.private, key.id, NOW)).encode()


def test_qpdf_finds_its_structure_sound(paper: Finished) -> None:
    done = subprocess.run(["qpdf", "--check", paper.path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No syntax or stream encoding errors found" in done.stdout


def test_poppler_with_our_root_says_valid_trusted_and_all_of_it(
    paper: Finished, reader: Nss
) -> None:
    said = reader.says(paper.content)
    assert said.count("Signature is Valid") == 1
    assert "Certificate is Trusted" in said
    assert "Total document signed" in said


def test_a_flipped_byte_and_appended_bytes_are_refused_by_both(
    paper: Finished, reader: Nss, keys: SealKeys
) -> None:
    content = paper.content
    assert verify(content, keys.public).answer is Answer.GENUINE
    # The last one lies in the credential, which no picture of the paper would show.
    for place in (1500, len(content) // 2, content.index(b"ld+json") + 200):
        changed = bytearray(content)
        changed[place] ^= 1
        assert "Signature is Valid" not in reader.says(bytes(changed)), place
        assert verify(bytes(changed), keys.public).answer is Answer.CHANGED, place
    longer = content + b"\n% tambahan\n"
    assert "Not total document signed" in reader.says(longer)
    assert verify(longer, keys.public).answer is Answer.EXTENDED
    assert verify(longer[: len(content)], keys.public).answer is Answer.GENUINE


def test_a_checker_of_accessibility_finds_nothing(paper: Finished) -> None:
    result = check(str(paper.path))
    assert not result.error, result.error
    assert [str(finding) for finding in result.findings] == []


def test_its_text_is_the_snapshot(paper: Finished) -> None:
    said, document = words_of(paper.path), paper.document
    front, _, back = said.partition("\f")
    lines = front.splitlines()
    assert document.name in lines
    assert f"Nomor {document.number}" in lines
    assert document.course_title in lines
    assert document.code_grouped in lines
    listed = [(title, int(n), int(mark)) for _, title, n, mark in MODULE.findall(back)]
    assert listed == [(one.title, one.minutes, one.mark_percent) for one in document.modules]
    assert f"atas nama {document.name}, nomor {document.number}" in back
    assert document.verification_url in back


@pytest.mark.parametrize("kind", KINDS)
def test_a_stamped_one_says_what_a_whole_one_says(
    papers: Mapping[str, Finished], kind: str
) -> None:
    whole, stamped = (words_of(papers[f"{kind}-{way}"].path) for way in ("whole", "stamped"))
    assert stamped == whole


def test_its_own_credential_comes_out_as_it_was_signed(paper: Finished, keys: SealKeys) -> None:
    with pikepdf.open(paper.path) as pdf:
        (name,) = pdf.attachments
        content = pdf.attachments[name].get_file().read_bytes()
    document = json.loads(content)
    assert verifies(document, dict(public_keys(keys)))
    assert document["id"].endswith(f"{paper.document.code}/kredensial.json")
    assert document["credentialSubject"]["licenseNumber"] == paper.document.number
