"""A database of as many claims as are wanted, written by the store as a build writes it, from made-up articles.

    uv run python -m tests.bench.search_database ARTICLES DATABASE

ARTICLES is a file that `search_articles.keep` has written: what reading and resolving hand to the store. All else is
done here as `explorer.store.rows` does it: excerpts are cut out of the texts, digests made of texts, paragraphs and
sentences, entities put in the order of their list, and all turned into rows. They are read as they are written, so that
no more than a few articles are in memory.

Prints what each part took as JSON; a process of its own, so that its memory is that of the build alone.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from explorer.collecting import uncollected
from explorer.store.rows import Inserter
from explorer.store.schema import digest, text_sha256
from explorer.store.staging import staged
from explorer.store.writer import fill_rows
from tests.bench.search_articles import Article, Block, Entity, kept

VERSIONS = {"rules_version": "made up by tests/bench/search.py", "model_version": "none", "vectors_version": "none"}

_KINDS = {3: "assertion", 2: "assertion", 1: "prediction", 0: "opinion"}
"""The kind of a claim by its check-worthiness."""


def write(blocks: Iterable[Block], database: Path) -> dict[str, float]:
    """Write articles and entities into `database`; what the rows, the index and everything took."""
    from explorer.search.indexing import Indexing

    class Timed(Indexing):
        def read(self, connection: sqlite3.Connection) -> None:
            with _timed(took, "index"):
                super().read(connection)

        def write(self, connection: sqlite3.Connection) -> None:
            with _timed(took, "index"):
                super().write(connection)

    indexing = Timed()
    took = dict.fromkeys(("rows_s", "rows_cpu_s", "index_s", "index_cpu_s", "build_s", "build_cpu_s"), 0.0)

    def rows(inserter: Inserter) -> None:
        with _timed(took, "rows"):
            _insert(blocks, inserter)

    with _timed(took, "build"), uncollected(), staged(database) as stage:
        fill_rows(stage, rows, VERSIONS, extras=[indexing.write], reading=indexing, name=str(database))
    return took


class _timed:  # noqa: N801 - used as a statement
    """Adds up the seconds of blocks, by the clock and of the processor, as `<name>_s` and `<name>_cpu_s`."""

    def __init__(self, took: dict[str, float], name: str) -> None:
        self._took, self._name = took, name
        self._start, self._busy = 0.0, 0.0

    def __enter__(self) -> None:
        self._start, self._busy = time.perf_counter(), _busy()

    def __exit__(self, *_: object) -> None:
        self._took[f"{self._name}_s"] += time.perf_counter() - self._start
        self._took[f"{self._name}_cpu_s"] += _busy() - self._busy


def _busy() -> float:
    """Seconds of the processor that this process has taken, and those it started that are over."""
    return sum(os.times()[:4])


def _insert(blocks: Iterable[Block], rows: Inserter) -> None:
    """All rows, article by article; those of entities at the end, in the order of their list."""
    entities = list[Entity]()
    for block in blocks:
        for one in block:
            if isinstance(one, Entity):
                entities.append(one)
            else:
                _insert_article(rows, one)
    _insert_entities(rows, entities)


def _insert_article(rows: Inserter, article: Article) -> None:
    text, title = article.text, article.title
    source = rows.add(
        "sources", article.identity, article.path, article.sha256, "utf-8", "en", len(text), title, "stated",
        article.outlet, article.day, "supplied", len(article.claims), 0,
    )  # fmt: skip
    rows.join("texts", source, text, text_sha256(text))
    rows.add("fields", source, "title", title, "stated", 0, len(title), "first_line", "", text[: len(title)])
    for name, value in (("publisher", article.outlet), ("published", article.day)):
        rows.add("fields", source, name, value, "supplied", None, None, "made_up", "", None)
    rows.add("regions", source, "title", 0, len(title), None, digest(text[: len(title)]))
    for start, end in article.paragraphs:
        rows.add("regions", source, "body", start, end, None, digest(text[start:end]))
    first = rows.number("claims") + 1
    rows.add_all(
        "claims",
        [
            (row, identity, text[start:end], _KINDS[worth], worth, 1, "", 1, 0, "")
            for row, (identity, start, end, worth) in enumerate(article.claims, first)
        ],
    )
    rows.add_all("claim_sources", [(row, source) for row in range(first, first + len(article.claims))])
    rows.add_all("evidence", [
        (row, row, source, start, end, text[start:end], start, end, digest(text[start:end]), _KINDS[worth], "body",
         "same", 0, worth, None, None, None, None, None)
        for row, (_, start, end, worth) in enumerate(article.claims, first)
    ])  # fmt: skip


def _insert_entities(rows: Inserter, entities: Iterable[Entity]) -> None:
    """Entities in the order of their list: named by more sources, then more often, then by name."""

    def weight(entity: Entity) -> tuple[int, int, str, str]:
        sources = {place[0] for place in entity.places}
        return -len(sources), -len(entity.places), entity.name.casefold(), entity.name

    touches = []
    for identity, name, kind, places in sorted(entities, key=weight):
        sources = Counter(place[0] for place in places)
        row = rows.add("entities", identity, name, kind, len(places), len(sources), "")
        for source, start, end, claim in places:
            rows.add("mentions", row, source, start, end, name, kind, "name", 0.5)
            touches.append((claim, row))
        for source, count in sorted(sources.items()):
            rows.join("entity_sources", row, source, count)
    for claim, entity in sorted(set(touches)):
        rows.add("claim_entities", claim, entity)
        rows.join("claim_touches", claim, entity)


def sample(database: Path, most: int) -> list[str]:
    """At most `most` claims of a database, spread evenly over its list."""
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("SELECT max(row) FROM claims").fetchone()
        step = max(1, count // most)
        rows = connection.execute("SELECT text FROM claims WHERE row % ? = 0 ORDER BY row", (step,))
        return [text for (text,) in islice(rows, most)]


def every_claim(database: Path) -> Iterator[str]:
    """The text of every claim of a database, in the order of the list."""
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        for (text,) in connection.execute("SELECT text FROM claims ORDER BY row"):
            yield text


def peak_mb() -> float:
    """The most memory this process has had, in MB of 2**20 bytes."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]  # Linux has it
    except OSError:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return used / 2**20 if sys.platform == "darwin" else used / 1024


def main() -> int:
    articles, database = map(Path, sys.argv[1:3])
    took = write(kept(articles), database)
    print(json.dumps({**took, "peak_rss_mb": peak_mb()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
