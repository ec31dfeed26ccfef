"""Where messages wait for nbclient: what it uses of a channel of jupyter_client."""

import asyncio
import collections
from queue import Empty
from typing import Any


class Channel:
    """Messages in the order of their arrival."""

    def __init__(self) -> None:
        self._messages: collections.deque[dict[str, Any]] = collections.deque()
        self._waiter: asyncio.Future[None] | None = None

    def put(self, message: dict[str, Any]) -> None:
        """Add a message and wake whoever waits."""
        self._messages.append(message)
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:
        """Give the next message. Raises queue.Empty after `timeout` seconds."""
        if not self._messages:
            await self._wait(timeout)
        return self._messages.popleft()

    async def _wait(self, timeout: float | None) -> None:
        loop = asyncio.get_running_loop()
        self._waiter = waiter = loop.create_future()
        alarm = loop.call_later(timeout, waiter.cancel) if timeout is not None else None
        try:
            await waiter
        except asyncio.CancelledError:
            # Cancelled by the alarm, or together with the task that waits.
            if alarm is None or alarm.when() > loop.time():
                raise
            raise Empty from None
        finally:
            self._waiter = None
            if alarm is not None:
                alarm.cancel()
