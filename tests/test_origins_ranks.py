"""A rank that nobody but the police has makes its bearer one of the police."""

from __future__ import annotations

import pytest

from explorer.extract import Reader
from explorer.ingest import read_article
from explorer.origins.parties import Party
from explorer.origins.sameness import Sameness, sameness
from explorer.resolve import resolve


def test_a_constable_and_the_police_are_one_origin() -> None:
    told = (
        "Police said the harbour office was locked down after a shot was fired on Friday.",
        "The harbour office was locked down after a shot was fired on Friday, Const. Kari Moe told reporters.",
    )
    readings = [Reader().read(read_article(text.encode(), f"{at}.txt")) for at, text in enumerate(told)]
    (claim,) = [claim for claim in resolve(readings).claims if len(claim.evidence) == 2]
    assert claim.origins == 1


@pytest.mark.parametrize(
    ("role", "words", "expected"),
    [
        ("constable", {"police"}, "same"),
        ("detective", {"police"}, "same"),
        ("constable", {"bergen", "police"}, "perhaps"),
        ("constable", {"hospital"}, "other"),
        ("baker", {"police"}, "other"),
    ],
)
def test_whom_a_rank_belongs_to(role: str, words: set[str], expected: Sameness) -> None:
    kari = Party("entity e1", "person", "Kari Moe", frozenset({"kari", "moe"}), "e1", roles=(frozenset({role}),))
    calling = "hospital" if "hospital" in words else "police"
    body = Party("unnamed 1", "people", " ".join(sorted(words)), frozenset(words), calling=calling)
    assert sameness(kari, body) == expected
