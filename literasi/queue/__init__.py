"""The queue between the site and its worker: a nudge, never the truth.

What is to be done stands in the database (the outbox of certificates); a message only says that it
is worth a look now. So a message may be lost, the file of the queue may go, and the worker looks by
itself when it starts and every ten seconds. The one importer of huey.

Beside SQLite the queue is a file of its own in the data folder; beside PostgreSQL it lies in the
schema `antrean` of the same database, for workers on several machines.
"""

from __future__ import annotations

import logging

from literasi.config import Settings

_logger = logging.getLogger(__name__)


def nudge(settings: Settings, task: str, *values: int) -> bool:
    """Have the worker do `task` now. Whether the queue took it: it never raises, because whatever
    was asked for stands in the outbox, where the worker finds it within seconds."""
    from literasi.queue.store import Sender, open_queue

    try:
        with open_queue(settings) as queue:
            sender = Sender(queue)
            sender.register({task: _nothing})
            sender.send(task, *values)
    except Exception as error:
        _logger.warning("the queue did not take %s: %s", task, str(error).partition("\n")[0])
        return False
    return True


def _nothing(*_: object) -> None:
    """The site only sends; what is done, the worker knows."""
