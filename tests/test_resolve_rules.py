"""The small rules under resolving: amounts that agree, denials, quantifiers, candidates, origins."""

from __future__ import annotations

from itertools import pairwise

import pytest

from explorer.models import Claim
from explorer.resolve import resolve
from explorer.resolve.features import Weights, profile, score, tokens_of
from explorer.resolve.polarity import contrasted, opposed
from explorer.text.agreeing import compatible
from explorer.text.quantities import find_quantities
from tests.candidates import candidate_pairs
from tests.stories import article


@pytest.mark.parametrize(
    ("one", "two", "agree"),
    [
        ("8.76%", "9%", True),
        ("8.76%", "8%", False),
        ("26%", "27%", False),
        ("nearly 1,400 jobs", "1,380 jobs", True),
        ("1,400 jobs", "1,380 jobs", True),
        ("1,400 jobs", "1,300 jobs", False),
        ("at least 42 seats", "at least 45 seats", False),
        ("40–60%", "50%", True),
        ("40–60%", "70%", False),
        ("$53 billion", "$98 billion", False),
        ("$53 billion", "53%", False),
        ("$2.7 billion", "$2.71 billion", True),
        ("$80 a barrel", "$80", True),
        ("$80 a barrel", "$80 a share", False),
        ("14 GWh", "14 gigawatt hours", True),
        ("200 feet", "60 metres", True),
        ("200 feet", "150 metres", False),
        ("about 5 miles", "7.6 kilometres", True),
        ("400 acres", "162 hectares", True),
        ("200 feet", "200 metres", False),
        ("200 feet", "200 pounds", False),
        ("won 3-2", "won 3-1", False),
        ("won 3-2", "won 3-2", True),
    ],
)
def test_amounts_agree_but_for_rounding_and_hedges(one: str, two: str, agree: bool) -> None:
    a, b = find_quantities(one)[0], find_quantities(two)[0]
    assert compatible(a, b) is agree
    assert compatible(b, a) is agree


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The yard will close.", "The yard will not close."),
        ("The court approved the sale.", "The court rejected the sale."),
        ("Profits rose in May.", "Profits fell in May."),
    ],
)
def test_opposed(one: str, two: str) -> None:
    assert opposed(one, two)
    assert opposed(two, one)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Neither yard has fully closed.", "Both yards are closed on Sundays."),
        ("Not only the yard will close.", "The yard will close."),
        ("They decided not to bring charges.", "They decided against bringing charges."),
        ("The yard will not close.", "The yard will not be closed."),
    ],
)
def test_not_opposed(one: str, two: str) -> None:
    assert not opposed(one, two)


def test_contrasted_things() -> None:
    assert contrasted("a chip for training models", "a chip for inference")
    assert not contrasted("a chip for training and inference", "a chip for inference")


def test_less_of_a_quality_is_not_the_most_of_it() -> None:
    assert contrasted("its engine, less powerful than the old one", "the most powerful engine on sale") == "powerful"
    assert contrasted("the more costly of the two ferries", "a less costly ferry") == "costly"
    assert not contrasted("a less costly ferry", "the less costly of the two ferries")
    assert not contrasted("the more costly ferry", "the most costly ferry")


def test_synonyms_count_as_one_word() -> None:
    weights = Weights([])
    texts = ["Norvik bought a shipyard.", "Norvik acquired a shipyard.", "Norvik painted a shipyard."]
    one, same, other = (profile(text, [], [], weights) for text in texts)
    assert score(one, same) > score(one, other)


def test_candidates_are_few_and_hold_the_partner() -> None:
    colours = "red blue green white black amber violet grey olive teal".split()
    texts = [f"The {a} ferry met the {b} barge near pier {a}{b}" for a, b in pairwise(colours)]
    texts += ["Zebrafish embryos glow under the harbour lamp", "A harbour lamp makes zebrafish embryos glow"]
    weights = Weights([tokens_of(text) for text in texts])
    pairs = list(candidate_pairs([profile(text, [], [], weights) for text in texts], best=3))
    assert (len(texts) - 2, len(texts) - 1) in pairs
    assert len(pairs) <= 3 * len(texts)
    assert all(i < j for i, j in pairs)
    assert len(set(pairs)) == len(pairs)


def only_claim(*lines: tuple[str, str]) -> Claim:
    """The one claim of several articles, each given as (publisher, line)."""
    readings = []
    for i, (publisher, line) in enumerate(lines):
        start = f"({publisher}) " if publisher else ""
        readings.append(article(f"{i}.txt", [start + line], publisher=publisher))
    story = resolve(readings)
    return next(claim for claim in story.claims if len(claim.evidence) == len(lines))


CLOSING = "{Norvik will close its Halden shipyard in December}"


def test_two_articles_that_cite_one_paper_have_one_origin() -> None:
    claim = only_claim(
        ("Reuters", f"{CLOSING}, [The Harbour Post] reported."), ("", f"{CLOSING}, according to [The Harbour Post].")
    )
    assert claim.origins == 1
    assert "The Harbour Post" in claim.origins_note


def test_two_speakers_are_two_origins() -> None:
    claim = only_claim(("", f"{CLOSING}, [Kari Moe] said."), ("", f"{CLOSING}, [Per Aune] said."))
    assert claim.origins == 2


def test_an_article_without_source_or_publisher_shows_no_origin() -> None:
    claim = only_claim(("", CLOSING + "."), ("", "{Norvik is to close its Halden shipyard in December}."))
    assert claim.origins == 0
    assert "cannot be shown" in claim.origins_note


def test_an_agency_reporting_in_its_own_voice_is_an_origin() -> None:
    claim = only_claim(("Reuters", CLOSING + "."), ("", "{Norvik is to close its Halden shipyard in December}."))
    assert claim.origins == 1
    assert "Reuters" in claim.origins_note


def test_unnamed_people_behind_a_paper_belong_to_it() -> None:
    line = f"{CLOSING}, [The Harbour Post] reported, citing [four people]."
    claim = only_claim(("Reuters", line), ("", f"{CLOSING}, [The Harbour Post] wrote."))
    assert claim.origins == 1
