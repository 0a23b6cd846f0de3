"""Processes of their own, as two server workers are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from multiprocessing import get_context
from typing import Any

PATIENCE = 60  # seconds


def run_side_by_side(act: Callable[..., None], each: Sequence[tuple[Any, ...]]) -> None:
    """Call `act` with each of these arguments at once; the test fails if one does not end well."""
    context = get_context("spawn")
    processes = [context.Process(target=act, args=arguments) for arguments in each]
    for process in processes:
        process.start()
    for process in processes:
        process.join(PATIENCE)
        assert process.exitcode == 0
