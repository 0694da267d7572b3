"""Which statements become one claim, and which must not however alike they look."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.models import Evidence, Reading, Resolution, Span
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


FIRE_ONE = [
    "A fire tore through the Norvik shipyard in Halden on Friday night.",
    "Flames were seen above the paint hall of the shipyard, and forty firefighters came from Lund.",
]
FIRE_TWO = [
    "The Norvik shipyard in Halden was hit by a fire late on Friday.",
    "Forty firefighters from Lund fought flames in the paint hall of the shipyard.",
]


def told_together(one: str, two: str, first: list[str], second: list[str]) -> bool:
    """Whether two sentences, each within an article of its own, are one claim."""
    story = resolve([article("0.txt", [*first, one]), article("1.txt", [*second, two])])
    texts = {source.id: source.text for source in story.sources}
    said = [{(e.statement.source, e.statement.start) for e in claim.evidence} for claim in story.claims]
    places = {(key, text.rindex(line)) for key, text in texts.items() for line in (one, two) if f"{line}\n" in text}
    return any(places <= claim for claim in said)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("No one was hurt.", "No one was injured."),
        ("No one was hurt.", "No one was hurt in the late fire."),
    ],
)
def test_few_words_are_enough_in_articles_of_one_story_only(one: str, two: str) -> None:
    elsewhere = [
        "Kari Moe opened a museum of clocks in Oslo on Tuesday.",
        "Visitors queued for tickets, and schools had booked tours of the new rooms.",
    ]
    assert told_together(one, two, FIRE_ONE, FIRE_TWO)
    assert not told_together(one, two, FIRE_ONE, elsewhere)


def test_a_statement_about_nobody_is_not_joined_to_what_happened() -> None:
    assert not told_together(
        "No one was hurt in the late shipyard fire.", "The shipyard fire was lit late.", FIRE_ONE, FIRE_TWO
    )
    assert told_together(
        "No one was hurt in the late shipyard fire.", "No one was hurt in the fire.", FIRE_ONE, FIRE_TWO
    )


def test_two_halves_of_a_long_statement_are_not_one_claim() -> None:
    halves = (
        "A crane fell on the Seahawk in Halden late on Friday.",
        "A crane fell on the Seahawk in Halden late on Friday, and the shipyard sent its welders home until May.",
        "The Halden shipyard sent its welders home until May.",
    )
    assert not any({"0", "2"} <= cluster for cluster in clusters(*halves))


def test_the_centre_is_what_most_of_the_others_are_like() -> None:
    story = resolve(
        [
            article("a.txt", [*FIRE_ONE, "A fire alarm alerted the welders."]),
            article("b.txt", [*FIRE_TWO, "The welders were alerted by a fire alarm."]),
            article(
                "c.txt",
                [
                    *FIRE_TWO,
                    "Nine people were at work on the Seahawk but came out safe after a fire alarm alerted the welders.",
                ],
            ),
        ]
    )
    alarm = next(c for c in story.claims if len({e.statement.source for e in c.evidence}) == 3 and "alarm" in c.text)
    assert "Seahawk" not in alarm.text


def test_who_tells_it_does_not_part_what_happened() -> None:
    one = "[Per Aune] said {a welder was treated for burns and sent home}."
    two = "[Kari Moe] said {a welder had been treated for burns and sent home}."
    story = resolve([article("0.txt", [*FIRE_ONE, one]), article("1.txt", [*FIRE_TWO, two])])
    assert {"0", "1"} in [
        cluster for cluster, claim in zip(as_sets(story), story.claims, strict=True) if "burns" in claim.text
    ]


def test_clauses_with_borrowed_subjects_are_compared_by_what_they_tell() -> None:
    one = borrowed("Norvik's new yard is open, easing the long wait for owners of old ferries.", "Norvik's new yard")
    two = borrowed(
        "Cooperation with Baltic Lines began, easing the long wait for owners of old ferries in the north.",
        "Cooperation with Baltic Lines",
    )
    story = resolve([one, two])
    assert any(len({e.statement.source for e in claim.evidence}) == 2 for claim in story.claims)


def test_clauses_of_two_subjects_that_act_stay_apart() -> None:
    one = borrowed("Norvik shrank, easing out ninety of its welders in Halden.", "Norvik")
    two = borrowed("Baltic Lines shrank, easing out ninety of its welders in Halden.", "Baltic Lines")
    assert all(len({e.statement.source for e in claim.evidence}) == 1 for claim in resolve([one, two]).claims)


def borrowed(line: str, subject: str) -> Reading:
    """An article of one sentence whose clause after the comma has its subject in front."""
    reading = article(f"{subject.split()[0]}.txt", [line])
    (statement,) = reading.statements
    clause = Span(line.index(",") + 2, len(line))
    told = replace(
        statement,
        start=clause.start,
        segments=(clause,),
        whole=(Span(0, len(subject)), clause),
        quantities=(),
        dates=(),
    )
    return replace(reading, statements=(told,))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "The police did not know how long the welder had worked at the yard.",
            "The police didn't know how long the welder had worked at the yard.",
        ),
        (
            "A ferry caught fire in Norway, and its crew was saved by a trawler.",
            "A ferry caught fire in Halden, and its crew was saved by a trawler.",
        ),
        (
            "The shipyard denied that the ferry had been overloaded.",
            "The shipyard denied that the ferry had been overloaded and would not say if the radar worked.",
        ),
    ],
)
def test_a_refusal_in_other_letters_and_a_town_in_its_country_are_the_same(one: str, two: str) -> None:
    assert told_together(one, two, FIRE_ONE, FIRE_TWO)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The police would not discuss a motive for the fire.", "The police had a motive for the fire."),
        (
            "A ferry caught fire in Lund, and its crew was saved by a trawler.",
            "A ferry caught fire in Halden, and its crew was saved by a trawler.",
        ),
        ("The welder had been dismissed in June.", "The police did not know whether the welder was dismissed in June."),
    ],
)
def test_a_refusal_to_tell_and_another_town_are_not_the_same(one: str, two: str) -> None:
    assert not told_together(one, two, FIRE_ONE, FIRE_TWO)


def test_a_formula_said_in_two_stories_is_not_one_claim() -> None:
    elsewhere = [
        "Kari Moe opened a museum of clocks in Oslo on Tuesday, ten years after the old one had shut its doors.",
        "Visitors queued for tickets to the new rooms, where globes, pendulums and a golden sundial are on show.",
        "Schools have booked tours until autumn, and teachers praised the guides and the low price of entry.",
    ]
    line = "There will be a full report."
    assert not told_together(line, line, FIRE_ONE, elsewhere)


def test_every_item_has_a_claim() -> None:
    line = "Norvik will close its Halden shipyard by December."
    story = resolve([article("a.txt", [line, *FIRE_ONE]), article("b.txt", [line, *FIRE_TWO])])
    assert sum(len(claim.evidence) for claim in story.claims) == 6


def test_a_statement_that_a_longer_one_holds_whole_is_told_by_both() -> None:
    one = "The old paint hall had no sprinklers."
    two = (
        "The old paint hall that burned down on Friday, while forty firefighters from Lund could only look on, "
        "had no sprinklers and no second door."
    )
    assert told_together(one, two, FIRE_ONE, FIRE_TWO)
    assert not told_together(one.replace("old", "nine"), two, FIRE_ONE, FIRE_TWO)


TOLD = [
    "The Seahawk ferry caught fire off Halden on Monday with 80 people aboard.",
    "Norvik, its owner, said the engine of the Seahawk had been overhauled in May.",
    "Passengers climbed into lifeboats while the crew fought the flames in the engine room.",
]
RETOLD = [
    "A fire broke out on the Seahawk ferry off Halden on Monday, with 80 people aboard.",
    "The engine of the Seahawk had been overhauled in May, its owner Norvik said.",
    "While the crew fought flames in the engine room, passengers climbed into the lifeboats.",
]


def together(one: str, two: str, *, later: str = "2026-03-03") -> bool:
    """Whether two sentences are one claim where the rest of their articles tells the same story."""
    first = article("one.txt", [*TOLD, one], published="2026-03-02")
    second = article("two.txt", [*RETOLD, two], published=later)
    story = resolve([first, second])
    homes = [
        {claim.id for claim in story.claims for piece in claim.evidence if text in claim_text(piece, [first, second])}
        for text in (one, two)
    ]
    assert all(homes)
    return bool(homes[0] & homes[1])


def claim_text(piece: Evidence, readings: list[Reading]) -> str:
    (text,) = (reading.source.text for reading in readings if reading.source.id == piece.statement.source)
    return text[piece.statement.extent.start : piece.statement.extent.end]


HELICOPTERS = (
    "Two helicopters began moving the injured to the hospital in Fossby.",
    "Helicopters ferried the injured to hospital.",
)


def test_in_one_story_the_only_likely_partner_of_a_statement_says_the_same() -> None:
    assert together(*HELICOPTERS)


def test_weeks_later_like_words_may_tell_of_another_turn() -> None:
    assert not together(*HELICOPTERS, later="2026-03-30")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Two helicopters moved 30 injured people to hospital.",
            "Helicopters ferried 12 injured people to a hospital.",
        ),
        (
            "Kari Moe closed an inquiry in Halden.",
            "Kari Moe wants volunteers in Halden.",
        ),
    ],
)
def test_the_only_likely_partner_may_still_tell_another_number_or_deed(one: str, two: str) -> None:
    assert not together(one, two)


def test_what_one_article_tells_as_two_things_is_not_one_claim() -> None:
    both = "In Halden and Fossby, buildings were evacuated."
    town = "In Fossby, one of the two towns, several buildings in the crowded harbour district were evacuated."
    workers = "Office workers in Fossby evacuated several buildings in the town."
    first = article("one.txt", [*TOLD, both, town])
    readings = [first, article("two.txt", [*RETOLD, workers]), article("three.txt", [*RETOLD, both])]
    told = [{claim_text(piece, readings) for piece in claim.evidence} for claim in resolve(readings).claims]
    assert any(both in each for each in told)
    assert not any({both, town} <= each for each in told)
