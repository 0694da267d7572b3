"""The scorers, on texts small enough to count by hand."""

from __future__ import annotations

import pytest

from explorer.measure.matching import Score, Text, jaccard, match
from explorer.measure.speakers import same_speaker
from explorer.measure.values import trimmed
from explorer.models import Span
from tests.bench.reading_names import NameTally, name
from tests.bench.reading_ranking import average_precision
from tests.bench.reading_statements import Attributed, Tally, kind_by_marks, pieces, quoted

SENTENCE = 'Ms Lund said the weir would hold. "It has held since 1911," she said. "It will hold."'


def at(words: str, text: str = SENTENCE, *, nth: int = 0) -> Span:
    """Where `words` stand in `text`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


HOLD = Attributed((at("the weir would hold"),), "indirect_quote", "said", at("Ms Lund"))
HELD = Attributed((at("It has held since 1911"), at("It will hold.")), "direct_quote", "said", at("she"))


def tally(*found: Attributed) -> Tally:
    counted = Tally()
    counted.add(Text(SENTENCE), [HOLD, HELD], found)
    return counted


def test_marks_and_spaces_do_not_count() -> None:
    text = Text(SENTENCE)
    assert text.words([at('"It has held since 1911,"')]) == text.words([at("It has held since 1911")])
    assert text.words([Span(3, 3)]) == frozenset()
    assert text.words([Span(len(SENTENCE), len(SENTENCE) + 9)]) == frozenset()


def test_a_word_that_is_cut_counts_as_a_word() -> None:
    text = Text(SENTENCE)
    assert text.words([at("eir woul")]) == text.words([at("weir would")])


def test_pairs_are_one_to_one_and_the_best_come_first() -> None:
    gold = [frozenset({1, 2, 3, 4}), frozenset({3, 4})]
    assert match(gold, [frozenset({3, 4}), frozenset({1, 2, 3})]) == [(1, 0), (0, 1)]
    assert match(gold, [frozenset({1, 2, 3, 4})]) == [(0, 0)]
    assert match([], [frozenset({1})]) == []
    assert jaccard(frozenset(), frozenset()) == 0


def test_a_perfect_reading_scores_a_hundred() -> None:
    perfect = tally(HOLD, HELD)
    assert (perfect.exact.f1, perfect.overlap.f1, perfect.end_to_end.f1, perfect.direct.f1) == (100, 100, 100, 100)
    assert (perfect.speaker, perfect.core_recall, perfect.core_recall_with_speaker) == (100, 100, 100)


def test_a_cut_of_half_overlaps_but_is_not_exact_and_less_is_a_miss() -> None:
    half = tally(Attributed((at("would hold"),), "indirect_quote", "said", at("Ms Lund")))
    assert (half.exact.f1, half.overlap.precision, half.overlap.recall) == (0, 100, 50)
    less = tally(Attributed((at("weir"),), "indirect_quote", "said", at("Ms Lund")))
    assert (less.overlap.right, less.overlap.found, less.overlap.gold) == (0, 1, 2)


def test_the_wrong_speaker_costs_the_end_and_not_the_span() -> None:
    wrong = tally(HOLD, Attributed(HELD.segments, "direct_quote", "said", at("Ms Lund")))
    assert (wrong.overlap.f1, wrong.end_to_end.f1, wrong.speaker, wrong.direct_end_to_end.f1) == (100, 50, 50, 0)


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        (at("Ms Lund"), at("Lund"), True),
        (at("Ms Lund"), at("Ms"), False),
        (at("she"), at("she"), True),
        (at("she"), None, False),
        (None, None, True),
        (None, at("she"), False),
    ],
)
def test_speakers_share_a_word_that_counts(gold: Span | None, found: Span | None, same: bool) -> None:
    assert same_speaker(Text(SENTENCE), gold, found) is same


def test_attitudes_are_no_core_speech() -> None:
    text = "Farmers oppose the weir."
    attitude = Attributed((at("the weir", text),), "indirect_quote", "oppose", at("Farmers", text))
    counted = Tally()
    counted.add(Text(text), [attitude], [attitude])
    assert (counted.overlap.f1, counted.core, counted.core_recall) == (100, 0, None)


def test_pieces_are_judged_by_the_marks_around_them() -> None:
    parts = pieces(SENTENCE, [HOLD, HELD], judge=True)
    assert [part.kind for part in parts] == ["indirect_quote", "direct_quote", "direct_quote"]
    assert [part.segments for part in pieces(SENTENCE, [HELD], judge=False)] == [(span,) for span in HELD.segments]


@pytest.mark.parametrize("text", ["“a b” c", '"a b" c', "''a b'' c", "``a b'' c", "«a b» c", '"a b\n\nc', "“a b\n\nc"])
def test_quotation_marks_of_every_make_are_seen(text: str) -> None:
    mask = quoted(text)
    assert kind_by_marks(text, mask, [at("a b", text)]) == "direct_quote"
    assert kind_by_marks(text, mask, [at("c", text)]) == "indirect_quote"
    assert kind_by_marks(text, mask, [Span(0, len(text))]) == "mixed_quote"


def test_names_are_compared_bare_and_by_class() -> None:
    text = "The Weir Trust's plan for Lund"
    assert trimmed(text, at("The Weir Trust's ", text)) == at("Weir Trust", text)
    assert trimmed(text, at("The ", text)) == Span(0, 3)
    trust = name(text, at("The Weir Trust's", text), "organization")
    assert trust == (*_ends(at("Weir Trust", text)), "ORG")
    assert name(text, at("Lund", text), "event") is None
    counted = NameTally()
    counted.add([one for one in (trust,) if one], [(*_ends(at("Lund", text)), "LOC"), *([trust] if trust else [])])
    assert (counted.by_type["ORG"].f1, counted.by_type["LOC"].precision, counted.micro.f1) == (100, 0, 66.7)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def test_average_precision_rewards_what_comes_first() -> None:
    assert average_precision([1, 0, 1, 0], [4, 3, 2, 1]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([1, 1, 0, 0], [4, 3, 2, 1]) == 1
    assert average_precision([0, 0], [1, 2]) == 0
    assert average_precision([], []) == 0


def test_balanced_classes_weigh_alike() -> None:
    few = [1, *[0] * 9]
    assert average_precision(few, [1, *[2] * 9]) == pytest.approx(1 / 10)
    assert average_precision(few, [1, *[2] * 9], balanced=True) == pytest.approx(1 / 2)


def test_ties_are_put_in_an_order_that_owes_nothing_to_the_text() -> None:
    labels = [1] * 50 + [0] * 50
    assert 0.4 < average_precision(labels, [1.0] * 100) < 0.7


def test_scores_of_nothing_are_unknown() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (None, None, None)
    assert (Score.of(0, 0, 3).precision, Score.of(0, 0, 3).recall, Score.of(0, 2, 3).f1) == (None, 0, 0)
    assert Score.of(1, 2, 3) + Score.of(1, 1, 1) == Score.of(2, 3, 4)
