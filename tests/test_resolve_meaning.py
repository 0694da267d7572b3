"""Sentence vectors in the pair score, with an encoder of our own: where they are asked, and what they change."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from explorer.resolve import resolve
from explorer.resolve.features import SAME_CLAIM, Profile, Weights, profile, score
from explorer.resolve.meaning import GREY, Scorer
from explorer.vectors import DIMENSIONS
from tests.stories import article

OPEN = ("The yard at Halden will shut its gates.", "Norvik is to close the Halden yard.")
"""Two wordings of one thing of which the words leave it open."""


class Telling:
    """An encoder for which all texts mean the same, or each something else, and which counts what it is asked."""

    name = "telling"

    def __init__(self, *, alike: bool) -> None:
        self.alike = alike
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        rows = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[0 if self.alike else len(text)] = 1
        return rows


def profiles(*texts: str) -> list[Profile]:
    weights = Weights([])
    return [profile(text, [], [], weights) for text in texts]


def test_vectors_decide_what_the_words_leave_open() -> None:
    a, b = profiles(*OPEN)
    assert GREY[0] < score(a, b) < GREY[1]
    alike, other = Scorer(Telling(alike=True))(a, b), Scorer(Telling(alike=False))(a, b)
    assert alike > SAME_CLAIM > other
    assert Scorer()(a, b) == score(a, b)


def test_a_text_is_embedded_once_and_only_if_the_words_leave_it_open() -> None:
    encoder = Telling(alike=True)
    scorer = Scorer(encoder)
    a, b, far = profiles(*OPEN, "Fares on the island ferries rise by 4 percent in May.")
    assert scorer(a, far) == score(a, far) < GREY[0]
    assert scorer(a, a) == score(a, a) > GREY[1]
    assert encoder.asked == []
    assert scorer(a, b) == scorer(b, a)
    assert sorted(encoder.asked) == sorted(OPEN)


def test_cosines_count_in_hundredths() -> None:
    """Processors differ in the last digits of a vector; no score may."""

    class Shaky(Telling):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            rows = super().encode(texts)
            rows[:, 1] = 0.0004 * len(texts[0]) / 40
            return rows

    a, b = profiles(*OPEN)
    assert Scorer(Shaky(alike=True))(a, b) == Scorer(Telling(alike=True))(a, b)


def test_a_folder_with_an_encoder_joins_what_words_alone_do_not() -> None:
    readings = [article(f"{place}.txt", [line], title=f"Account {place}") for place, line in enumerate(OPEN)]
    with_vectors = resolve(readings, Telling(alike=True))
    assert max(len(claim.evidence) for claim in with_vectors.claims) == 2
    apart = resolve(readings, Telling(alike=False))
    assert max(len(claim.evidence) for claim in apart.claims) == 1


@pytest.mark.parametrize("text", ["", "…", "\u202e\x00\x1b]52;c;\x07", "7" * 5000, "ß" * 300, "😀 😀"])
def test_any_text_has_a_score(text: str) -> None:
    a, b = profiles(text, OPEN[0])
    for one, two in ((a, b), (b, a), (a, a)):
        assert 0 < Scorer(Telling(alike=True))(one, two) < 1


def test_one_more_article_leaves_the_weights_as_they_are() -> None:
    folder = [("norvik", "yard"), ("norvik", "ferry"), ("norvik", "halden"), ("norvik", "moss"), ("norvik", "fare")]
    before, after = Weights(folder), Weights([*folder, ("norvik", "pier")])
    assert [before(word) for word in ("norvik", "yard", "say")] == [after(word) for word in ("norvik", "yard", "say")]
    assert before("norvik") < before("halden") < before("kragen")


def test_words_of_a_huge_folder_still_tell_something() -> None:
    folder = [("the-story", str(place)) for place in range(150_000)]
    weights = Weights(folder)
    assert 0 < weights("the-story") < weights("149999")
