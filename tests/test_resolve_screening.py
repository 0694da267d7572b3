"""What is not compared, because it cannot be alike, changes nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from importlib import import_module

import pytest

from explorer.models import Reading, Resolution
from explorer.resolve import resolve
from explorer.resolve.items import Item
from explorer.resolve.screening import pairs_to_score
from tests.candidates import candidate_pairs
from tests.stories import article

WHO = ("Ingrid Solberg", "Kari Moe", "Per Aune", "Norvik", "the union", "a spokesman", "the mayor of Halden")
WHAT = (
    "{will close|would close|has closed|is not going to close} the shipyard in {Halden|Moss|Bergen} this {year|spring}",
    "cut {1,400|1,300|about 1,400|a thousand} {jobs|posts|places} at the yard",
    "turned down a {loan|grant|credit} of {600|610|40} million crowns that the state {offered|had offered} last week",
    "lost {2.1|3} billion crowns since it began to build the {Seahawk|Osprey}",
    "had been told early",
    "was hurt",
)


def wording(chance: random.Random) -> str:
    """One of the many ways to say one of few things."""
    parts = chance.choice(WHAT).replace("{", "\0").replace("}", "\0").split("\0")
    return "".join(chance.choice(part.split("|")) for part in parts)


def folder(chance: random.Random, size: int) -> list[Reading]:
    def line() -> str:
        who = chance.choice(("Nobody", "The firm", *WHO))
        return f"{{{who[0].upper()}{who[1:]} {wording(chance)}}}, [{chance.choice(WHO)}] said."

    return [article(f"{number}.txt", [line() for _ in range(chance.randint(2, 12))]) for number in range(size)]


@pytest.mark.parametrize("seed", range(6))
def test_what_is_screened_out_changes_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = folder(random.Random(seed), 12)
    taken, met = 0, 0

    def counted(items: Sequence[Item], best: int, least: float) -> Iterator[tuple[int, int]]:
        nonlocal taken
        for pair in pairs_to_score(items, best, least):
            taken += 1
            yield pair

    def everything(items: Sequence[Item], best: int, _: float) -> Iterator[tuple[int, int]]:
        nonlocal met
        for pair in candidate_pairs([item.profile for item in items], best):
            met += 1
            yield pair

    def resolved(how: object) -> Resolution:
        monkeypatch.setattr(import_module("explorer.resolve.align"), "pairs_to_score", how)
        return resolve(readings)

    assert resolved(counted) == resolved(everything)
    assert 0 < taken < met


def test_nothing_and_one_statement_have_no_pairs() -> None:
    assert list(pairs_to_score([], 20, 0.3)) == []
    assert len(resolve(folder(random.Random(1), 1)).sources) == 1
