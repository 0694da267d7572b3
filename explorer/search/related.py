"""Claims that mean what a query means, whatever their words: a second group under the typed matches, for idle time.

It needs the vectors that a build has written for its claims, and the encoder that made them for the query. Where either
is missing there is no such group, and `why` says why in a sentence; typed search does without in any case.

Nothing heavy is imported before `load` or `find`, which are for a thread that nobody waits for: the encoder takes about
half a second to load, and holds 130 MB. A query takes 10 ms of one core to encode, and 30 to be compared with 100,000
claims, whose vectors are read a piece at a time and not held.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from explorer.lists import Hit, SearchKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from explorer.search.query import Node
    from explorer.search.searcher import Searcher
    from explorer.store.reader import Database
    from explorer.store.vectors import Piece
    from explorer.vectors import Encoder

FLOOR_BASE, FLOOR_WORD, FLOOR_MOST = 0.26, 0.02, 0.36
"""From which cosine on a claim is related: the more words a query has, the nearer its own claims are, and the others.

Measured on news, with sentences and with the rarest 2, 3, 4 and 6 words of them: of what says the same (MRPC, STS-B) a
whole sentence has .999 above the floor, six words .96, four .91 and more, two .64 and more; of sentences taken at
random 1 to 4 in a thousand are above at any length. Queries in words of one's own lie lower: those whose claim was
among the nearest five had it at .37 and above.
"""

_AT_ONCE = 256
"""Vectors that are made floats at a time: these stay near the processor, which is four times as quick as a piece."""

_ENCODED = 100
"""Words of a query that are encoded; the model reads no more pieces than 128."""


class Related:
    """Search by meaning in one database. Costs nothing until it is asked; may be used by several threads at once."""

    def __init__(self, database: Database, searcher: Searcher | None = None) -> None:
        """`searcher` is that of the typed matches, which need not be loaded twice then."""
        self._database = database
        self._searcher = searcher
        self._loading = threading.Lock()
        self._encoder: Encoder | None = None
        self._why: str | None = None

    @property
    def why(self) -> str:
        """Why nothing can be found by its meaning here, and what to do: one inert sentence; empty where it can.

        Raises DatabaseError, as `Database` does.
        """
        if self._why is None:
            self._why = self._reason()
        return self._why

    @property
    def available(self) -> bool:
        """Whether claims of this database can be found by their meaning; takes some milliseconds when first asked.

        Raises DatabaseError, as `Database` does.
        """
        return not self.why

    @property
    def ready(self) -> bool:
        """Whether `find` need not wait for the encoder any more."""
        return self._encoder is not None

    def load(self) -> None:
        """Load the encoder, so that the first `find` need not wait. For a thread of its own.

        Where it turns out to be damaged, nothing is `available` from then on. Raises DatabaseError.
        """
        with self._loading:
            if self._encoder is None and self.available:
                from explorer import vectors

                self._encoder = vectors.load()
                if self._encoder is None:
                    self._why = (
                        "no claim can be found by its meaning: the sentence encoder cannot be read; install it again"
                    )

    def find(
        self,
        query: str,
        kind: SearchKind = "claim",
        limit: int = 20,
        *,
        exclude: Set[int] = frozenset(),
        cancelled: Callable[[], bool] | None = None,
    ) -> list[Hit]:
        """Rows of the list `kind` that mean nearly what `query` means, the nearest first, at most `limit`.

        Only claims have vectors; any other kind finds nothing. `exclude` holds rows that are not wanted, such as those
        that the words have found. The score of a hit is 0–100; equal ones keep the order of the list. Of a query its
        wanted words are what is meant; its fields, and what it excludes, narrow as they do for typed matches.
        `cancelled` is asked between pieces of work; when it says yes the answer is empty. Raises DatabaseError, as
        `Database` does.
        """
        words, narrowing = meant(query)
        if kind != "claim" or limit <= 0 or not words:
            return []
        self.load()
        if self._encoder is None or (cancelled is not None and cancelled()):
            return []
        (wanted,) = self._encoder.encode([" ".join(words)])
        floor = min(FLOOR_BASE + FLOOR_WORD * len(words), FLOOR_MOST)
        allowed = None if narrowing is None else self._fitting(narrowing)
        return self._nearest(wanted, round(100 * floor), limit, exclude, allowed, cancelled or _never)

    def _fitting(self, narrowing: Node) -> NDArray[np.bool_]:
        from explorer.search.searcher import Searcher

        if self._searcher is None:
            self._searcher = Searcher(self._database)
        return self._searcher.fitting(narrowing, "claim")

    def _nearest(
        self,
        wanted: NDArray[np.float32],
        floor: int,
        limit: int,
        exclude: Set[int],
        allowed: NDArray[np.bool_] | None,
        cancelled: Callable[[], bool],
    ) -> list[Hit]:
        """The `limit` rows in `allowed` nearest to `wanted` from `floor` (hundredths) on, but those in `exclude`."""
        import numpy as np

        from explorer.store import vectors

        best: list[tuple[int, int]] = []  # (minus the score, row), sorted
        unwanted = np.sort(np.fromiter(exclude, np.int64, len(exclude)))
        with self._database.clear_errors():
            for piece in vectors.pieces(self._database.connection):
                if cancelled():
                    return []
                scores = _scores(piece, wanted)
                low, high = np.searchsorted(unwanted, [piece.first, piece.first + len(scores)])
                scores[unwanted[low:high] - piece.first] = -100
                if allowed is not None:
                    some = allowed[piece.first : piece.first + len(scores)]
                    scores[: len(some)][~some] = -100
                    scores[len(some) :] = -100
                enough = best[-1][0] if len(best) == limit else 1 - floor
                near = np.flatnonzero(-scores < enough)
                found = zip((-scores[near]).tolist(), (near + piece.first).tolist(), strict=True)
                best = sorted([*best, *found])[:limit]
        return [Hit(row, float(-score)) for score, row in best]

    def _reason(self) -> str:
        from explorer import vectors
        from explorer.store import vectors as stored
        from explorer.text.inert import make_inert

        made, here = self._database.meta.get("vectors_version", ""), vectors.installed()
        with self._database.clear_errors():
            connection = self._database.connection
            exist = stored.exist(connection)
            fits = exist and stored.fit(connection)
        if not here:
            why = "no sentence encoder is installed"
        elif not exist and made == here:
            why = "this database has too many claims to be given vectors unasked; build it again with --related"
        elif not exist:
            why = "this database was built without a sentence encoder; build it again"
        elif made != here:
            why = f"this database was built with {make_inert(made)}, and {here} is installed; build it again"
        elif not fits:
            why = "the vectors in this database are damaged; build it again"
        else:
            return ""
        return f"no claim can be found by its meaning: {why}"


def meant(query: str) -> tuple[list[str], Node | None]:
    """The words that a row should hold, in order, and what narrows a query beside them: fields and what is excluded."""
    from explorer.search.parsing import parse

    node = parse(query, "claim").node
    return ([], None) if node is None else (list(_words(node))[:_ENCODED], _narrowing(node))


def _narrowing(node: Node) -> Node | None:
    """What a query asks for beside words; an alternative to words narrows nothing."""
    from explorer.search.query import All, Any, Field, Not, Range

    match node:
        case Field() | Range() | Not():
            return node
        case All() | Any():
            parts = [_narrowing(each) for each in node.nodes]
            kept = tuple(part for part in parts if part is not None)
            if not kept or (isinstance(node, Any) and len(kept) < len(parts)):
                return None
            return replace(node, nodes=kept) if len(kept) > 1 else kept[0]
        case _:
            return None


def _words(node: Node) -> Iterator[str]:
    from explorer.search.query import All, Any, Near, Phrase, Prefix, Word

    match node:
        case Word() | Prefix():
            yield node.text
        case Phrase():
            yield from node.words
        case Near():
            yield from (*node.left, *node.right)
        case All() | Any():
            for each in node.nodes:
                yield from _words(each)
        case _:  # what is not wanted would only draw its like near
            return


def _scores(piece: Piece, wanted: NDArray[np.float32]) -> NDArray[np.int64]:
    """Cosines of the vectors of a piece with `wanted`, in hundredths: what is beyond these differs by processor."""
    import numpy as np

    vectors = np.frombuffer(piece.vectors, np.int8).reshape(-1, len(wanted))
    cosines = np.empty(len(vectors), np.float32)
    floats = np.empty((_AT_ONCE, len(wanted)), np.float32)
    for start in range(0, len(vectors), _AT_ONCE):
        some = vectors[start : start + _AT_ONCE]
        np.copyto(floats[: len(some)], some)
        np.dot(floats[: len(some)], wanted, out=cosines[start : start + len(some)])
    cosines *= np.frombuffer(piece.scales, "<f4")
    scores: NDArray[np.int64] = np.rint(100 * np.nan_to_num(cosines, nan=-1).clip(-1, 1)).astype(np.int64)
    return scores


def _never() -> bool:
    return False
