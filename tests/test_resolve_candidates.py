"""Which statements are compared at all: those that share what is rare, at a bounded price."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from itertools import combinations

import pytest

from explorer.resolve import candidates
from explorer.resolve.features import Profile
from tests.candidates import candidate_lists, candidate_pairs, profile_of


def expected_lists(profiles: list[Profile], cap: int, best: int) -> list[list[int]]:
    """The same, word by word, with dictionaries."""
    keys = []
    for profile in profiles:
        ranked = sorted(profile.weight.items(), key=lambda entry: (-entry[1], entry[0]))[: candidates.ALONE]
        steps = [(token, round(64 * weight)) for token, weight in ranked]
        own: dict[tuple[str, ...], int] = {(token,): weight for token, weight in steps}
        for (a, x), (b, y) in combinations(steps[: candidates.PAIRED], 2):
            own[tuple(sorted((a, b)))] = (x + y) // 2
        keys.append(own)
    holders = defaultdict(list)
    for owner, own in enumerate(keys):
        for key in own:
            holders[key].append(owner)
    found = []
    for owner, own in enumerate(keys):
        shared: Counter[int] = Counter()
        for key, weight in own.items():
            if len(holders[key]) <= cap:
                shared.update({other: weight for other in holders[key] if other != owner})
        found.append([other for other, _ in sorted(shared.items(), key=lambda entry: (-entry[1], entry[0]))[:best]])
    return found


@pytest.mark.parametrize("seed", range(5))
def test_the_lists_are_those_of_a_plain_count(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    words = [f"w{number}" for number in range(60)]
    weights = {word: chance.uniform(0.2, 12) for word in words}
    profiles = [profile_of(" ".join(chance.sample(words, chance.randrange(0, 15))), **weights) for _ in range(120)]
    monkeypatch.setattr(candidates, "POSTINGS", 30)
    expected = expected_lists(profiles, 30, 7)
    assert candidate_lists(profiles, 7) == expected
    monkeypatch.setattr(candidates, "_MEETINGS", 50)  # many small blocks give what one gives
    assert candidate_lists(profiles, 7) == expected
    pairs = sorted({(min(a, b), max(a, b)) for a, others in enumerate(expected) for b in others})
    assert list(candidate_pairs(profiles, 7)) == pairs


def test_nothing_has_no_candidates() -> None:
    assert list(candidate_pairs([])) == []
    assert list(candidate_pairs([profile_of("")])) == []
    assert candidate_lists([profile_of(""), profile_of("ferry")]) == [[], []]


def test_a_word_that_everybody_uses_says_nothing_but_two_of_them_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "POSTINGS", 5)
    crowd = [profile_of(f"ferry x{number}") for number in range(6)] + [profile_of(f"strike y{n}") for n in range(6)]
    both = [profile_of("ferry strike monday"), profile_of("strike ferry tuesday")]
    assert list(candidate_pairs([*crowd, *both])) == [(12, 13)]


def test_the_work_for_a_statement_has_a_bound_however_many_say_the_same() -> None:
    alike = [profile_of(f"port closed strike n{number}") for number in range(2 * candidates.POSTINGS)]
    assert all(low < candidates.FIRST for low, _ in candidate_pairs(alike))  # they meet the first ones, not each other
    assert {0} == {low for low, high in candidate_pairs(alike) if high == len(alike) - 1} - {1, 2, 3}
    assert all(len(found) <= candidates.BEST for found in candidate_lists(alike[: candidates.POSTINGS]))
