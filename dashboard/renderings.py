"""Makes files for requests: few at once, the same one only once, the newest kept."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, InvalidStateError

from geodata.errors import AtlasError
from geodata.i18n import _

__all__ = ["Busy", "ByteCache", "Renderings", "shared_renderings"]

_AT_ONCE = 2
_WAITING = 14


class Busy(AtlasError):
    """More files are asked for at once than are made."""


def _busy() -> Busy:
    return Busy(_("Too many maps are being drawn just now."), remedy=_("Ask again in a moment."))


class ByteCache:
    """The newest values by key, up to a number of bytes. Safe to use from several threads.

    Parameters
    ----------
    most : int
        Bytes kept at most; a value larger than this is not kept at all.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._values: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> bytes | None:
        """Return a value and make it the newest; ``None`` if it is not kept."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key]

    def put(self, key: Hashable, value: bytes) -> None:
        """Keep a value, and let go of the oldest for which there is no room."""
        with self._lock:
            self.size -= len(self._values.pop(key, b""))
            if len(value) > self.most:
                return
            self._values[key] = value
            self.size += len(value)
            while self.size > self.most:
                _key, oldest = self._values.popitem(last=False)
                self.size -= len(oldest)


class Renderings:
    """Calls functions that take long in a few threads of their own.

    Parameters
    ----------
    at_once : int
        Calls that run at the same time.
    waiting : int
        Calls that may wait beside those; more are refused.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._at_once = at_once
        self._most = at_once + waiting
        self._asked: queue.SimpleQueue[tuple[Future[bytes], Callable[[], bytes]]] = (
            queue.SimpleQueue()
        )
        self._workers: list[threading.Thread] = []
        self._running: dict[Hashable, Future[bytes]] = {}
        self._lock = threading.Lock()

    async def of(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return what ``make()`` returns; a second request for a key waits for the first.

        Raises
        ------
        Busy
            If too many others wait already.
        """
        # One reader who leaves does not end what others wait for.
        return await asyncio.shield(asyncio.wrap_future(self._begun(key, make)))

    def wait(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return the same from a thread that may wait; never call it from ``make``.

        Raises
        ------
        Busy
            If too many others wait already.
        """
        return self._begun(key, make).result()

    def _begun(self, key: Hashable, make: Callable[[], bytes]) -> Future[bytes]:
        with self._lock:
            running = self._running.get(key)
            if running is None:
                if len(self._running) >= self._most:
                    raise _busy()
                running = self._submitted(make)
                self._running[key] = running
        running.add_done_callback(lambda done: self._ended(key, done))
        return running

    def stop(self) -> None:
        """Refuse everyone who waits; what is being drawn is drawn for nobody."""
        with self._lock:
            waiting = list(self._running.values())
        for each in waiting:
            with contextlib.suppress(InvalidStateError):
                each.set_exception(_busy())

    def _submitted(self, make: Callable[[], bytes]) -> Future[bytes]:
        future: Future[bytes] = Future()
        self._asked.put((future, make))
        if len(self._workers) < self._at_once:
            # Not those of an executor: a process that ends would wait for its picture.
            name = f"rendering-{len(self._workers)}"
            worker = threading.Thread(target=self._work, name=name, daemon=True)
            self._workers.append(worker)
            worker.start()
        return future

    def _work(self) -> None:
        while True:
            future, make = self._asked.get()
            if future.done():
                continue
            try:
                made = make()
            except BaseException as error:
                with contextlib.suppress(InvalidStateError):
                    future.set_exception(error)
            else:
                with contextlib.suppress(InvalidStateError):
                    future.set_result(made)
                del made
            del future, make

    def _ended(self, key: Hashable, done: Future[bytes]) -> None:
        with self._lock:
            if self._running.get(key) is done:
                del self._running[key]


shared_renderings = Renderings(_AT_ONCE, _WAITING)
"""Those of the server: whatever asks for a picture, no more are drawn at once."""
