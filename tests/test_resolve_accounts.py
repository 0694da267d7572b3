"""Disagreements of whole articles: who is named, who is silent, who turns a deed round, who contradicts himself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from explorer.models import Disagreement
from explorer.resolve import resolve
from tests.stories import article

STORY = [
    "Norvik Ferries closed its Halden shipyard in December after a fire in the welding hall.",
    "The fire at the Halden shipyard of Norvik started in a store of paint.",
    "Inspectors had warned Norvik about the paint store at Halden in October.",
    "Norvik will move its welding work from Halden to Lund in the spring.",
]
DENIAL = "Norvik Ferries denied that it had ignored the warnings of the inspectors."


def told(*articles: Sequence[str], published: Sequence[str | None] = ()) -> list[Disagreement]:
    days = [*published, *[None] * len(articles)]
    readings = [
        article(f"{place}.txt", lines, title=f"Account {place}", published=day)
        for place, (lines, day) in enumerate(zip(articles, days, strict=False))
    ]
    return list(resolve(readings).disagreements)


def _with(extra: str) -> list[str]:
    return [*STORY[:3], extra, STORY[3]]


@pytest.mark.parametrize(
    "fact", [DENIAL, "The fire at the shipyard killed three welders.", "Prosecutors accused Norvik of neglect."]
)
def test_an_account_that_leaves_out_what_all_others_say_is_pointed_out_once(fact: str) -> None:
    (found,) = told(_with(fact), _with(fact), _with(fact), [*STORY, "The yard stands by the sea and is old."])
    assert (found.kind, found.grade) == ("presence", 1)
    assert "“Account 3” leaves it out" in found.note
    assert len(found.claims) == 1


@pytest.mark.parametrize(
    "silent",
    [
        STORY[:1],  # a short notice
        ["Lund has a new bridge.", *["The bridge is long and it is made of steel and stone." for _ in range(4)]],
        [*STORY, "Norvik rejected what the inspectors said of it."],  # in other words
    ],
)
def test_silence_that_means_nothing_is_not_told(silent: list[str]) -> None:
    assert [d for d in told(_with(DENIAL), _with(DENIAL), _with(DENIAL), silent) if d.kind == "presence"] == []


def test_an_earlier_account_could_not_know() -> None:
    days = ["2026-03-05", "2026-03-05", "2026-03-06", "2026-03-01"]
    found = told(_with(DENIAL), _with(DENIAL), _with(DENIAL), [*STORY, "The yard is by the sea."], published=days)
    assert [d for d in found if d.kind == "presence"] == []


def test_plain_facts_may_be_left_out() -> None:
    fact = "The welding hall of the shipyard was built of brick and timber."
    found = told(_with(fact), _with(fact), _with(fact), [*STORY, "The yard is by the sea."])
    assert [d for d in found if d.kind == "presence"] == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Norvik sued Baltic Lines over the Seahawk boats.", "Baltic Lines sued Norvik over the Seahawk boats."),
        ("Norvik sued Baltic Lines over the boats.", "Norvik was sued by Baltic Lines over the boats."),
        ("Norvik has sued Baltic Lines over the boats.", "Baltic Lines threatened to sue Norvik over the boats."),
    ],
)
def test_a_deed_turned_round_cannot_be_right_twice(one: str, two: str) -> None:
    (found,) = told([one], [two])
    assert (found.kind, found.grade) == ("entity", 3)
    assert "sued" in found.note


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Norvik agreed on Monday to buy Baltic Lines.", "Baltic Lines agrees to buy Norvik."),
        ("Norvik is in talks to buy Baltic Lines.", "Baltic Lines was in talks to buy Norvik."),
    ],
)
def test_a_deal_turned_round_is_another_claim(one: str, two: str) -> None:
    told_twice = resolve([article("one.txt", [one]), article("two.txt", [two])])
    assert len(told_twice.claims) == 2
    (found,) = told([one], [two])
    assert (found.kind, found.grade) == ("entity", 3)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Norvik sued Baltic Lines over the boats.", "Baltic Lines was sued by Norvik over the boats."),
        ("Norvik met Baltic Lines in Oslo about the boats.", "Baltic Lines met Norvik in Oslo about the boats."),
    ],
)
def test_a_passive_or_a_meeting_turns_nothing_round(one: str, two: str) -> None:
    assert told([one], [two]) == []


def test_one_article_with_two_figures_for_one_thing_is_pointed_out() -> None:
    lines = ["Norvik will cut 1,400 jobs in Halden.", "The yard is old.", "Norvik will cut 2,100 jobs in Halden."]
    (found,) = told(lines)
    assert (found.kind, found.grade) == ("number", 2)
    assert "“1,400 jobs” in one place and “2,100 jobs” in another" in found.note


@pytest.mark.parametrize(
    "lines",
    [
        # what two people say, and figures of two things
        [
            "{Norvik will cut 1,400 jobs in Halden}, [Kari Moe] said.",
            "{Norvik will cut 900 jobs in Halden}, [Per Aune] said.",
        ],
        ["Norvik will cut 1,400 jobs in Halden this spring.", "Norvik will cut 900 jobs among the welders of Lund."],
    ],
)
def test_one_article_may_give_two_figures(lines: list[str]) -> None:
    assert told(lines) == []


def test_ahead_in_one_place_and_level_in_another_pull_against_each_other() -> None:
    (found,) = told(["The Seahawk outpaces all foreign boats.", "The Merlin can compete with the Seahawk."])
    assert (found.kind, found.grade) == ("scope", 1)
    assert "pull against each other" in found.note


def test_one_claim_has_one_note_with_everybody_on_his_side() -> None:
    many, few = (
        "Norvik will cut 1,400 jobs at its Halden shipyard.",
        "Norvik will cut 2,100 jobs at its Halden shipyard.",
    )
    (found,) = told([many], [few], [many], [few])
    assert found.kind == "number"
    assert "“Account 0” and “Account 2” say “1,400 jobs”" in found.note
    assert "“Account 1” and “Account 3” say “2,100 jobs”" in found.note
    assert len(found.evidence) == 4


def test_notes_name_outlets_and_never_paths() -> None:
    one = article("a.txt", ["Norvik will cut 1,400 jobs at its Halden shipyard."], publisher="Reuters", title="A")
    two = article("b.txt", ["Norvik will cut 2,100 jobs at its Halden shipyard."], title="Jobs go at Halden")
    (found,) = resolve([one, two]).disagreements
    assert ".txt" not in found.note
    assert "“Jobs go at Halden” says" in found.note


def test_what_an_outlet_does_not_have_is_not_supported_by_it() -> None:
    own = ["Norvik will close its Halden shipyard in December.", "The yard has built Seahawk boats since 1994."]
    report = article("wire.txt", own, publisher="Reuters", title="Reuters: yard closes")
    rewrite = article(
        "copy.txt",
        [
            "{Norvik will close its Halden shipyard in December}, [Reuters] said.",
            "{Baltic Lines has offered Norway a loan for the bridge at Lund}, [Reuters] said.",
        ],
        title="Yard",
    )
    found = [d for d in resolve([report, rewrite]).disagreements if d.kind == "citation"]
    assert [d.grade for d in found] == [2]
    assert "nothing of the kind" in found[0].note
    assert "a loan for the bridge" in found[0].note


def test_what_is_not_expected_is_less_than_what_will_not_be() -> None:
    (found,) = told(
        ["Norway is not expected to block the sale of the Halden shipyard."],
        ["Norway will not block the sale of the Halden shipyard."],
    )
    assert found.kind == "modality"
    assert "“not expected to block sale”" in found.note or "“not expected to block the sale”" in found.note
    assert "“will not block”" in found.note
