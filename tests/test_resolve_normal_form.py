"""A claim's text stands on its own: names for pronouns, no dangling connective, one sentence."""

from __future__ import annotations

import pytest

from explorer.models import EvidenceKind
from explorer.resolve import resolve
from tests.stories import article


def text_of(line: str, before: tuple[str, ...] = (), kind: EvidenceKind | None = None) -> str:
    """The text of the claim that the last line makes."""
    lines = [*before, line]
    reading = article("a.txt", lines, kinds={len(before): kind} if kind else {})
    last = reading.statements[-1]
    story = resolve([reading])
    return next(c.text for c in story.claims if any(p.statement.start == last.start for p in c.evidence))


@pytest.mark.parametrize(
    ("line", "before", "text"),
    [
        ("However, Norvik will close its yard in Halden.", (), "Norvik will close its yard in Halden."),
        ("But in Oslo the price of ferries rose.", (), "In Oslo the price of ferries rose."),
        ("{norvik ferries sail at night}, [Solberg] said.", (), "Norvik ferries sail at night."),
        ("It still outpaces foreign boats.", ("The Seahawk is slower than the Merlin.",), "The Seahawk"),
        (
            "The company has sold 40 boats abroad.",
            ("Norvik chief Ingrid Solberg met the king.",),
            "Norvik has sold 40 boats abroad.",
        ),
        (
            "Both companies build patrol boats.",
            ("Norvik and Baltic Lines agreed to share a yard.",),
            "Norvik and Baltic Lines build patrol boats.",
        ),
        (
            "Its yard in Halden will close in December.",
            ("Baltic Lines is short of orders.",),
            "Baltic Lines' yard in Halden will close in December.",
        ),
        ("She left the board in 2019.", ("Kari Moe opened the hearing.",), "Kari Moe left the board in 2019."),
        (
            "Norvik has cut 1,400 jobs, {partly replacing welders with robots}.",
            (),
            "Norvik is partly replacing welders with robots.",
        ),
        ("Norvik will close its yard {and will sell the cranes}.", (), "Norvik … will sell the cranes."),
    ],
)
def test_text_stands_on_its_own(line: str, before: tuple[str, ...], text: str) -> None:
    found = text_of(line, before)
    if text == "The Seahawk":
        assert found.removeprefix("The ").startswith("Seahawk still outpaces")
    else:
        assert found == text


def test_a_pronoun_that_could_mean_several_stays() -> None:
    before = ("The price of ferries and the cost of steel were discussed.",)
    assert text_of("It rose by 4%.", before) == "It rose by 4%."


@pytest.mark.parametrize(
    ("before", "line", "text"),
    [
        (
            ("Norvik tests a boat.", "The new ferry, designed to outlast the Merlin, is built by a Danish yard."),
            "It is intended to sail in heavier seas.",
            "The new ferry is intended to sail in heavier seas.",
        ),
        (
            ("Norvik tests a boat.", "Norvik's new ferry has entered the harbour of Halden."),
            "It is intended to sail in heavier seas.",
            "Norvik's new ferry is intended to sail in heavier seas.",
        ),
        (
            ("Norvik grows.", "The Norvik deal was signed in Oslo."),
            "It is worth $30 million.",
            "The Norvik deal is worth $30 million.",
        ),
        (
            ("Kari Moe opened the hearing.", "The minister was late on Friday."),
            "She left the board in 2019.",
            "The minister left the board in 2019.",
        ),
        (
            ("Kari Moe opened the hearing.", "The plan was signed on Friday."),
            "She left the board in 2019.",
            "She left the board in 2019.",
        ),
        (
            ("Norvik tests a boat.", "In spring the yards were closed and a ferry was lost."),
            "It is intended to sail in heavier seas.",
            "It is intended to sail in heavier seas.",
        ),
    ],
)
def test_a_pronoun_means_the_nearest_subject_or_stays(before: tuple[str, ...], line: str, text: str) -> None:
    assert text_of(line, before) == text


@pytest.mark.parametrize(
    "line",
    [
        "It was the third strike at Norvik this year.",
        "It will take several weeks for the cranes to be repaired.",
        "It is the second time in a year that the cranes failed.",
    ],
)
def test_it_stands_for_no_name_that_its_clause_names_again_and_for_none_where_it_stands_for_the_clause(
    line: str,
) -> None:
    before = ("Norvik sold its yard in Halden.",)
    assert text_of(line, before) == line
    assert text_of("It will take over the cranes in May.", before) == "Norvik will take over the cranes in May."


def test_he_is_never_a_company() -> None:
    assert text_of("He left in 2019.", ("Norvik built a yard.",)) == "He left in 2019."


def test_a_quotation_names_its_unnamed_speaker_without_article() -> None:
    line = '{"We will keep the yard open,"} [a Norvik spokesperson] said.'
    assert text_of(line, kind="direct_quote").endswith("“We will keep the yard open.”")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            '{"We will sell to another customer,"} [Solberg] said. {"The market simply grew."}',
            "Solberg: “We will sell to another customer. The market simply grew.”",
        ),
        (
            '{"We will sell to another customer,"} [Solberg] said, {"if we find one."}',
            "Solberg: “We will sell to another customer, if we find one.”",
        ),
        (
            '{"Can we find another customer?"} [Solberg] said. {"The market simply grew,"}',
            "Solberg: “Can we find another customer? The market simply grew.”",
        ),
    ],
)
def test_the_pieces_of_a_quotation_are_joined_as_the_words_need(line: str, text: str) -> None:
    assert text_of(line, kind="direct_quote") == text


def test_an_odd_quotation_mark_is_dropped() -> None:
    assert text_of('{the yard is "beyond repair}, [Solberg] said.') == "The yard is beyond repair."
