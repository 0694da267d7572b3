"""Keys in a table: what a new statement meets is found without the others, and is what comparing all would find."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

import pytest

from explorer.resolve import candidates
from tests.bench import resolving_keys
from tests.bench.resolving_keys import KeyTable
from tests.candidates import candidate_lists, profile_of


def test_the_table_gives_the_lists_that_comparing_all_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "POSTINGS", 25)
    monkeypatch.setattr(resolving_keys, "POSTINGS", 25)
    chance = random.Random(7)
    words = [f"w{number}" for number in range(50)]
    weights = {word: chance.uniform(0.2, 12) for word in words}
    profiles = [profile_of(" ".join(chance.sample(words, chance.randrange(0, 14))), **weights) for _ in range(90)]
    with closing(sqlite3.connect(":memory:")) as connection:
        table = KeyTable(connection)
        for low, high in ((0, 60), (60, 89), (89, 90)):  # as articles come in
            table.add(range(low, high), profiles[low:high])
            assert table.candidates(range(high), profiles[:high]) == candidate_lists(profiles[:high])
        table.remove(range(40, 90), profiles[40:])
        assert table.candidates(range(40), profiles[:40]) == candidate_lists(profiles[:40])


def test_a_statement_that_shares_nothing_meets_nobody() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        table = KeyTable(connection)
        table.add([4, 9], [profile_of("ferry pier"), profile_of("")])
        assert table.candidates([4, 9], [profile_of("ferry pier"), profile_of("")]) == [[], []]
