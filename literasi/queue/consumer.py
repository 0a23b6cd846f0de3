"""The worker: processes that do what lies in the queue, and one that looks at the outbox."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
from collections.abc import Callable, Mapping
from multiprocessing import parent_process
from typing import Any

from huey.api import Huey
from huey.consumer import Consumer, Scheduler, Worker

from literasi.config import Settings
from literasi.queue.store import Sender, Task, open_queue

_logger = logging.getLogger(__name__)


def work(
    settings: Settings,
    tasks: Mapping[str, Task],
    sweep: Callable[[Sender], None],
    processes: int,
) -> None:
    """Do the queue's tasks in so many processes until told to end (SIGTERM); `sweep` is called at
    the start and every ten seconds. What waited in the queue is dropped: the sweep knows it."""
    with open_queue(settings, make=True) as queue:
        sender = Sender(queue)
        sender.register(tasks)
        queue.storage.flush_queue()
        _Consumer(
            queue,
            lambda: sweep(sender),
            workers=processes,
            worker_type="process",
            initial_delay=0.1,
            max_delay=0.5,
            health_check_interval=1,
            shutdown_timeout=5,
            graceful_signal="TERM",
        ).run()


class _Worker(Worker):  # type: ignore[misc]
    def initialize(self) -> None:
        _end_with_parent()
        super().initialize()


class _Sweeper(Scheduler):  # type: ignore[misc]
    """Looks at the outbox itself, instead of sending itself a message that may be lost."""

    periodic_task_seconds = 10
    sweep: Callable[[], None]

    def initialize(self) -> None:
        _end_with_parent()
        super().initialize()

    def enqueue_periodic_tasks(self, now: object) -> None:
        try:
            self.sweep()
        except Exception as error:
            # A database or a queue that is away comes back, and so does the sweep.
            reason = str(error).partition("\n")[0]
            _logger.error("what waits to be made cannot be read or handed out: %s", reason)


class _Consumer(Consumer):  # type: ignore[misc]
    worker_class = _Worker
    scheduler_class = _Sweeper

    def __init__(self, queue: Huey, sweep: Callable[[], None], **options: Any) -> None:
        self._sweep = sweep
        super().__init__(queue, **options)

    def _create_scheduler(self) -> _Sweeper:
        scheduler: _Sweeper = super()._create_scheduler()
        scheduler.sweep = self._sweep
        return scheduler


def _end_with_parent() -> None:
    """Children of a worker that is killed would go on by themselves, for ever."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL)
    parent = parent_process()
    if parent is not None and os.getppid() != parent.pid:
        os._exit(1)
