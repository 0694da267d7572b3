"""Which statements become one claim, and which must not however alike they look."""

from __future__ import annotations

import pytest

from explorer.models import Resolution
from explorer.resolve import resolve
from tests.stories import article


def clusters(*lines: str) -> list[set[str]]:
    """Each line as an article of its own; the claims as sets of file names."""
    story = resolve([article(f"{i}.txt", [line]) for i, line in enumerate(lines)])
    return as_sets(story)


def as_sets(story: Resolution) -> list[set[str]]:
    paths = {source.id: source.path.removesuffix(".txt") for source in story.sources}
    return [{paths[piece.statement.source] for piece in claim.evidence} for claim in story.claims]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Norvik has started building the Seahawk in Halden.",
            "Norvik has begun construction of the Seahawk at its yard in Halden.",
        ),
        (
            "Baltic Lines bought three ferries from Norvik for 90 million crowns.",
            "Baltic Lines has purchased three ferries from Norvik, paying 90 million crowns.",
        ),
        (
            "Shares of Baltic Lines fell 8.76% in Oslo trading.",
            "Baltic Lines stock dropped about 9% in Oslo trading.",
        ),
    ],
)
def test_the_same_statement_in_other_words(one: str, two: str) -> None:
    assert {"0", "1"} in clusters(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # another amount, another product, another person, another body, another thing, the reverse
        ("Norvik will cut 1,400 jobs at its Halden shipyard.", "Norvik will cut 2,100 jobs at its Halden shipyard."),
        ("Norvik sold the K200 engine to the navy in May.", "Norvik sold the K400 engine to the navy in May."),
        ("Per Aune resigned from the Halden shipyard board.", "Kari Moe resigned from the Halden shipyard board."),
        (
            "Norvik reported a record order for fishing boats.",
            "Baltic Lines reported a record order for fishing boats.",
        ),
        ("Norvik built the engine for training pilots.", "Norvik built the engine for inference of faults."),
        ("The court approved the sale of the shipyard.", "The court rejected the sale of the shipyard."),
        ("Norvik will close the Halden shipyard.", "Norvik will not close the Halden shipyard."),
        ("Kari Moe visited Halden on March 3, 2026 for talks.", "Kari Moe visited Halden on March 9, 2026 for talks."),
    ],
)
def test_alike_but_not_the_same_claim(one: str, two: str) -> None:
    assert {"0", "1"} not in clusters(one, two)


def test_a_shared_name_and_a_common_word_are_no_match() -> None:
    assert {"0", "1"} not in clusters(
        "President Per Aune spoke on Monday.", "Per Aune, a former president, slept on Monday."
    )


def test_members_match_the_centre_and_not_only_each_other() -> None:
    chain = (
        "Norvik will close its Halden shipyard and cut 1,400 jobs.",
        "Norvik will cut 1,400 jobs and sell the Seahawk design.",
        "Norvik will sell the Seahawk design and order new cranes.",
        "Norvik will order new cranes and repair the harbour wall.",
    )
    assert all(len(cluster) < 4 for cluster in clusters(*chain))


def test_a_summary_joins_the_claim_of_its_own_article_and_is_no_further_source() -> None:
    story = resolve(
        [
            article(
                "a.txt",
                [
                    "Norvik will close its Halden shipyard by December.",
                    "Norvik said it will close its Halden shipyard by December, after losses of 2 billion crowns.",
                ],
                roles={0: "summary"},
            )
        ]
    )
    assert len(story.claims) == 1
    assert {piece.statement.role for piece in story.claims[0].evidence} == {"summary", "body"}


def test_a_repeat_joins_its_first_printing() -> None:
    line = "Norvik will close its Halden shipyard by December."
    story = resolve([article("a.txt", [line, "The weather was calm over Oslo.", line], roles={2: "repeat"})])
    assert sorted(len(claim.evidence) for claim in story.claims) == [1, 2]
