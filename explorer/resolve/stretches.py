"""The words of one article by place, so that those of a sentence, of its clauses and of their centres are cut out of
them and not found again for each.

What is cut is what `features.worded` gives of the stretch by itself. Where a stretch ends within a word or a name, the
words of the article are not those of the stretch, and it has to be asked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from explorer.models import Span
from explorer.resolve.features import Name, Worded, token_of
from explorer.text.tokens import placed_words


class Stretches:
    """The words and names of one text; the spans of `names`, sorted, are offsets into it."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self._text = text
        found = list(placed_words(text))
        self._words = [word for word, _, _ in found]
        self._starts, self._ends = [start for _, start, _ in found], [end for _, _, end in found]
        self._names = names
        self._name_starts = [name.span.start for name in names]
        self._name_ends = list(accumulate((name.span.end for name in names), max))
        self._keys = [""] * len(self._words)
        for name in names:
            first, last = bisect_left(self._starts, name.span.start), bisect_left(self._starts, name.span.end)
            self._keys[first:last] = [name.key] * (last - first)
        self._tokens: list[str] = []
        self._before = [0]
        """How many tokens stand before each word, and before the end."""
        last_key = ""
        for word, key in zip(self._words, self._keys, strict=True):
            token = token_of(word) if not key else key if key != last_key else ""
            if token:
                self._tokens.append(token)
            self._before.append(len(self._tokens))
            last_key = key

    def cut(self, spans: Iterable[Span]) -> Worded | None:
        """The words of these stretches, joined by blanks; None where one begins or ends within a word or name."""
        texts: list[str] = []
        words: list[str] = []
        tokens: list[str] = []
        keys: set[str] = set()
        last = ""
        for span in spans:
            if self._is_within(span.start) or self._is_within(span.end):
                return None
            texts.append(self._text[span.start : span.end])
            keys.update(self._named(span))
            first, end = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
            if first < end:
                words += self._words[first:end]
                tokens += self._spoken(first, end, last)
                last = self._keys[end - 1]
        return Worded(" ".join(texts), " ".join(words), tuple(tokens), tuple(sorted(keys)), len(words))

    def _is_within(self, place: int) -> bool:
        """Whether a word or a name begins before `place` and ends behind it."""
        word, name = bisect_left(self._starts, place) - 1, bisect_left(self._name_starts, place) - 1
        return (word >= 0 and self._ends[word] > place) or (name >= 0 and self._name_ends[name] > place)

    def _named(self, span: Span) -> list[str]:
        first, last = bisect_left(self._name_starts, span.start), bisect_left(self._name_starts, span.end)
        return [name.key for name in self._names[first:last]]

    def _spoken(self, first: int, end: int, last: str) -> list[str]:
        """The tokens of some words; a name told in several of them in a row is one, `last` being told before them."""
        low = self._before[first]
        found = self._tokens[low : self._before[end]]
        key = self._keys[first]
        if key:
            is_there = self._before[first + 1] > low
            if is_there and key == last:
                del found[0]
            elif not is_there and key != last:
                found.insert(0, key)
        return found
