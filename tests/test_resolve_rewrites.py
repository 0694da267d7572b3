"""Whole stories, read and resolved: who rewrites whom, which came first, and what became of the original on the way.

The articles lie in `data/rewrites`, a folder a story: wire reports, rewrites without credit, updates, reports that two
papers made of one event, a press release and what was made of it, copies of what is not in the folder.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from explorer.extract import Reader
from explorer.ingest import read_article
from explorer.models import Derivation, Passage, Reading, Resolution
from explorer.resolve import resolve

STORIES = Path(__file__).parent / "data" / "rewrites"


@cache
def reading(path: Path) -> Reading:
    return Reader().read(read_article(path.read_bytes(), path.name))


@cache
def story(name: str) -> Resolution:
    return resolve([reading(path) for path in sorted((STORIES / name).glob("*.txt"))])


def found(name: str) -> set[tuple[str, str, str]]:
    """(which, from which, how), by the names of the files."""
    paths = {source.id: source.path.removesuffix(".txt") for source in story(name).sources}
    return {(paths[d.source], paths[d.origin], d.kind) for d in story(name).derivations}


def derivation(name: str, rewrite: str) -> Derivation:
    paths = {source.id: source.path for source in story(name).sources}
    return next(d for d in story(name).derivations if paths[d.source] == f"{rewrite}.txt")


def ledger(name: str, rewrite: str) -> list[tuple[str, str]]:
    return [(loss.kind, loss.note) for loss in derivation(name, rewrite).losses]


def notes(name: str, rewrite: str, kind: str) -> str:
    """All that the ledger says of one kind."""
    return " | ".join(note for known, note in ledger(name, rewrite) if known == kind)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("quarry", {("site", "wire", "rewrite"), ("update", "wire", "copy")}),
        ("court", {("two", "one", "rewrite")}),
        ("speech", {("portal", "agency", "rewrite")}),
        ("chain", {("blog", "wire", "rewrite"), ("copy", "blog", "copy")}),
        ("conf", set()),
        ("earnings", set()),
    ],
)
def test_what_derives_from_what(name: str, expected: set[tuple[str, str, str]]) -> None:
    assert found(name) == expected


def test_a_press_release_is_the_origin_of_its_copy_and_its_rewrite_and_not_of_an_analysis() -> None:
    assert found("release") == {("gazette", "release", "copy"), ("techsite", "release", "rewrite")}


def test_copies_of_an_unseen_report_are_tied_together_without_a_sure_direction() -> None:
    pairs = found("unseen")
    assert {kind for _, _, kind in pairs} == {"copy"}
    assert len(pairs) == 2
    reasons = [reason for d in story("unseen").derivations for reason in d.reasons]
    assert any("may share one source that is not in the folder" in reason for reason in reasons)


def test_the_direction_does_not_hang_on_the_names_of_files() -> None:
    swap = {"mail.txt": "a.txt", "echo.txt": "z.txt", "star.txt": "m.txt"}
    paths = sorted((STORIES / "unseen").glob("*.txt"))
    renamed = resolve([Reader().read(read_article(path.read_bytes(), swap[path.name])) for path in paths])
    names = {source.id: source.path for source in renamed.sources}
    back = {new: old.removesuffix(".txt") for old, new in swap.items()}
    assert {(back[names[d.source]], back[names[d.origin]], d.kind) for d in renamed.derivations} == found("unseen")


def test_reasons_tell_which_came_first_and_why() -> None:
    reasons = " | ".join(derivation("quarry", "site").reasons)
    assert "never names Ilse Brandau, credited in the original" in reasons
    assert "says in its own voice" in reasons
    assert "the headline of the copy calls it an update" in derivation("quarry", "update").reasons
    assert "the copy credits RailScope, who published the original" in derivation("chain", "copy").reasons


def test_lost_credits_are_named_one_by_one() -> None:
    assert "Northwire" in notes("quarry", "site", "outlet")
    assert "Vellin Kurier" in notes("quarry", "site", "outlet")
    assert "two supervisors who were on site" in notes("quarry", "site", "unnamed source")
    assert "three people with knowledge of the talks" in notes("chain", "blog", "unnamed source")
    assert "Marcus Thiel is never named: the rewrite credits “an analyst”" in notes("chain", "blog", "speaker")


def test_dropped_hedges_and_quantifiers_show_both_wordings() -> None:
    hedges = notes("quarry", "site", "hedge")
    assert "“reportedly warned” became “was warned”" in hedges
    assert "“may face” became “faces”" in hedges
    assert "“about five” became “five”" in hedges
    assert "“Most of the trapped workers” became “The trapped workers”" in notes("quarry", "site", "scope")
    assert "“might demand” became “will demand”" in notes("chain", "blog", "hedge")
    assert "“most of the money” became “the money”" in notes("court", "two", "scope")
    assert "“most of the purchase” became “The purchase”" in notes("chain", "blog", "scope")


def test_quotations_and_amounts_that_lost_their_shape() -> None:
    assert "We heard a crack like thunder" in notes("quarry", "site", "quotation")
    assert notes("quarry", "site", "number") == "“412 million euros” became “more than 400 million euros”"


def test_facts_and_refusals_that_were_left_out_and_what_was_added() -> None:
    assert "It declined to comment" in notes("quarry", "site", "no comment")
    assert "Weyland declined to comment" in notes("chain", "blog", "no comment")
    assert "7.4%" in notes("quarry", "site", "fact")
    assert "3.1%" in notes("quarry", "update", "addition")


def test_what_stays_credited_or_quoted_is_no_loss() -> None:
    ledger_of_copy = ledger("release", "gazette")
    assert not [entry for entry in ledger_of_copy if entry[0] in ("outlet", "speaker", "hedge", "scope", "quotation")]
    assert "Pavel Iser" not in notes("quarry", "site", "speaker")
    assert "Karin Falk" not in notes("court", "two", "speaker")


def test_the_gravest_comes_first_and_nothing_twice() -> None:
    kinds = [kind for kind, _ in ledger("quarry", "site")]
    assert kinds == sorted(kinds, key=["outlet", "speaker", "unnamed source", "no comment", "hedge", "scope",
                                       "quotation", "number", "fact", "addition"].index)  # fmt: skip
    assert len(set(ledger("quarry", "site"))) == len(kinds)


def test_every_passage_of_a_ledger_stands_in_its_own_article() -> None:
    told = 0
    for name in ("quarry", "chain", "court", "speech", "release", "unseen"):
        lengths = {source.id: len(source.text) for source in story(name).sources}
        for one in story(name).derivations:
            told += len(one.losses)
            for loss in one.losses:
                assert loss.original.source == one.origin
                assert _fits(loss.original, lengths)
                if loss.rewrite is not None:
                    assert loss.rewrite.source == one.source
                    assert _fits(loss.rewrite, lengths)
    assert told > 10


def _fits(passage: Passage, lengths: dict[str, int]) -> bool:
    return 0 <= passage.start < passage.end <= lengths[passage.source]
