"""The keys of statements in an SQLite table: what it would take to compare one article with a million claims.

The program has no such table: a build knows all statements, and finds the candidates of all of them in less time than
writing their keys takes (0.1 ms a statement against 0.3). The table shows that the keys would serve a collection that
grows: what new claims meet is found without reading the others, and the lists are the same.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

import numpy as np

from explorer.resolve.candidates import BEST, POSTINGS, keys_of
from explorer.resolve.features import Profile

_CREATE = (
    "CREATE TABLE IF NOT EXISTS key (hash INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (hash, claim))"
    " STRICT, WITHOUT ROWID"
)
_HOLDERS = "SELECT claim FROM key WHERE hash = ? LIMIT ?"


class KeyTable:
    """The table `key(hash, claim)` of an open database; the caller commits. Raises sqlite3.Error."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use the table, and make it where there is none."""
        self._connection = connection
        connection.execute(_CREATE)

    def add(self, claims: Sequence[int], profiles: Sequence[Profile]) -> None:
        """Add the keys of claims, each by its number and its profile."""
        keys = keys_of(profiles)
        hashes = keys.keys.view(np.int64)  # SQLite's integers have a sign
        numbers = np.asarray(claims, np.int64)[keys.owners]
        order = np.lexsort((numbers, hashes))  # rows in the order of the table are written many times faster
        rows = zip(hashes[order].tolist(), numbers[order].tolist(), strict=True)
        self._connection.executemany("INSERT OR IGNORE INTO key VALUES (?, ?)", rows)

    def remove(self, claims: Sequence[int], profiles: Sequence[Profile]) -> None:
        """Take out the keys of claims, by the profiles that they were added with."""
        keys = keys_of(profiles)
        numbers = np.asarray(claims, np.int64)[keys.owners]
        rows = zip(keys.keys.view(np.int64).tolist(), numbers.tolist(), strict=True)
        self._connection.executemany("DELETE FROM key WHERE hash = ? AND claim = ?", rows)

    def candidates(self, claims: Sequence[int], profiles: Sequence[Profile], best: int = BEST) -> list[list[int]]:
        """For each of these claims, which must have been added, the others worth comparing, the likeliest first."""
        shared: list[Counter[int]] = [Counter() for _ in claims]
        keys = keys_of(profiles)
        columns = (keys.keys.view(np.int64).tolist(), keys.owners.tolist(), keys.weights.tolist())
        for key, owner, weight in zip(*columns, strict=True):
            holders = [claim for (claim,) in self._connection.execute(_HOLDERS, (key, POSTINGS + 1))]
            if len(holders) <= POSTINGS:
                counter = shared[owner]
                for claim in holders:
                    counter[claim] += weight
        lists = []
        for claim, counter in zip(claims, shared, strict=True):
            del counter[claim]
            ranked = sorted(counter.items(), key=lambda entry: (-entry[1], entry[0]))
            lists.append([other for other, _ in ranked[:best]])
        return lists
