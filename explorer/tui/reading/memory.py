"""Keeping the threads of the screen from holding memory that each of them has used once."""

from __future__ import annotations

import sys
from contextlib import suppress

_M_ARENA_MAX = -8  # malloc.h of glibc
_ARENAS = 1


def give_back() -> None:
    """Give what stands free in that pool back to the system, where the C library is glibc: it takes a millisecond.

    Measured after forty seconds of typing at a million claims: 190 MB of memory in the place of 208.
    """
    if sys.platform.startswith("linux"):
        import ctypes

        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)


def share_memory() -> None:
    """Have all threads take memory from one pool, where the C library is glibc.

    It gives a pool to each thread and hands little of what stands free in one to another. Measured after a minute of
    typing at a million claims: 160 MB of memory in the place of 181.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # not before the first frame

    with suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)
