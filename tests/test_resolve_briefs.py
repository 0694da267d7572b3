"""Briefs of a few sentences, and originals that give two figures themselves."""

from __future__ import annotations

import pytest

from explorer.resolve import resolve
from tests.stories import article

ORIGINAL = (
    "Norvik will close its shipyard in Halden by the end of the year and cut 1,400 jobs.",
    "The Halden yard has lost 2.1 billion crowns since it began to build the Seahawk.",
    "The state offered Norvik a loan of 600 million crowns, which the board turned down.",
    "Alternatives to the Seahawk are slower and need twice as much fuel in winter.",
    "Norvik shares fell 6.3% in Oslo on Friday.",
    "Ingrid Solberg said the board had met three times before it chose to shut the yard.",
    "Workers blocked the gates of the yard in Halden for six hours on Friday.",
)
REWRITTEN = (
    "Norvik is to close the shipyard it has in Halden before the year ends and to cut 1,400 jobs.",
    "The yard in Halden has lost 2.1 billion crowns since it started to build the Seahawk.",
    "The government offered Norvik a loan of 600 million crowns, but the board rejected it.",
    "Alternatives to the Seahawk are slower and burn twice as much fuel in winter.",
    "Workers stood before the gates of the yard in Halden for six hours on Friday.",
)
OTHER_LOSS = "Kari Moe put the loss of the Halden yard since it began to build the Seahawk at 3.4 billion crowns."


def is_rewrite(original: tuple[str, ...], other: tuple[str, ...]) -> bool:
    story = resolve([article("long.txt", original), article("short.txt", other)])
    paths = {source.id: source.path for source in story.sources}
    return [(paths[one.source], one.kind) for one in story.derivations] == [("short.txt", "rewrite")]


def test_three_sentences_are_enough_where_much_of_the_wording_is_the_same_and_nothing_new() -> None:
    brief = (
        "Norvik will close its yard in Halden, Ingrid Solberg said.",
        "It has lost 2.1 billion crowns since it began, and turned down a loan of 600 million crowns.",
        "Workers blocked the gates for six hours on Friday, and shares fell 6.3% in Oslo.",
        "The board had met three times.",
    )
    assert is_rewrite(ORIGINAL, brief)
    assert not is_rewrite(ORIGINAL, (*brief[:3], "Baltic Lines of Lund, 40 years old, hired 300 of the welders."))


def test_an_original_that_gives_two_figures_is_not_contradicted_by_one_of_them() -> None:
    assert is_rewrite((*ORIGINAL, OTHER_LOSS), REWRITTEN)
    changed = tuple(line.replace("2.1 billion", "3.4 billion") for line in REWRITTEN)
    assert not is_rewrite(ORIGINAL, changed)


@pytest.mark.parametrize(
    ("line", "is_missed"),
    [
        ("{Solberg grew up on a farm near Lund}, [Reuters] said.", False),
        ("{The Halden yard has lost 2.1 billion crowns since it began to build the Seahawk}, [Reuters] said.", True),
    ],
)
def test_an_outlet_is_missed_only_by_who_tells_what_it_is_credited_for(line: str, is_missed: bool) -> None:
    original = (ORIGINAL[0], line, *ORIGINAL[2:])
    story = resolve([article("long.txt", original), article("short.txt", REWRITTEN)])
    (found,) = story.derivations
    assert any("never names Reuters" in reason for reason in found.reasons) == is_missed
