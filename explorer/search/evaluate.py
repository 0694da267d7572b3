"""From a query to documents: the tree of `explorer.search.query` answered by the index.

Plain words at the top of a query are searched for with all forgiveness and rank what is found. Everything else narrows
it: a flag a document says whether it holds a word, has a value, or stands in a range.

The index knows which documents hold all words of a phrase, not whether they stand side by side. So every part of a
query has two sets of flags, of documents that match for sure and of those that may; who is in the second alone is
looked up in the texts, the best-placed first.

The list of claims has every field. In another list a field that it lacks asks for claims, and finds what these touch;
several such fields that must all match ask for one claim that fits them all.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock, local
from typing import TYPE_CHECKING

import numpy as np

from explorer.lists import SearchKind
from explorer.search.fields import FIELDS
from explorer.search.leaves import exactly, leaf_bounds, stands_in
from explorer.search.query import All, Any, Field, Leaf, Near, Node, Not, Phrase, Query, Word
from explorer.search.trees import Bounds, Forgiving, combined, is_being_typed, is_foreign, parted
from explorer.search.words import MOST_WORDS, flatten
from explorer.store.connections import QueryInterruptedError
from explorer.text.phrases import shortened

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from explorer.search.list_index import Flags, ListIndex, Numbers

Texts = Callable[[SearchKind, Sequence[int]], Mapping[int, Sequence[str]]]
"""The texts of rows: see `explorer.search.texts`."""


_BATCH = 250
"""Documents whose texts are read at once."""

_AT_ONCE = 500
"""So few doubtful documents are looked up before anything is ranked, so that the count is exact."""

_PATIENCE = 2000
"""After so many looked up, what was found is shown, however little; if it is nothing, not before three times as many,
and for whoever wants a thorough search not before the end."""

_MOST_KEPT = 4_000_000
"""Characters of texts that are kept for the next look-up."""

_SHOWN = 40  # characters of a name in a sentence
_REMEMBERED = 24
"""Parts of queries whose flags are kept, eight to a byte: a filter is not worked out again for each key."""

_LOOKED_UP, _MOST_TRUTHS = 12, 10_000
"""Phrases whose documents are remembered, and how many of each."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The best documents, those first that match best, their weights, and which miss a word; more in `Results`.

    `words` were asked for with forgiveness, the last of them unfinished where `is_open`; more was asked for than these
    where `narrowed`.
    """

    documents: Numbers
    weights: NDArray[np.float32]
    partial: Flags
    total: int
    is_exact: bool
    words: tuple[str, ...] = ()
    is_open: bool = False
    narrowed: bool = False
    problems: tuple[str, ...] = ()
    """Names that nothing has, in sentences."""


class Evaluator:
    """Answers queries over the lists of one database. May be used by several threads at once."""

    def __init__(self, index_of: Callable[[SearchKind], ListIndex], texts_of: Texts) -> None:
        self._index_of = index_of
        self._texts_of = texts_of
        self._flags: OrderedDict[tuple[SearchKind, Node, Forgiving], tuple[bytes, bytes]] = OrderedDict()
        self._truths: OrderedDict[tuple[SearchKind, Leaf], dict[int, bool]] = OrderedDict()
        self._texts: OrderedDict[tuple[SearchKind, int], tuple[str, ...]] = OrderedDict()
        self._kept = 0
        self._lock = Lock()
        self._search = local()
        """Of each thread: what tells that its search is not wanted any more."""

    def find(
        self,
        query: Query,
        kind: SearchKind,
        *,
        most: int,
        among: Flags | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        is_thorough: bool = True,
    ) -> Answer:
        """The best `most` documents of a list for a query, restricted to `among`.

        Unless `is_thorough`, a phrase whose words never stand together is given up after `_PATIENCE`, and said to be.
        `cancelled` is asked between the parts of a query and between batches of texts; once it says so, the search ends
        with QueryInterruptedError, or with what was found by then.
        """
        self._search.cancelled = cancelled
        try:
            return self._find(query, kind, most, among, cancelled, is_thorough)
        finally:
            del self._search.cancelled

    def _find(
        self,
        query: Query,
        kind: SearchKind,
        most: int,
        among: Flags | None,
        cancelled: Callable[[], bool],
        is_thorough: bool,
    ) -> Answer:
        index = self._index_of(kind)
        words, rest = parted(query.node)
        search = _Search(self, kind, index, words, rest, most, cancelled, is_thorough)
        if query.node is None or not index.size:
            return search.nothing()
        if rest is None:
            return search.ranked(among)
        bounds = self.bounds(rest, kind)
        if among is not None:
            bounds = Bounds(bounds.sure & among, bounds.maybe & among)
        answer = search.run(bounds)
        return replace(answer, problems=(*answer.problems, *self._unknown(rest, kind)))

    def _unknown(self, node: Node, kind: SearchKind) -> Iterator[str]:
        """Which names of a query nothing has; one that is still being typed may become another."""
        match node:
            case Not(inner):
                yield from self._unknown(inner, kind)
            case All(nodes) | Any(nodes):
                for part in nodes:
                    yield from self._unknown(part, kind)
            case Field(name, value, is_open) if FIELDS[name].sort == "name" and not is_open:
                owner: SearchKind = "claim" if is_foreign(node, kind) else kind
                if not self.bounds(node, owner).maybe.any():
                    near = self._index_of(owner).names(name).nearest(value)
                    hint = f" (did you mean {shortened(near, _SHOWN)}?)" if near else ""
                    yield f"No {name} is called “{shortened(value, _SHOWN)}”{hint}."

    # -- flags -----------------------------------------------------------------------------------------------------

    def bounds(self, node: Node, kind: SearchKind, *, forgiving: Forgiving = True) -> Bounds:
        """Which documents of a list match a part of a query."""
        key = (kind, node, forgiving)
        with self._lock:
            packed = self._flags.get(key)
            if packed:
                self._flags.move_to_end(key)
        size = self._index_of(kind).size
        if packed:
            sure, maybe = (_unpacked(bits, size) for bits in packed)
            return Bounds(sure, maybe)
        if isinstance(node, Not | All | Any) and not is_foreign(node, kind):
            found = combined(node, lambda part, f: self.bounds(part, kind, forgiving=f), kind, forgiving=forgiving)
        else:
            found = self._leaf(node, kind, forgiving)
        with self._lock:
            self._flags[key] = (np.packbits(found.sure).tobytes(), np.packbits(found.maybe).tobytes())
            while len(self._flags) > _REMEMBERED:
                self._flags.popitem(last=False)
        return found

    def _leaf(self, node: Node, kind: SearchKind, forgiving: Forgiving) -> Bounds:
        if self._search.__dict__.get("cancelled", bool)():
            raise QueryInterruptedError("the search was given up for a newer one")
        if is_foreign(node, kind):
            return self._through_claims(node, kind)
        return leaf_bounds(self._index_of(kind), node, forgiving=forgiving)

    def _through_claims(self, node: Node, kind: SearchKind) -> Bounds:
        """The rows of another list that the claims touch which match."""
        claims, index = self._index_of("claim"), self._index_of(kind)
        flags = self.bounds(node, "claim").sure
        if kind == "passage":
            return exactly(index.reached("claim", claims.rows(np.flatnonzero(flags))))
        documents = index.documents(claims.touched(kind, flags))
        touched = np.zeros(index.size, np.bool_)
        touched[documents] = True
        return exactly(touched)

    # -- texts -----------------------------------------------------------------------------------------------------

    def verified(self, node: Node, kind: SearchKind, documents: Numbers) -> Flags:
        """For each of `documents` whether it matches a part of a query, phrases looked up in its texts."""

        def leaf(part: Node, forgiving: Forgiving) -> Bounds:
            if isinstance(part, Phrase | Near):
                return exactly(self._looked_up(part, kind, documents))
            return Bounds(*(flags[documents] for flags in self.bounds(part, kind, forgiving=forgiving)))

        return combined(node, leaf, kind, forgiving=True).sure

    def _looked_up(self, part: Phrase | Near, kind: SearchKind, documents: Numbers) -> Flags:
        with self._lock:
            known = self._truths.setdefault((kind, part), {})
            self._truths.move_to_end((kind, part))
            while len(self._truths) > _LOOKED_UP:
                self._truths.popitem(last=False)
        may = self.bounds(part, kind).maybe[documents]
        wanted = [document for document in documents[may].tolist() if document not in known]
        rows = self._index_of(kind).rows(np.array(wanted, np.int64)).tolist()
        texts = self._folded(kind, rows)
        truths = {
            document: any(stands_in(part, text) for text in several)
            for document, several in zip(wanted, texts, strict=True)
        }
        held = [known.get(document) or truths.get(document, False) for document in documents.tolist()]
        if len(known) < _MOST_TRUTHS:
            known.update(truths)
        return np.array(held, np.bool_) & may

    def _folded(self, kind: SearchKind, rows: Sequence[int]) -> list[tuple[str, ...]]:
        """The folded texts of rows; those looked at last are kept, because the next key looks at them again."""
        with self._lock:
            known = {row: self._texts[kind, row] for row in rows if (kind, row) in self._texts}
        missing = [row for row in rows if row not in known]
        if missing:
            texts = self._texts_of(kind, missing)
            new = {row: tuple(map(flatten, texts.get(row, ()))) for row in missing}
            known |= new
            with self._lock:
                for row, several in new.items():
                    if (kind, row) not in self._texts:  # another thread may have been quicker
                        self._texts[kind, row] = several
                        self._kept += sum(map(len, several))
                while self._kept > _MOST_KEPT and self._texts:
                    self._kept -= sum(map(len, self._texts.popitem(last=False)[1]))
        return [known[row] for row in rows]


@dataclass(slots=True)
class _Search:
    """One search: plain words, what narrows them, and how much is wanted."""

    evaluator: Evaluator
    kind: SearchKind
    index: ListIndex
    words: list[Word]
    rest: Node | None
    most: int
    cancelled: Callable[[], bool]
    is_thorough: bool

    @property
    def typed(self) -> tuple[tuple[str, ...], bool]:
        """The plain words and whether the last of them is unfinished."""
        words = tuple(dict.fromkeys(word.text for word in self.words))[:MOST_WORDS]
        return words, bool(self.words) and self.words[-1].is_open and self.words[-1].text == words[-1]

    def nothing(self) -> Answer:
        """Nothing was asked for, or there is nothing."""
        return self._alike(np.empty(0, np.int64), 0, is_exact=True)

    def run(self, bounds: Bounds) -> Answer:
        """Rank what may match; look up what is doubtful, at once or as it comes."""
        doubtful = np.flatnonzero(bounds.maybe & ~bounds.sure)
        if len(doubtful) > _AT_ONCE:
            return self._as_it_comes(bounds)
        if len(doubtful):
            certain = bounds.maybe.copy()
            certain[doubtful] = self._verified(doubtful)
            return self.ranked(certain)
        return self.ranked(bounds.maybe)

    def _verified(self, documents: Numbers) -> Flags:
        if self.rest is None:
            return np.ones(len(documents), np.bool_)
        return self.evaluator.verified(self.rest, self.kind, documents)

    def ranked(self, allowed: Flags | None) -> Answer:
        """The best documents among those allowed; without plain words the best-placed."""
        words, is_open = self.typed
        if words:
            found = self.index.find(words, is_open=is_open, most=self.most, allowed=allowed, cancelled=self.cancelled)
            order = np.lexsort((found.documents, -found.weights))
            documents, weights, partial = found.documents[order], found.weights[order], found.partial[order]
            return Answer(
                documents, weights, partial, found.total, found.is_exact, words, is_open, narrowed=self.rest is not None
            )
        documents = np.arange(self.index.size) if allowed is None else np.flatnonzero(allowed)
        return self._alike(documents[: self.most], len(documents), is_exact=True)

    def _alike(self, documents: Numbers, total: int, *, is_exact: bool) -> Answer:
        weights, partial = np.full(len(documents), 100, np.float32), np.zeros(len(documents), np.bool_)
        return Answer(documents, weights, partial, total, is_exact, narrowed=True)

    def _as_it_comes(self, bounds: Bounds) -> Answer:
        """Rank first, and look up in that order until there is enough."""
        if not self.words:
            kept, seen = self._kept(np.flatnonzero(bounds.maybe))
            is_exact = seen == int(bounds.maybe.sum())
            at_least = max(len(kept), int(bounds.sure.sum()))
            answer = self._alike(kept[: self.most], len(kept) if is_exact else at_least, is_exact=is_exact)
            return replace(answer, problems=self._given_up(len(kept), seen, is_exact=is_exact))
        wanted, size = max(self.most, _PATIENCE // 4), self.index.size
        while True:
            answer = replace(self, most=wanted).ranked(bounds.maybe)
            kept, seen = self._kept(answer.documents)
            is_all = len(answer.documents) < wanted or wanted >= size
            if len(kept) >= self.most or is_all or self._is_enough(len(kept), wanted) or self.cancelled():
                break
            wanted *= 4
        held = np.isin(answer.documents, kept)
        weights, partial = answer.weights[held], answer.partial[held]
        total, is_exact = int(np.count_nonzero(~partial)), is_all and seen == len(answer.documents)
        most = self.most
        return replace(
            answer,
            documents=kept[:most],
            weights=weights[:most],
            partial=partial[:most],
            total=total,
            is_exact=is_exact,
            problems=self._given_up(len(kept), seen, is_exact=is_exact),
        )

    def _given_up(self, found: int, seen: int, *, is_exact: bool) -> tuple[str, ...]:
        """What is told of a search that has found nothing and has not looked at everything."""
        if found or is_exact or self.cancelled() or is_being_typed(self.rest):
            return ()
        which = f"The first {seen:,} of the rows that hold these words have them in no such order"
        return (f"{which}; the others are looked at when nobody types.",)

    def _kept(self, documents: Numbers) -> tuple[Numbers, int]:
        """Those that do match, in order, until there is enough; and how many were looked at."""
        kept: list[Numbers] = [np.empty(0, np.int64)]
        count = seen = 0
        while seen < len(documents) and not self.cancelled():
            batch = documents[seen : seen + _BATCH]
            seen += len(batch)
            kept.append(batch[self._verified(batch)])
            count += len(kept[-1])
            if count >= self.most or self._is_enough(count, seen):
                break
        return np.concatenate(kept), seen

    def _is_enough(self, count: int, seen: int) -> bool:
        """Whether to go no further with `count` found among so many looked up."""
        if count:
            return seen >= max(_PATIENCE, 4 * self.most)  # who asks for many, or pages on, waits for them
        return seen >= 3 * _PATIENCE and (not self.is_thorough or is_being_typed(self.rest))


def _unpacked(bits: bytes, size: int) -> Flags:
    return np.unpackbits(np.frombuffer(bits, np.uint8), count=size).view(np.bool_)
