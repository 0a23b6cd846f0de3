"""One thin line for everybody behind it: so many bits a second in all, and some connections cut.

    async with SlowLine(port, bits=100_000, cut_share=0.05, random=Random(1)) as line:
        ...  # line.address

Both directions share the line. A cut connection ends after a random number of bytes, with either
side in the middle of what it was saying.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from random import Random

PIECE = 1400  # bytes, as in one packet
CUT_WITHIN = 20_000  # bytes of a connection
NEVER = 1 << 40


class SlowLine:
    """Hands on to `port` on this machine; counts `bytes`, `connections` and `cuts`."""

    def __init__(self, port: int, bits: int, cut_share: float, random: Random) -> None:
        self._target, self._rate = port, bits / 8
        self._cut_share, self._random = cut_share, random
        self._turn = asyncio.Lock()
        self._server: asyncio.Server | None = None
        self.address = ""
        self.bytes = self.connections = self.cuts = 0

    async def __aenter__(self) -> SlowLine:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        doomed = self._random.random() < self._cut_share
        left = [self._random.randrange(CUT_WITHIN) if doomed else NEVER]
        back, forth = await asyncio.open_connection("127.0.0.1", self._target)
        ways = [self._pump(reader, forth, left), self._pump(back, writer, left)]
        tasks = [asyncio.create_task(way) for way in ways]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        self.cuts += left[0] <= 0
        for task in tasks:
            task.cancel()
        for end in (writer, forth):
            # Reset, as a lost signal is felt, and not a polite end.
            end.transport.abort() if left[0] <= 0 else end.close()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, left: list[int]
    ) -> None:
        with suppress(OSError):
            while left[0] > 0 and (data := await reader.read(PIECE)):
                async with self._turn:
                    await asyncio.sleep(len(data) / self._rate)
                self.bytes += len(data)
                writer.write(data[: left[0]])
                left[0] -= len(data)
                await writer.drain()
