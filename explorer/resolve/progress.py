"""How far resolving is, for whoever wants to know: told where the long work is done, without handing it down there.

A run tells the caller that opened it in the same thread, and nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

Tell = Callable[[int, int], None]
"""Told how many of how many statements and articles have been compared; what it raises ends the run."""

_EVERY = 100
"""Statements, or steps of further work, between two reports of how far it is: a tenth of a second's, or some."""


@dataclass(slots=True)
class _Run:
    tell: Tell
    before: int = 0
    """What has been told and is done."""


_RUN: ContextVar[_Run | None] = ContextVar("explorer_resolve_progress", default=None)


@contextmanager
def telling(tell: Tell) -> Iterator[None]:
    """Let what is resolved within be told to `tell`."""
    token = _RUN.set(_Run(tell))
    try:
        yield
    finally:
        _RUN.reset(token)


def tellingly(pairs: Iterable[tuple[int, int]], total: int) -> Iterator[tuple[int, int]]:
    """The pairs, sorted by the first of `total` statements, and told on the way: so many are compared with the rest."""
    told = 0
    for pair in pairs:
        if pair[0] >= told + _EVERY:
            told = pair[0]
            _compared(told, total)
        yield pair
    _compared(total, total)


def _compared(done: int, total: int) -> None:
    run = _RUN.get()
    if run is not None:
        run.tell(done, total)
        run.before = total if done >= total else run.before


def further(done: int, total: int) -> None:
    """Tell that `done` of `total` steps of the work after that are done; they are counted on from it."""
    run = _RUN.get()
    if run is not None and (done % _EVERY == 0 or done >= total):
        run.tell(run.before + done, run.before + total)
        run.before += total if done >= total else 0
