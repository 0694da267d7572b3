"""Reading who says what, in one process or in several; an article that cannot be read costs one line."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from typing import TYPE_CHECKING

from explorer.errors import BuildError, ExplorerError
from explorer.models import Reading, Source
from explorer.processes import interrupts_ignored, leave_interrupts_to_the_parent
from explorer.text.inert import make_inert

if TYPE_CHECKING:
    from explorer.extract import Reader

FEW_FILES = 40
"""Up to so many articles one process is faster: an article takes 0.3 s, loading the model 3–5 s in each process."""

MOST_WORKERS = 8
"""More processes cost more memory than they save time on the machines this is for."""

_CHUNK = 4  # articles handed to a worker at once


def read_all(sources: Sequence[Source], workers: int | None) -> Iterator[Reading | str]:
    """The reading of each source in order, or the line that says why there is none.

    `workers` is the number of processes; by default one for few articles, else one a core. Raises BuildError when a
    process was killed.
    """
    if workers is None:
        workers = 1 if len(sources) <= FEW_FILES else min(os.cpu_count() or 1, MOST_WORKERS)
    if workers <= 1 or not sources:
        yield from map(_read_one, sources)
        return
    before = set(multiprocessing.active_children())
    # Spawned, not forked: the screen builds from a thread, and forking a process with threads may lock up.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=leave_interrupts_to_the_parent)
    try:
        with interrupts_ignored():  # what the processes inherit, from before their first line
            results = pool.map(_read_one, sources, chunksize=_CHUNK)
        yield from results
    except BrokenProcessPool as error:
        raise BuildError("a process that reads articles was killed, perhaps for want of memory; try again") from error
    except BaseException:  # also a key that stops it: the user wants out now, not after what is being read
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@cache
def _reader() -> Reader:
    """One reader a process: it keeps the model."""
    from explorer.extract import Reader

    return Reader()


def _read_one(source: Source) -> Reading | str:
    """The reading of one source, or the line that says why there is none."""
    from explorer.store.spans import misread

    try:
        source.text.encode()
        source.path.encode()
        reading = _reader().read(source)
        wrong = misread(reading)
        return reading if wrong is None else f"{wrong}; please report it"
    except ExplorerError as error:
        return str(error)
    except UnicodeEncodeError:
        return make_inert(f"{source.path}: holds half a surrogate pair, which is no Unicode; save it as UTF-8")
    except MemoryError:
        return make_inert(f"{source.path}: there was not enough memory to analyse it; close other programs")
    except (ArithmeticError, LookupError, RecursionError, ValueError) as error:
        # What a rule or the parser may trip over in a hostile text must not cost the other articles.
        return make_inert(f"{source.path}: cannot be analysed ({type(error).__name__}: {error}); please report it")
