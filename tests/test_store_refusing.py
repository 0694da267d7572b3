"""What would not read again is never written: spans that miss their words, references to nothing, ids given twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.models import Claim, Link, Mention, Passage, Resolution, Span
from explorer.store.reader import Database
from explorer.store.verify import dump, verify
from explorer.store.writer import write
from tests import factories
from tests.factories import VERSIONS, sample_resolution
from tests.failing import failed_write


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database that stood before."""
    return factories.sample_database(tmp_path)


def with_claim(change: Callable[[Claim], Claim]) -> Resolution:
    sample = sample_resolution()
    first, *others = sample.claims
    return replace(sample, claims=(change(first), *others))


def with_mention(change: Callable[[Mention], Mention]) -> Resolution:
    sample = sample_resolution()
    entity, *others = sample.entities
    first, *rest = entity.mentions
    changed = replace(entity, mentions=(change(first), *rest))
    return replace(sample, entities=(changed, *others))


@pytest.mark.parametrize(
    "change",
    [
        lambda mention: replace(mention, start=mention.start + 1),
        lambda mention: replace(mention, end=mention.end - 1),
        lambda mention: replace(mention, text=mention.text.upper() + "!"),
        lambda mention: replace(mention, start=mention.start + 10**6, end=mention.end + 10**6),
        lambda mention: replace(mention, start=mention.start - 10**6),
        lambda mention: replace(mention, start=-len(mention.text), end=0, text=""),
    ],
)
def test_a_mention_that_does_not_re_read_stops_the_build(old: Path, change: Callable[[Mention], Mention]) -> None:
    line = failed_write(old, with_mention(change))
    assert "a span does not re-read" in line
    assert ".txt: mention" in line


def test_a_sentence_beyond_the_text_stops_the_build(old: Path) -> None:
    def move(claim: Claim) -> Claim:
        evidence = claim.evidence[0]
        statement = replace(evidence.statement, sentence=Span(0, 10**6))
        return replace(claim, evidence=(replace(evidence, statement=statement), *claim.evidence[1:]))

    assert "sentence" in failed_write(old, with_claim(move))


def test_a_link_to_nowhere_stops_the_build(old: Path) -> None:
    def link(claim: Claim) -> Claim:
        evidence = replace(claim.evidence[0], attribution=(Link("entity", "Nobody", id="e00000000000f"),))
        return replace(claim, evidence=(evidence, *claim.evidence[1:]))

    assert "e00000000000f, which is not there" in failed_write(old, with_claim(link))
    assert "no entity e123" in failed_write(old, with_claim(lambda claim: replace(claim, entities=("e123",))))
    sample = sample_resolution()
    dispute = replace(sample.disagreements[0], evidence=(Passage("s123", 0, 5),))
    assert "no source s123" in failed_write(old, replace(sample, disagreements=(dispute,)))


def test_an_id_given_twice_stops_the_build(old: Path) -> None:
    sample = sample_resolution()
    assert "two claims have the id" in failed_write(old, replace(sample, claims=sample.claims[:1] * 2))
    assert "two entities have the id" in failed_write(old, replace(sample, entities=sample.entities[:1] * 2))


def test_half_a_surrogate_pair_is_one_clear_line(old: Path) -> None:
    assert "surrogate" in failed_write(old, with_claim(lambda claim: replace(claim, text="\ud800")))


def test_absurd_numbers_do_not_stop_the_build(tmp_path: Path) -> None:
    def count(claim: Claim) -> Claim:
        evidence = claim.evidence[0]
        chain = (Link("unnamed", "people", count=10**30),)
        statement = replace(evidence.statement, chain=chain)
        return replace(claim, evidence=(replace(evidence, statement=statement), *claim.evidence[1:]))

    write(with_claim(count), tmp_path / "data.db", VERSIONS)
    assert verify(tmp_path / "data.db").ok


def test_hostile_text_is_kept_as_it_is(tmp_path: Path) -> None:
    hostile = "Lund\x00 \x1b]52;c;AAAA\x07\x9b2J ‮ [/] [@click=quit] \U0001f4f0 '; DROP TABLE claims; --\r\n\x85"
    sample = sample_resolution()
    source = replace(sample.sources[0], path=hostile.replace("/", "_"), language=hostile)
    resolution = replace(with_claim(lambda claim: replace(claim, text=hostile)), sources=(source, *sample.sources[1:]))
    write(resolution, tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        assert database.resolution() == resolution
    assert all(line.isascii() for line in dump(tmp_path / "data.db"))
