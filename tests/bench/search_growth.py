"""How a key's cost grows with the number of claims: databases as they are, and the last one laid end to end.

    uv run python -m tests.bench.search_growth 10k.db 100k.db 1m.db [--times 3 10] [--json]

Every query of the first database's claims is typed letter by letter into the engine of each, which finds the best 256
by their words; texts are not read. *measured* is a database as it stands. *simulated* is the index of the last one so
many times, one behind the other: as many more documents and postings with the same words. A real list of that size has
more rare words (a cost of expansion that grows far slower than the postings do), while this one goes through the words'
postings once for each copy, where a single index would go through them once.
"""

from __future__ import annotations

import argparse
import copy
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if __package__ in (None, ""):  # run as a file: its folder would come before ours
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from explorer.store.reader import Database
from tests.bench.search_database import sample
from tests.bench.search_queries import make_queries
from tests.bench.search_run import share
from tests.bench.search_typed import forget, rss_mb

if TYPE_CHECKING:
    from explorer.search.engine import Engine

_MOST = 256  # as a search asks, before it compares texts


def times_as_many(engine: Engine, times: int) -> Engine:
    """An engine over the same documents `times` over."""
    from explorer.search.engine import Engine

    parts = []
    for number in range(times):
        for part in engine.parts:
            moved = copy.copy(part)
            moved.first = part.first + number * engine.size
            parts.append(moved)
    return Engine(parts)


def keys_of(engine: Engine, texts: Sequence[str]) -> tuple[list[float], list[float]]:
    """Milliseconds by the clock and of the processor for every key of every text."""
    from explorer.search.words import query_words

    wall, cpu = [], []
    for text in texts:
        forget(engine)
        for end in range(1, len(text) + 1):
            words, is_open = query_words(text[:end])
            if words:
                start, busy = time.perf_counter(), time.process_time()
                engine.find(words, is_open=is_open, most=_MOST)
                cpu.append(1e3 * (time.process_time() - busy))
                wall.append(1e3 * (time.perf_counter() - start))
    return wall, cpu


def row(engine: Engine, texts: Sequence[str], how: str) -> dict[str, float | str]:
    """One line of the table."""
    wall, cpu = keys_of(engine, texts)
    return {
        "claims": engine.size, "how": how, "p50_ms": share(wall, 0.5), "p95_ms": share(wall, 0.95), "max_ms": max(wall),
        "cpu_p50_ms": share(cpu, 0.5), "cpu_p95_ms": share(cpu, 0.95), "cpu_max_ms": max(cpu), "rss_mb": rss_mb(),
    }  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("databases", type=Path, nargs="+")
    parser.add_argument("--times", type=int, nargs="*", default=[3, 10])
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    from explorer.search.searcher import Searcher

    texts = [query.text for query in make_queries(sample(args.databases[0], 100_000), args.seed)]
    rows = []
    for path in args.databases:
        with Database.open(path) as database:
            searcher = Searcher(database)
            searcher.load()
            searcher.warm()
            engine = searcher.indexes.engine("claim")
            rows.append(row(engine, texts, "measured"))
            if path == args.databases[-1]:
                rows += [row(times_as_many(engine, times), texts, "simulated") for times in args.times]
    if args.json:
        print(json.dumps(rows))
    else:
        for one in rows:
            print(
                "  ".join(
                    f"{name} {value:,.1f}" if isinstance(value, float) else f"{name} {value:>10}"
                    for name, value in one.items()
                )
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
