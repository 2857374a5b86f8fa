"""The working memory of one opened atlas: what was worked out from its facts, and no other's."""

from __future__ import annotations

import inspect
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, Protocol, TypeVar, cast

__all__ = ["Memo", "once_per_atlas"]

P = ParamSpec("P")
R = TypeVar("R")


class Memo:
    """Results of functions of one atlas; each function keeps those in recent use.

    It holds nothing of the atlas itself, so that both go together when the atlas is closed.
    Several threads may use it: two that ask for the same at the same time may both work it out,
    and get the same object afterwards.

    Examples
    --------
    >>> memo = Memo()
    >>> [memo.result("square", n, 2, lambda: n * n) for n in (1, 2, 3)], len(memo)
    ([1, 4, 9], 2)
    """

    def __init__(self) -> None:
        self._results: dict[Hashable, OrderedDict[Hashable, Any]] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        with self._lock:
            return sum(map(len, self._results.values()))

    def result(self, function: Hashable, key: Hashable, most: int, work: Callable[[], R]) -> R:
        """Return what is kept for a function and a key, else work it out and keep it.

        Parameters
        ----------
        function, key : hashable
            What is called and with what.
        most : int
            Results of this function that are kept; the one out of use for longest goes first.
        work : callable
            Works it out. What it raises is raised, and nothing is kept.
        """
        with self._lock:
            kept = self._results.setdefault(function, OrderedDict())
            if key in kept:
                kept.move_to_end(key)
                return cast("R", kept[key])
        found = work()
        with self._lock:
            found = kept.setdefault(key, found)
            kept.move_to_end(key)
            while len(kept) > most:
                kept.popitem(last=False)
        return found


class _Opened(Protocol):
    @property
    def memo(self) -> Memo: ...


def once_per_atlas(maxsize: int = 1) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator that keeps the results of a function of facts with those facts.

    Parameters
    ----------
    maxsize : int
        Results that one atlas keeps.

    Raises
    ------
    TypeError
        If the function has no parameter ``facts``.

    Notes
    -----
    Unlike ``functools.lru_cache`` it keeps no facts alive, and two atlases that are open in one
    process push nothing of one another out. All arguments but the facts must be hashable.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        names = list(inspect.signature(function).parameters)
        if "facts" not in names:
            raise TypeError(f"{function.__qualname__} has no parameter named facts")
        at = names.index("facts")

        @wraps(function)
        def kept(*args: P.args, **kwargs: P.kwargs) -> R:
            facts = cast("_Opened", args[at] if len(args) > at else kwargs["facts"])
            others = (*args[:at], *args[at + 1 :])
            named = tuple(sorted((k, v) for k, v in kwargs.items() if k != "facts"))
            return facts.memo.result(
                function, (others, named), maxsize, lambda: function(*args, **kwargs)
            )

        return kept

    return decorate
