"""Statements of one story that say one thing with other trimmings, and such that only look as if they did."""

from __future__ import annotations

import pytest

from explorer.resolve import resolve
from tests.stories import article

TOLD = (
    "The trawler Merlin ran aground off Halden on Monday night.",
    "Rescuers reached the wreck of the Merlin by midnight.",
    "The harbour office of Halden has opened an inquiry.",
    "Divers are to raise the trawler's hull next week.",
)
RETOLD = (
    "Off Halden the trawler Merlin ran aground late on Monday.",
    "By midnight rescuers reached the wreck of the Merlin.",
    "An inquiry was opened by the harbour office of Halden.",
    "The trawler's hull will be raised by divers next week.",
)


def together(one: str, two: str) -> bool:
    """Whether two articles on one story, each with one of the lines, tell these as one claim."""
    readings = [article("one.txt", [*TOLD, one]), article("two.txt", [*RETOLD, two])]
    sources = {reading.source.id: reading.source for reading in readings}
    for claim in resolve(readings).claims:
        extents = [(sources[piece.statement.source].text, piece.statement.extent) for piece in claim.evidence]
        told = {text[span.start : span.end] for text, span in extents}
        if {one, two} <= told:
            return True
    return False


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Per Aune, who had led the fishing fleet for nine years and fought its owners in court, "
            "drowned near the lighthouse.",
            "Per Aune, the skipper of the trawler, drowned near the lighthouse.",
        ),
        (
            "The insurers will pay for the lost catch, according to a letter that was sent to all crews on Friday.",
            "After two days of talks behind closed doors, the insurers will pay for the lost catch.",
        ),
    ],
)
def test_asides_and_circumstances_do_not_part_a_claim(one: str, two: str) -> None:
    assert together(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ingrid Solberg, 61, died at the hospital.", "Solberg passed away early on Tuesday, her family said."),
        ("Ingrid Solberg has resigned as harbour master.", "After a night of talks, Solberg stepped down on Tuesday."),
        ("Three people died in the storm.", "The storm that hit the coast on Monday killed three people."),
    ],
)
def test_what_happens_but_once_is_one_claim_in_any_words(one: str, two: str) -> None:
    assert together(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Per Aune died at the hospital.", "Kari Moe died at the hospital."),
        ("Three people died in the storm.", "Five people died in the storm."),
        ("Three people died in the storm.", "Three people were injured in the storm."),
        ("Aune said that three sailors killed a shark.", "Three people died in the storm."),
    ],
)
def test_the_deaths_of_others_are_other_claims(one: str, two: str) -> None:
    assert not together(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # the other way, undone, ahead but not elected
        ("The skipper checked into the clinic at Lund.", "The skipper checked out of the clinic at Lund."),
        ("The skipper sailed in a licensed trawler.", "The skipper sailed in an unlicensed trawler."),
        (
            "Kari Moe led Per Aune by 1,204 votes on Monday night.",
            "Kari Moe defeated Per Aune by 1,204 votes on Monday night.",
        ),
        # what is cut off takes back the rest
        (
            "The fleet's owners agreed to pay for the catch, which the crews, after a stormy meeting in the sail loft "
            "that went on until the small hours of Sunday, rejected with shouts and whistles.",
            "The fleet's owners agreed to pay for the catch, and the money arrived within the hour.",
        ),
        # still open, and decided
        (
            "The council has not yet decided whether to open an inquiry into the pilots.",
            "The council has opened an inquiry into the pilots.",
        ),
        # what was not so
        ("The owners would have paid for the lost catch.", "The owners paid for the lost catch."),
        # a word that only looks alike
        ("The licence would be reviewed.", "The licence would be revoked."),
    ],
)
def test_what_stands_apart_stays_apart(one: str, two: str) -> None:
    assert not together(one, two)


def test_two_spellings_of_a_name_are_of_one_person() -> None:
    assert together(
        "Ingrid Solberg, 36, slipped and fell from the ridge near the lighthouse.",
        "Ingrid Solberge, 36, slipped and fell from the ridge near the lighthouse.",
    )
