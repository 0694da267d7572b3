"""Queries typed letter by letter into the search of one database, in a process of its own.

    uv run python -m tests.bench.search_typed DATABASE [recall] < QUERIES

QUERIES is a JSON list of texts. Prints as JSON what loading took, milliseconds of each key of each query, the texts of
the best ten at the last key, and the memory of the process. What was worked out for one query is forgotten before the
next, so that each is as cold as the first one typed; only what `load` reads ahead stays.
"""

from __future__ import annotations

import gc
import json
import re
import sys
import time
from collections import OrderedDict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.store.reader import Database
from tests.bench.search_database import every_claim
from tests.bench.search_queries import JUDGED

if TYPE_CHECKING:
    from explorer.search.searcher import Searcher
    from tests.bench.search_reference import Reference

PAGE = 100
"""Results asked for at each key, as the screen asks."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What one query cost at each key, in milliseconds by the clock and of the processor, and what stood on top."""

    text: str
    keys: list[float]
    cpu: list[float]
    best: list[str]
    recall: float | None = None
    """Of the best ten by the same scores over every claim, the share that was found; None where none matches."""


@dataclass(frozen=True, slots=True)
class Session:
    """All queries of one process; what is in milliseconds comes before them, `first_ms` being the first key of all."""

    import_ms: float
    load_ms: float
    first_ms: float
    warm_ms: float
    rss_mb: float
    typed: list[Typed]

    @classmethod
    def of(cls, printed: str) -> Session:
        """Read what a process printed."""
        given = json.loads(printed)
        return cls(**{**given, "typed": [Typed(**one) for one in given["typed"]]})


def forget(part: object) -> None:
    """Empty every cache of answers that an object of the search, or one that it holds, has filled."""
    seen: set[int] = set()
    waiting = [part]
    while waiting:
        one = waiting.pop()
        if hasattr(one, "cache_clear"):
            one.cache_clear()
        if id(one) in seen or not type(one).__module__.startswith("explorer.search"):
            continue
        seen.add(id(one))
        slots = (getattr(one, name, None) for kind in type(one).__mro__ for name in getattr(kind, "__slots__", ()))
        for value in (*vars(one).values(), *slots) if hasattr(one, "__dict__") else slots:
            if isinstance(value, OrderedDict):  # the latest of something
                value.clear()
            waiting += (
                value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else [value]
            )


def rss_mb() -> float:
    """The memory of this process now, in MB of 2**20 bytes; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def type_all(database: Path, texts: list[str], *, recall: bool = False) -> Session:
    """Load the search of `database` and type every text; with `recall` compare each with the search of every claim."""
    start = time.perf_counter()
    import numpy as np  # noqa: F401 - what the search will import
    import rapidfuzz.process  # noqa: F401 - so that its import is not timed

    from explorer.search.searcher import Searcher

    imported = time.perf_counter()
    with Database.open(database) as opened:
        searcher = Searcher(opened)
        searcher.load()
        loaded = time.perf_counter()
        searcher.find("nvida h", "claim", limit=PAGE)
        first = time.perf_counter()
        searcher.warm()
        warmed = time.perf_counter()
        gc.collect()
        gc.freeze()
        reference = _reference(searcher, database) if recall else None
        typed = [_type(opened, searcher, text, reference) for text in texts]
    import_ms, load_ms, first_ms, warm_ms = (
        1e3 * (end - begin) for begin, end in pairwise((start, imported, loaded, first, warmed))
    )
    return Session(import_ms, load_ms, first_ms, warm_ms, rss_mb(), typed)


def _reference(searcher: Searcher, database: Path) -> Reference:
    from tests.bench.search_reference import Reference

    (part,) = searcher.indexes.engine("claim").parts  # of a database just built: nothing is newer than its index
    return Reference(part, list(every_claim(database)))


def _type(database: Database, searcher: Searcher, text: str, reference: Reference | None) -> Typed:
    forget(searcher)
    keys, cpu, rows = [], [], list[int]()
    for end in range(1, len(text) + 1):
        start, busy = time.perf_counter(), time.process_time()
        results = searcher.find(text[:end], "claim", limit=PAGE)
        cpu.append(1e3 * (time.process_time() - busy))
        keys.append(1e3 * (time.perf_counter() - start))
        rows = [hit.row for hit in results.hits[:JUDGED]]
    found = reference.recall(text, rows, JUDGED) if reference else None
    return Typed(text, keys, cpu, [item.text for item in database.items("claim", rows)], found)


def main() -> int:
    session = type_all(Path(sys.argv[1]), json.load(sys.stdin), recall="recall" in sys.argv[2:])
    typed = [
        {"text": one.text, "keys": one.keys, "cpu": one.cpu, "best": one.best, "recall": one.recall}
        for one in session.typed
    ]
    print(
        json.dumps(
            {
                "import_ms": session.import_ms,
                "load_ms": session.load_ms,
                "first_ms": session.first_ms,
                "warm_ms": session.warm_ms,
                "rss_mb": session.rss_mb,
                "typed": typed,
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
