"""What a process that renders may use, and how it ties itself down before its first document."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`memory` is of address space, in bytes: the largest of our documents needs two thirds.
    After `answers`, or with more than `kept` bytes resident, a process ends, and so do leaks;
    without work it ends after `idle` seconds. `largest` is how long an answer may be."""

    memory: int = 1024 * MEGABYTE
    kept: int = 384 * MEGABYTE
    answers: int = 2000
    idle: float = 300
    files: int = 64
    largest: int = 128 * MEGABYTE


def bound(limits: Limits) -> None:
    """Memory and open files, and no image of either on the disk."""
    _limit(resource.RLIMIT_AS, limits.memory)
    _limit(resource.RLIMIT_NOFILE, limits.files)
    _limit(resource.RLIMIT_CORE, 0)


def write_no_file() -> None:
    """From now on. (RLIMIT_NPROC has no place here: Pango starts threads, which it counts.)"""
    _limit(resource.RLIMIT_FSIZE, 0)


def allow_seconds(seconds: float) -> None:
    """So much of the processor more, after which the kernel ends it: whoever waits for it has
    given up by then, if there still is somebody."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 2
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = until if most == resource.RLIM_INFINITY else min(until, most)
    resource.setrlimit(resource.RLIMIT_CPU, (until, most))


def end_with(lifeline: int) -> None:
    """Be killed as soon as nobody holds the other end of a pipe, in the middle of whatever it is.

    Not by the death signal of a parent: that comes when the thread ends that started us.
    """
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
    flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC | os.O_NONBLOCK)
    try:
        os.read(lifeline, 1)
    except BlockingIOError:
        return
    os._exit(1)  # the other end is gone already


def resident() -> int:
    """Bytes of memory that this process has in use."""
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(what, (most, most))
