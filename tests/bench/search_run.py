"""The steps of the bench of search, each heavy one in a process of its own, and the figures that come out."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

from explorer.errors import DatabaseError
from explorer.store.reader import Database
from tests.bench.search_queries import Query, intent
from tests.bench.search_typed import Session

ROOT = Path(__file__).resolve().parents[2]

_LOOK = 0.05  # seconds between two looks at the memory of a process and those it started


class FailedError(Exception):
    """One line on a step that did not work."""


def share(values: Sequence[float], part: float) -> float:
    """The value that `part` of all values (0–1) do not exceed."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(part * len(ranked)))]


# -- processes ---------------------------------------------------------------------------------------------------------


def _module(name: str, *arguments: str, given: str = "", watch: bool = False) -> tuple[str, float]:
    """What a module of ours prints, and the most memory in MB that it and its children had together (if watched)."""
    command = [sys.executable, "-m", f"tests.bench.{name}", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    peak = [0.0]
    over = threading.Event()
    if watch:
        threading.Thread(target=_watch, args=(process.pid, peak, over), daemon=True).start()
    printed, _ = process.communicate(given)
    over.set()
    if process.returncode:
        raise FailedError(f"{' '.join(command[1:3])} ended with exit code {process.returncode}")
    return printed, peak[0]


def _watch(pid: int, peak: list[float], over: threading.Event) -> None:
    while not over.wait(_LOOK):
        peak[0] = max(peak[0], sum(map(memory, family(pid))))


def family(pid: int) -> list[int]:
    """A process and all that it started, as far as the system tells."""
    found = [pid]
    for one in found:
        with suppress(OSError, ValueError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def memory(pid: int) -> float:
    """MB of a process, pages that several share counted in parts; 0 where the system does not tell."""
    with suppress(OSError):
        if found := re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M):
            return int(found[1]) / 1024
    return 0.0


def build(articles: Path, database: Path) -> dict[str, float]:
    """Write `database` from articles that are made: seconds of the parts and the peak of memory."""
    printed, together = _module("search_database", str(articles), str(database), watch=True)
    took: dict[str, float] = json.loads(printed)
    return {**took, "peak_rss_mb": max(took["peak_rss_mb"], together)}


def typed(database: Path, queries: Iterable[Query], *, recall: bool = False) -> Session:
    """Type all queries; with `recall` each is also compared with the search of every claim, which takes long."""
    more = ["recall"] if recall else []
    printed, _ = _module("search_typed", str(database), *more, given=json.dumps([query.text for query in queries]))
    return Session.of(printed)


# -- figures -----------------------------------------------------------------------------------------------------------


def claims_in(database: Path) -> int:
    """How many claims a database of ours has that can be read as it is; 0 where there is none."""
    if not database.exists():
        return 0
    try:
        with Database.open(database) as opened:
            return opened.counts()["claims"]
    except DatabaseError:
        return 0


def sizes(database: Path) -> dict[str, float]:
    """Bytes a claim: of the claims with their search index, and of the whole file."""
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("SELECT max(row) FROM claims").fetchone()
        own = connection.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE aggregate = 1 AND name IN "
            "(SELECT name FROM sqlite_master WHERE tbl_name = 'claims')"
        ).fetchone()[0]
        index = connection.execute("SELECT sum(length(data)) FROM search_index WHERE kind = 'claim'").fetchone()[0]
    return {
        "bytes_per_claim": (own + index) / count,
        "index_bytes_per_claim": index / count,
        "file_bytes_per_claim": database.stat().st_size / count,
    }


def figures(session: Session, queries: Sequence[Query], held: Mapping[Query, int]) -> dict[str, float]:
    """What the keys took and how many of the results were what was meant."""
    keys = [key for one in session.typed for key in one.keys]
    cpu = [key for one in session.typed for key in one.cpu]
    judged = [
        told
        for one, query in zip(session.typed, queries, strict=True)
        if (told := intent(query, one.best, held.get(query, 0))) is not None
    ]
    found = {
        "p50_ms": share(keys, 0.5), "p95_ms": share(keys, 0.95), "p99_ms": share(keys, 0.99), "max_ms": max(keys),
        "cpu_p50_ms": share(cpu, 0.5), "cpu_p95_ms": share(cpu, 0.95), "cpu_max_ms": max(cpu),
        "keys": len(keys), "queries": len(queries), "judged": len(judged), "load_ms": session.load_ms,
        "import_ms": session.import_ms, "first_ms": session.first_ms, "warm_ms": session.warm_ms,
        "rss_mb": session.rss_mb,
    }  # fmt: skip
    recalls = [one.recall for one in session.typed if one.recall is not None]
    if recalls:
        found |= {"recall_at_10": sum(recalls) / len(recalls), "recalled": len(recalls)}
    return {**found, "intent_at_10": sum(judged) / len(judged) if judged else 0.0}


def by_kind(session: Session, queries: Sequence[Query]) -> dict[str, list[float]]:
    """The keys of each kind of query."""
    kinds: dict[str, list[float]] = defaultdict(list)
    for one, query in zip(session.typed, queries, strict=True):
        kinds[query.kind] += one.keys
    return kinds
