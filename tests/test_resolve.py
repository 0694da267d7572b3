"""A whole folder resolved: what a reader would see in the claims, and that nothing depends on the order of files."""

from __future__ import annotations

from itertools import permutations

from explorer.models import Claim, Resolution
from explorer.resolve import resolve
from tests.stories import article

WIRE = article(
    "wire.txt",
    [
        "OSLO, March 4, 2026 (Reuters) - {Norvik Ferries will close its shipyard in Halden by the end of the year and "
        "cut 1,400 jobs}, [two people familiar with the plan] said.",
        "{The yard had lost 2.1 billion crowns since 2022}, [Ingrid Solberg] told reporters.",
        '{"We have tried everything, and there is no way to keep Halden alive without burning the rest of the group,"} '
        "[Solberg] said.",
        "{The state had offered a loan of 600 million crowns, which Norvik turned down}, [two officials] said.",
        "Norvik also builds the Seahawk patrol boat in Lund.",
    ],
    title="Norvik Ferries to close Halden shipyard, cutting 1,400 jobs",
    publisher="Reuters",
    published="2026-03-04",
    kinds={2: "direct_quote"},
)
REWRITE = article(
    "rewrite.txt",
    [
        "Norvik Ferries is shutting its Halden shipyard before the year ends, eliminating 1,400 positions.",
        "The shipyard has lost 2.1 billion crowns since 2022.",
        "{“We have tried everything, and there is no way to keep Halden alive without burning the rest of the group,”} "
        "[Solberg] said.",
        "The government had offered a loan of 600 million crowns, but Norvik rejected it.",
    ],
    kinds={2: "direct_quote"},
)
OTHER = article(
    "other.txt",
    [
        "{The state offered Norvik Ferries a loan of 800 million crowns}, [Kari Moe] said.",
        "Baltic Lines will buy two ferries in Oslo.",
        "The weather over the fjord was calm.",
    ],
    published="2026-03-06",
)
STORY = resolve([WIRE, REWRITE, OTHER])


def evidence_paths(claim: Claim, story: Resolution) -> list[str]:
    paths = {source.id: source.path for source in story.sources}
    return [paths[piece.statement.source] for piece in claim.evidence]


def claim_with(words: str, story: Resolution) -> Claim:
    texts = {source.id: source.text for source in story.sources}
    for claim in story.claims:
        for piece in claim.evidence:
            if words in texts[piece.statement.source][piece.statement.start : piece.statement.end]:
                return claim
    raise AssertionError(f"no claim has evidence with {words!r}")


def test_a_statement_and_its_rewording_are_one_claim() -> None:
    claim = claim_with("eliminating 1,400 positions", STORY)
    assert evidence_paths(claim, STORY) == ["rewrite.txt", "wire.txt"]


def test_every_statement_stands_in_exactly_one_claim() -> None:
    pieces = [(p.statement.source, p.statement.start, p.statement.end) for c in STORY.claims for p in c.evidence]
    statements = [(s.source, s.start, s.end) for r in (WIRE, REWRITE, OTHER) for s in r.statements]
    assert sorted(pieces) == sorted(statements)


def test_another_amount_is_another_claim_and_a_disagreement() -> None:
    wire, other = claim_with("loan of 600 million crowns, which", STORY), claim_with("800 million", STORY)
    assert wire.id != other.id
    numbers = [d for d in STORY.disagreements if d.kind == "number"]
    assert numbers
    assert all(other.id in d.claims for d in numbers)
    assert any("600 million crowns" in d.note and "800 million crowns" in d.note for d in numbers)


def test_a_chain_runs_from_the_article_over_its_publisher_to_the_unnamed_people() -> None:
    claim = claim_with("cut 1,400 jobs", STORY)
    wire = next(piece for piece in claim.evidence if piece.statement.source == WIRE.source.id)
    assert [link.kind for link in wire.attribution] == ["source", "entity", "unnamed"]
    assert wire.attribution[0].id == WIRE.source.id
    assert wire.attribution[1].text == "Reuters"
    assert wire.attribution[2].count == 2


def test_the_rewrite_adds_no_origin() -> None:
    claim = claim_with("eliminating 1,400 positions", STORY)
    assert claim.origins == 1
    assert "rewrites" in claim.origins_note


def test_a_quotation_is_written_with_its_speaker() -> None:
    claim = claim_with("We have tried everything", STORY)
    assert claim.text == (
        "Ingrid Solberg: “We have tried everything, and there is no way to keep Halden alive without burning the rest "
        "of the group.”"
    )


def test_any_order_of_files_gives_the_same_resolution() -> None:
    for order in permutations([WIRE, REWRITE, OTHER]):
        assert resolve(order) == STORY


def test_lists_are_sorted_by_id() -> None:
    for part in (STORY.sources, STORY.entities, STORY.claims, STORY.disagreements):
        ids = [one.id for one in part]
        assert ids == sorted(ids)
        assert len(set(ids)) == len(ids)


def test_no_articles_resolve_to_nothing() -> None:
    assert resolve([]) == Resolution((), (), ())


def test_two_files_of_equal_text_share_claims_but_not_ids() -> None:
    lines = ["Baltic Lines will scrap its oldest tanker in Oslo next spring.", "The weather over the fjord was calm."]
    story = resolve([article("a.txt", lines), article("copy/a.txt", lines)])
    assert all(len(claim.evidence) == 2 for claim in story.claims)
    assert len(story.claims) == 2


def test_hostile_text_resolves_without_harm() -> None:
    lines = [
        "\x1b]52;c;aGk=\x07 [Solberg] {says [/] [@click=x] ##0 will ‮rise}",
        "{}",
        "{…}",
        "{1 2 3 4 5 6 7 8}",
        "{\u200b}",
    ]
    story = resolve([article("bad.txt", lines), article("worse.txt", lines[::-1])])
    assert story.sources
