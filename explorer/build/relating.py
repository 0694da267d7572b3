"""A vector for every claim of a database that is being built, so that search finds claims by their meaning too.

Encoding is the whole cost: 6 ms a claim of one core, which adds 15 to 70 per cent to a first build. So it is done
unasked up to some number of claims, and beyond it for who asks. What an earlier build, or the comparing of statements
in this one, has encoded is not encoded again. Several threads share the rest; the encoder leaves the interpreter alone
while it works, and a vector depends on its text alone, so the bytes are the same with any number of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import batched
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from explorer.build.report import Progress, Show
from explorer.build.workers import MOST_WORKERS
from explorer.store import vectors
from explorer.vectors import DIMENSIONS
from explorer.vectors.packing import in_steps, pack, scales, text_key

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

    from explorer.vectors import Encoder
    from explorer.vectors.remembering import Remembering

UNASKED = 20_000
"""Up to so many claims are related unasked: a minute on two cores, two on one. It goes by the claims of the folder and
not by what is left to do, so that the same folder gives the same database whatever stood there before."""

_SECONDS = 0.006  # of one core for one claim

_SHARE = 64
"""Texts that a thread takes at once: enough of equal length among neighbours by length to run together."""

_SCALE = np.dtype("<f4")  # little endian on every machine


def too_many(claims: int) -> str:
    """Why so many claims are not related unasked, and what to do, in a sentence; empty where they are."""
    if claims <= UNASKED:
        return ""
    minutes = ceil(claims * _SECONDS / _threads(None) / 60)
    return (
        f"no claim can be found by its meaning: to prepare {claims:,} claims for that takes about {minutes} minutes; "
        "build again with --related to have it"
    )


def _threads(workers: int | None) -> int:
    return min(workers or os.cpu_count() or 1, MOST_WORKERS)


class Relating:
    """Packs the vectors of claims; `known` maps keys of texts to vectors that an earlier build has packed."""

    def __init__(
        self, encoder: Encoder, asked: Remembering, known: Mapping[bytes, bytes], workers: int | None, show: Show
    ) -> None:
        self._encoder, self._asked, self._known, self._show = encoder, asked, known, show
        self._threads = _threads(workers)
        self._done = self._total = 0

    def store(self, connection: sqlite3.Connection) -> None:
        """Write the vectors of all claims of a database that is being written; the caller commits."""
        vectors.create(connection)
        (self._total,) = connection.execute("SELECT count(*) FROM claims").fetchone()
        query = "SELECT text FROM claims WHERE row >= ? ORDER BY row LIMIT ?"
        with ThreadPoolExecutor(self._threads) as pool:
            try:
                for first in range(1, self._total + 1, vectors.PIECE):
                    texts = [text for (text,) in connection.execute(query, (first, vectors.PIECE))]
                    packed = self._packed(texts, pool)
                    scaled = scales(packed).astype(_SCALE)
                    vectors.add(connection, vectors.Piece(first, packed.tobytes(), scaled.tobytes()))
            finally:
                pool.shutdown(cancel_futures=True)  # who wants out does not wait for all that was handed in

    def _packed(self, texts: Sequence[str], pool: ThreadPoolExecutor) -> NDArray[np.int8]:
        """The packed vectors of these texts, a row each."""
        keys = [text_key(text) for text in texts]
        found: dict[bytes, NDArray[np.int8]] = {}
        missing: dict[bytes, str] = {}
        for key, text in zip(keys, texts, strict=True):
            if key in found or key in missing:
                continue
            row = self._remembered(key)
            if row is None:
                missing[key] = text
            else:
                found[key] = row
        self._tell(len(texts) - len(missing))
        for some, rows in self._encoded(missing, pool):
            found.update(zip(some, pack(in_steps(rows)), strict=True))
            self._tell(len(some))
        return np.stack([found[key] for key in keys])

    def _remembered(self, key: bytes) -> NDArray[np.int8] | None:
        """The packed vector of a text that this build or an earlier one has encoded."""
        known = self._known.get(key)
        if known is not None and len(known) == DIMENSIONS:
            return np.frombuffer(known, np.int8)
        steps = self._asked.steps(key)
        return None if steps is None else pack(steps[None])[0]

    def _encoded(
        self, missing: Mapping[bytes, str], pool: ThreadPoolExecutor
    ) -> Iterator[tuple[Sequence[bytes], NDArray[np.float32]]]:
        """Keys and the vectors of their texts, some at a time."""
        shares = list(batched(sorted(missing, key=lambda key: (len(missing[key]), key)), _SHARE))
        texts = ([missing[key] for key in share] for share in shares)
        yield from zip(shares, pool.map(self._encoder.encode, texts), strict=True)

    def _tell(self, done: int) -> None:
        self._done += done
        self._show(Progress("relate", self._done, self._total))
