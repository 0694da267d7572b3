"""What a word of a query may stand for: the quick way through many words finds what the slow way through each does."""

from __future__ import annotations

import random

import pytest
from rapidfuzz.distance import OSA

from explorer.search.lexicon import Lexicon, Reach
from explorer.search.words import edits_allowed, is_abbreviation
from explorer.text.tokens import STOPWORDS

ALPHABETS = ["abcdeo", "абвгдо", "aбcé1"]


def made(alphabet: str, count: int, seed: int) -> list[str]:
    """Distinct words, sorted as an index sorts them; some are much alike."""
    chance = random.Random(seed)
    found = {"".join(chance.choices(alphabet, k=chance.randint(1, 13))) for _ in range(count)}
    found |= {word + chance.choice(alphabet) * chance.randint(1, 3) for word in list(found)[: count // 2]}
    return sorted(found - STOPWORDS, key=lambda word: word.encode())


def lexicon_of(words: list[str]) -> Lexicon:
    return Lexicon("\n".join(words).encode())


def covered(words: list[str], reaches: list[Reach]) -> set[str]:
    """The words that reaches cover."""
    return {
        word
        for _, lows, highs in reaches
        for low, high in zip(lows.tolist(), highs.tolist(), strict=True)
        for word in words[low:high]
    }


@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_a_typing_error_is_found_wherever_it_stands(alphabet: str) -> None:
    words = made(alphabet, 3000, 1)
    lexicon = lexicon_of(words)
    for typed in made(alphabet, 60, 2):
        edits = edits_allowed(typed)
        near = {word for word in words if edits and 0 < OSA.distance(typed, word) <= edits}
        assert covered(words, lexicon.typos(typed, False)) == near, typed


@pytest.mark.parametrize("alphabet", ALPHABETS[:2])
def test_a_typing_error_is_found_in_the_beginning_of_a_longer_word(alphabet: str) -> None:
    words = made(alphabet, 3000, 3)
    lexicon = lexicon_of(words)
    for full in made(alphabet, 40, 4):
        for end in range(4, len(full) + 1):  # letter by letter, because answers build upon earlier ones
            typed = full[:end]
            edits = edits_allowed(typed)
            begun = {word[:end]: OSA.distance(typed, word[:end]) for word in words if len(word) > end}
            wanted = {
                word
                for word in words
                if len(word) > end and (gap := begun[word[:end]]) <= edits and gap and (gap == 1 or word[0] == typed[0])
            }
            found = covered(words, lexicon.typos(typed, True))
            assert {word for word in found if len(word) > end and OSA.distance(typed, word) > edits} == {
                word for word in wanted if OSA.distance(typed, word) > edits
            }, typed


def test_parts_and_abbreviations_are_the_ones_that_fit() -> None:
    words = made("abcdeo", 6000, 5)
    lexicon = lexicon_of(words)
    for typed in made("abcdeo", 60, 6):
        if len(typed) < 3:
            continue
        assert covered(words, lexicon.infixes(typed)) == {word for word in words if typed in word}, typed
        short = sorted((len(word), word) for word in words if is_abbreviation(typed, word))
        assert covered(words, lexicon.abbreviations(typed)) == {word for _, word in short[:64]}, typed


def test_a_figure_is_no_other_figure_mistyped() -> None:
    words = ["1987", "1997", "19970", "h200", "rtx5080", "rtx5090"]
    lexicon = lexicon_of(words)
    assert covered(words, [*lexicon.typos("1997", True), *lexicon.abbreviations("1970")]) == set()
    assert not lexicon.typos("rtx5090", True)
    assert is_abbreviation("hnd", "hundred")
    assert not is_abbreviation("190", "19970")
