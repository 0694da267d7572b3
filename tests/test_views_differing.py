"""Marks of difference between made-up accounts of one story."""

from __future__ import annotations

import re

from explorer.models import Evidence, Span, Statement
from explorer.text.dates import find_dates
from explorer.text.quantities import find_quantities
from explorer.views.differing import Account, Named, account, differences, in_words

_HEDGE = re.compile(r"\b(?:may|about|reportedly|most)\b")
_NAME = re.compile(r"\b(?:Norvik|NRVK|Lund|Halden|Sara Holm)\b")
_IDS = {"NRVK": "Norvik"}
_DAY = "2025-03-04"


def told(text: str, content: str | None = None) -> Account:
    """The account of an article that says `text`, of which `content` is the evidence."""
    start = text.index(content) if content else 0
    span = Span(start, start + len(content or text))

    def inside(found: Span) -> bool:
        return span.start <= found.start and found.end <= span.end

    statement = Statement(
        "s1", span.start, span.end, (span,), Span(0, len(text)), "assertion", "body",
        quantities=tuple(q for q in find_quantities(text) if inside(Span(q.start, q.end))),
        dates=tuple(d for d in find_dates(text, _DAY) if inside(Span(d.start, d.end))),
        hedges=tuple(h for h in (Span(*m.span()) for m in _HEDGE.finditer(text)) if inside(h)),
    )  # fmt: skip
    names = [Named(_IDS.get(m.group(), m.group()), Span(*m.span())) for m in _NAME.finditer(text)]
    return account([Evidence(statement, ())], names)


def marks(*texts: str) -> list[list[tuple[str, str]]]:
    """Sign and words of what differs in each text."""
    found = differences([told(text) for text in texts])
    return [[(d.sign, text[d.span.start : d.span.end]) for d in mine] for text, mine in zip(texts, found, strict=True)]


def test_another_number_is_marked_on_both_sides() -> None:
    one, other = marks("It will cut 1,200 jobs.", "It will cut 1,500 jobs.")
    assert one == [("≠", "1,200 jobs")]
    assert other == [("≠", "1,500 jobs")]


def test_rounding_and_nearness_are_no_difference() -> None:
    assert marks("Sales rose 8.76 percent.", "Sales rose 9 percent.") == [[], []]
    assert marks("It will cut about 1,200 jobs.", "It will cut 1,250 jobs.") == [[], []]


def test_the_same_count_of_what_is_called_otherwise_is_no_difference() -> None:
    assert marks("The navy took 23 pirates.", "The navy took 23 suspects.") == [[], []]


def test_a_number_that_nobody_else_gives_is_only_here() -> None:
    assert marks("It will cut 1,200 jobs.", "It will cut jobs.") == [[("+", "1,200 jobs")], []]
    both = marks("Of 40 percent, 15 percent go.", "Here 15 percent go.")
    assert both == [[("+", "40 percent")], []], "what the other account also gives is not disputed by it"


def test_one_account_of_three_that_differs_is_told_apart_from_two_that_agree() -> None:
    assert marks("1,200 jobs go.", "1,200 jobs go.", "1,500 jobs go.") == [
        [("≠", "1,200 jobs")],
        [("≠", "1,200 jobs")],
        [("≠", "1,500 jobs")],
    ]
    assert marks("1,200 jobs go.", "1,200 jobs go.", "Jobs go.") == [[], [], []], "not everybody has to give it"


def test_dates_differ_where_they_do_not_meet() -> None:
    june, july = marks("It closes in June 2025.", "It closes in July 2025.")
    assert [sign for sign, _ in june] == [sign for sign, _ in july] == ["≠"]
    assert "June 2025" in june[0][1]
    assert marks("It closes on 4 June 2025.", "It closes in June 2025.") == [[], []]


def test_a_name_counts_by_who_is_meant_and_by_the_whole_sentence() -> None:
    assert marks("Norvik closes the plant in Lund.", "NRVK closes the plant.") == [[("+", "Lund")], []]
    beside = told("In Lund, Norvik closes the plant.", "Norvik closes the plant")
    assert differences([told("Norvik closes the plant in Lund."), beside]) == [(), ()]


def test_a_hedge_is_marked_where_another_account_has_none() -> None:
    assert marks("It may close.", "It closes.") == [[("~", "may")], []]
    assert marks("It may close.", "It reportedly closes.") == [[], []]
    assert marks("It cuts about 1,200 jobs.", "It cuts 1,200 jobs.") == [[], []], "that belongs to the number"


def test_one_account_differs_from_nobody() -> None:
    assert marks("It may cut 1,200 jobs in Lund.") == [[]]
    assert differences([]) == []


def test_a_phrase_tells_all_of_it_the_gravest_first() -> None:
    text = "Sara Holm may cut 1,500\njobs in Lund."
    found = differences([told(text), told("Norvik will cut 1,200 jobs.")])[0]
    assert in_words(found, text) == (
        "another account has another number than “1,500 jobs”; hedged here, not in every account: “may”; "
        "only here: “Sara Holm”, “Lund”"
    )
    assert in_words((), text) == ""
