"""How far resolving is, for whoever wants to know: told where the long work is done, without handing it down there.

A run tells the caller that opened it in the same thread, and nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Tell = Callable[[int, int], None]
"""Told how many statements of how many have been compared; what it raises ends the run."""

_TELL: ContextVar[Tell | None] = ContextVar("explorer_resolve_progress", default=None)


@contextmanager
def telling(tell: Tell) -> Iterator[None]:
    """Let what is resolved within be told to `tell`."""
    token = _TELL.set(tell)
    try:
        yield
    finally:
        _TELL.reset(token)


def compared(done: int, total: int) -> None:
    """Tell that `done` of `total` statements have been compared with their candidates."""
    tell = _TELL.get()
    if tell is not None:
        tell(done, total)
