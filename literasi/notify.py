"""Passing a notice on to gateways that an operator chose: a chat, a mailing list, an SMS service.

Off unless LITERASI_NOTIFY_URLS names any. Whatever a gateway does, the page that asked for it has
been answered: a thread of its own delivers, once, and a failure is one line in the log, which says
neither what was written nor the address, because addresses hold secrets.
"""

from __future__ import annotations

import logging
from threading import Thread

PATIENCE = 20  # seconds for one gateway

_logger = logging.getLogger(__name__)


def pass_on(urls: tuple[str, ...], title: str, body: str) -> None:
    """To gateways as Apprise writes them, such as json://host/path or tgram://token/chat. Returns
    at once."""
    Thread(target=deliver, args=(urls, title, body), daemon=True).start()


def deliver(urls: tuple[str, ...], title: str, body: str) -> int:
    """How many of the gateways took it. Never raises."""
    # Half a second, which only a site with gateways pays.
    import apprise

    # Its own log would say what was written.
    logging.getLogger("apprise").disabled = True
    taken = 0
    for place, url in enumerate(urls, start=1):
        try:
            gateway = apprise.Apprise()
            ok = gateway.add(url) and gateway.notify(body=body, title=title, timeout=PATIENCE)
        except Exception as error:  # whatever a plug-in of any service may raise
            ok = False
            _logger.warning("gateway %s raised %s", place, type(error).__name__)
        if ok:
            taken += 1
        else:
            _logger.warning(
                "gateway %s of LITERASI_NOTIFY_URLS (%s) took no notice",
                place,
                url.partition("://")[0],
            )
    return taken
