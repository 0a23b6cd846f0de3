"""Classes with people in them, and where a trainer finds each."""

from __future__ import annotations

import re

from tests.people import Employee, Reader


def seat_of(trainer: Employee, address: str, name: str) -> str:
    found = re.search(rf'href="({address}/peserta/[0-9a-f-]+)">{name}<', trainer.get(address).text)
    assert found
    return found[1]


def joined(trainer: Employee, *readers: Reader) -> str:
    """The address of a class that these people joined."""
    address = trainer.make_class()
    code = trainer.open_door(address)
    for reader in readers:
        assert reader.post(f"/gabung/{code}").status_code == 303
    return address
