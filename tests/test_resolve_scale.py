"""Folders that would take too long or fall apart if each were compared with each: many copies, very long articles."""

from __future__ import annotations

from collections import Counter

from explorer.resolve import resolve
from explorer.resolve.comparing import COPY
from explorer.resolve.progress import telling
from explorer.resolve.shingles import CROWD
from explorer.resolve.shortlists import LONG, NEAREST, Shortlist
from tests.candidates import profile_of
from tests.stories import article

LINES = [
    "OSLO - {Norvik will close its shipyard in Halden this year and cut 1,400 jobs}, [Ingrid Solberg] said.",
    "{The Halden yard has lost 2.1 billion crowns since it began to build the Seahawk}, [Kari Moe] said.",
    "{The state offered Norvik a loan of 600 million crowns, which the board turned down last week}, [Per Aune] said.",
    "{It had been told early}, [Kari Moe] said.",
]
MANY = CROWD + 220
"""More copies than a key may have holders, so that nothing but the rules for crowds brings them together."""


def test_all_of_many_equal_copies_are_copies_of_the_first() -> None:
    story = resolve([article(f"copy{number}.txt", LINES) for number in range(MANY)])
    origins = Counter(derivation.origin for derivation in story.derivations)
    assert len(story.derivations) == MANY - 1
    assert len(origins) == 1
    assert len(story.claims) == len(LINES)
    assert {claim.origins for claim in story.claims} == {1}


def test_copies_that_differ_in_a_figure_are_copies_all_the_same() -> None:
    changed = [
        article(f"copy{number}.txt", [*LINES[:-1], f"{{The yard has {3000 + number} suppliers}}, [Kari Moe] said."])
        for number in range(MANY)
    ]
    assert len(resolve(changed).derivations) == MANY - 1


def test_one_shared_sentence_makes_no_copy_of_a_one_line_report() -> None:
    rest = "on Friday that eight schools in the valley had been closed because of the flood and the storm."
    different = [article(f"{name}.txt", [f"{name} said {rest}"]) for name in ("Norvik", "Ingrid Solberg")]
    assert resolve(different).derivations == ()
    equal = [article(f"{number}.txt", [f"Norvik said {rest}"]) for number in (1, 2)]
    assert [derivation.kind for derivation in resolve(equal).derivations] == ["copy"]


def test_what_is_mostly_reworded_is_no_copy() -> None:
    own = [
        "Residents of the town marched to the gate on Sunday with candles and songs.",
        "A retired welder who lives beside the dock feared for his pension and his house.",
        "Shops along the main street expect fewer guests when the ferries stop calling there.",
        "Nobody at the town hall would guess how many families are going to leave the valley.",
    ]
    wire = article("wire.txt", LINES)
    derived = resolve([wire, article("again.txt", [*LINES[:2], *own])]).derivations
    whole = resolve([wire, article("whole.txt", LINES)]).derivations
    assert [derivation.kind for derivation in derived] == ["rewrite"]
    assert [derivation.kind for derivation in whole] == ["copy"]
    assert 0.3 < COPY < 1


def test_a_sentence_of_a_very_long_article_is_held_against_the_few_that_share_most() -> None:
    listed = [profile_of(f"boat sank island n{number}") for number in range(4 * LONG)]
    found = Shortlist(listed).nearest(profile_of("boat sank island n700"), 700 / len(listed))
    assert 700 in found
    assert len(found) == NEAREST
    assert Shortlist(listed[:LONG]).nearest(profile_of("yard"), 0.5) == list(range(LONG))


def test_progress_goes_on_while_claims_and_articles_are_brought_together() -> None:
    steps: list[tuple[int, int]] = []
    with telling(lambda done, total: steps.append((done, total))):
        resolve([article(f"copy{number}.txt", LINES) for number in range(30)])
    done = [step for step, _ in steps]
    compared = next(total for step, total in steps if step == total)
    assert done == sorted(done)
    assert steps[-1][0] == steps[-1][1] > compared, "more is told than the statements compared"
