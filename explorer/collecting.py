"""Work that makes millions of objects and needs them all to its end, done without the collector in between."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Without a search for objects that nobody needs any more.

    The collector would go through all that is alive again and again; afterwards it finds what is not at once.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
