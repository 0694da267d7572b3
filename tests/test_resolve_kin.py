"""Claims of one event that are not one claim: which are kept beside each other, and what is said of them."""

from __future__ import annotations

import re

from explorer.models import Kin, Resolution
from explorer.resolve import resolve
from explorer.resolve.kin import MOST
from tests.stories import article

WIRE = [
    "Norvik will cut 1,400 jobs at its Halden shipyard by May.",
    "The Seahawk ferry ran aground off Halden in thick fog on Friday night.",
    "Kari Moe opened the new dry dock of the Halden shipyard in June.",
]
PAPER = [
    "Norvik will cut 2,100 jobs at its Halden shipyard by May.",
    "The Seahawk ferry ran aground in fog off Halden, tearing a long hole into its hull below the car deck.",
    "Per Aune opened the new dry dock of the Halden shipyard in June.",
]


def kin_of(story: Resolution, word: str) -> list[Kin]:
    """The kin both of whose claims hold `word`."""
    texts = {claim.id: claim.text for claim in story.claims}
    return [kin for kin in story.kin if all(word in texts[claim] for claim in kin.claims)]


def test_claims_whose_numbers_differ_stand_beside_each_other() -> None:
    story = resolve([article("wire.txt", WIRE), article("paper.txt", PAPER)])
    (kin,) = kin_of(story, "jobs")
    assert kin.reason.startswith("Both speak of ")
    assert "the numbers differ: " in kin.reason
    assert "“1,400 jobs”" in kin.reason
    assert "“2,100 jobs”" in kin.reason


def test_what_one_claim_adds_is_quoted() -> None:
    story = resolve(
        [article("wire.txt", WIRE, published="2026-03-02"), article("paper.txt", PAPER, published="2026-03-20")]
    )
    (kin,) = kin_of(story, "aground")
    assert "“on Friday night”" in kin.reason
    assert "“tearing a long hole into its hull below the car deck”" in kin.reason


def test_no_half_phrase_is_quoted() -> None:
    a = "The old Seahawk ferry with forty tourists ran aground off Halden and the crew launched both lifeboats at once."
    b = "The Seahawk ferry, a veteran of coastal runs, ran aground off Halden while its radar and sonar were idle."
    story = resolve([article("wire.txt", [WIRE[0], a, WIRE[2]]), article("paper.txt", [PAPER[0], b, PAPER[2]])])
    (kin,) = kin_of(story, "aground")
    quoted = re.findall("“([^”]+)”", kin.reason.partition("; ")[2])
    assert quoted == ["a veteran of coastal runs"]


def test_ages_are_not_held_against_other_ages() -> None:
    a = "Kari Moe, 58, of Storgata, was found dead in a flat in Halden with her daughter Liv Moe, 20, on Saturday."
    b = "Jon Moe, 23, is accused of killing his mother Kari Moe, 58, and was found near the flat in Halden on Saturday."
    story = resolve([article("wire.txt", [a, *WIRE]), article("paper.txt", [b, *PAPER])])
    assert story.kin
    for kin in story.kin:
        assert "“20”" not in kin.reason.partition("; ")[2]
        assert "“23”" not in kin.reason.partition("; ")[2]


def test_what_is_denied_of_something_else_is_no_denial_of_what_both_say() -> None:
    a = "Norvik made a huge offer for the Halden shipyard."
    b = "Norvik does not expect to buy the Halden shipyard, despite making a huge offer."
    story = resolve([article("wire.txt", [a, *WIRE[1:]]), article("paper.txt", [b, *PAPER[1:]])])
    assert not any("denies" in kin.reason for kin in story.kin)


def test_claims_about_other_people_name_both() -> None:
    story = resolve([article("wire.txt", WIRE), article("paper.txt", PAPER)])
    (kin,) = kin_of(story, "dry dock")
    assert "Kari Moe" in kin.reason
    assert "Per Aune" in kin.reason


def test_kin_are_of_two_sources_and_of_two_claims() -> None:
    story = resolve([article("wire.txt", [*WIRE, PAPER[0]]), article("paper.txt", PAPER)])
    sources = {claim.id: {piece.statement.source for piece in claim.evidence} for claim in story.claims}
    assert story.kin
    for kin in story.kin:
        first, second = kin.claims
        assert first < second
        assert len(sources[first] | sources[second]) == 2


def test_one_article_alone_has_no_kin() -> None:
    assert resolve([article("wire.txt", [*WIRE, PAPER[0]])]).kin == ()


def test_articles_of_different_stories_have_no_kin() -> None:
    other = [
        "Baltic Lines will cut 90 jobs at its Oslo bakery by May.",
        "Visitors queued for hours in Oslo to see a museum of clocks and globes.",
        "Schools booked tours of rooms full of pendulums, and teachers praised the guides.",
    ]
    assert resolve([article("wire.txt", WIRE), article("other.txt", other)]).kin == ()


def test_a_claim_has_only_a_handful_of_kin() -> None:
    lines = [f"Norvik will cut {count}00 jobs at its Halden shipyard by May." for count in range(11, 31)]
    story = resolve([article(f"{i}.txt", [line, *WIRE[1:]]) for i, line in enumerate(lines)])
    counts = {claim.id: sum(claim.id in kin.claims for kin in story.kin) for claim in story.claims}
    assert 0 < max(counts.values()) <= MOST


def test_numbers_are_quoted_whole_and_like_words_with_their_days() -> None:
    a = "The Halden shipyard with 14,000 welders won the order for three ferries on Friday."
    b = "On Friday the Halden shipyard with 14,000 welders won the order for three ferries and a tug from the navy."
    story = resolve(
        [
            article("wire.txt", [*WIRE, a], published="2026-03-10"),
            article("paper.txt", [*PAPER, b], published="2026-03-18"),
        ]
    )
    reasons = [kin.reason for kin in kin_of(story, "welders")]
    assert reasons
    for reason in reasons:
        assert "“Friday” (2026-03-06) and “Friday” (2026-03-13)" in reason or (
            "“Friday” (2026-03-13) and “Friday” (2026-03-06)" in reason
        )
        assert "“14”" not in reason
        assert "“000”" not in reason


def test_what_may_be_done_is_not_what_was_done() -> None:
    a = "The Seahawk ferry was licensed to carry 150 passengers in the strait."
    b = "The Seahawk ferry was carrying 150 passengers in the strait."
    story = resolve([article("wire.txt", [*WIRE, a]), article("paper.txt", [*PAPER, b])])
    (kin,) = kin_of(story, "passengers")
    assert "what may or should be done" in kin.reason
