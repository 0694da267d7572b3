"""What is cut out of the words of an article is what a stretch of it says by itself."""

from __future__ import annotations

import random
from itertools import accumulate

import pytest

from explorer.models import Span
from explorer.resolve.features import Name, worded
from explorer.resolve.stretches import Stretches

PIECES = (
    "Norvik", "Norvik's", "Anna Lindqvist", "the", "yard", "U.S.", "AT&T", "don't", "re\u0301sume\u0301", "ﬁre",
    "zero\u200bwidth", "1.5", "end.Next", "…", "½", "İstanbul", "_", "''s", "\u0301", " ", "\n", ", ", "-", "x's's",
)  # fmt: skip


def joined(text: str, names: list[Name], spans: list[Span]) -> tuple[str, list[Name]]:
    """The stretches joined by blanks, with the names that lie in them whole."""
    parts, found, length = list[str](), list[Name](), 0
    for span in spans:
        shift = length - span.start
        inside = (name for name in names if span.start <= name.span.start and name.span.end <= span.end)
        found += [Name(Span(name.span.start + shift, name.span.end + shift), name.key) for name in inside]
        parts.append(text[span.start : span.end])
        length += span.end - span.start + 1
    return " ".join(parts), found


@pytest.mark.parametrize("seed", range(6))
def test_the_words_of_any_stretches_are_those_of_their_text(seed: int) -> None:
    chance = random.Random(seed)
    cut = 0
    for _ in range(60):
        pieces = [chance.choice(PIECES) + chance.choice(("", " ", " ")) for _ in range(chance.randrange(24))]
        text, edges = "".join(pieces), [0, *accumulate(map(len, pieces))]
        spots = [(at, min(len(text), at + chance.randrange(1, 9))) for at in chance.choices(edges, k=5)]
        named = (Name(Span(*spot), chance.choice("ab")) for spot in spots if spot[0] < spot[1])
        names = sorted(named, key=lambda name: name.span)
        stretches = Stretches(text, names)
        for _ in range(20):
            any_place = chance.choice((edges, edges, range(len(text) + 1)))
            places = sorted(chance.choices(any_place, k=2 * chance.choice((1, 1, 2))))
            spans = [Span(low, high) for low, high in zip(places[::2], places[1::2], strict=True)]
            found = stretches.cut(spans)
            cut += found is not None
            assert found in (None, worded(*joined(text, names, spans))), (text, names, spans)
    assert cut > 100, "many must be cut, or this test tests nothing"


def test_a_stretch_that_ends_within_a_word_or_a_name_is_not_cut() -> None:
    text = "Anna Lindqvist told the union that the yard will be closed."
    stretches = Stretches(text, [Name(Span(0, 14), "anna")])
    assert stretches.cut([Span(0, 14)]) == worded(text[:14], [Name(Span(0, 14), "anna")])
    assert stretches.cut([Span(5, 19)]) is None
    assert stretches.cut([Span(15, 26)]) is None
