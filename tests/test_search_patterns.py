"""What words of earlier searches have read: it is used again, bounded, and let go of without changing an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from explorer.search import Searcher
from explorer.search import patterns as patterns_module
from explorer.search.lexicon import STAGE_EXACT, STAGE_TYPO
from explorer.search.parts import Part
from explorer.search.patterns import Pattern, Patterns
from explorer.store.reader import Database
from tests.search_corpus import CLAIMS, NOISE, corpus


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Part]:
    path: Path = corpus(tmp_path_factory.mktemp("patterns"), (*CLAIMS, *NOISE)).path
    with Database.open(path) as database:
        searcher = Searcher(database)
        searcher.load()
        yield searcher.indexes.engine("claim").parts[0]


def read(pattern: Pattern) -> tuple[list[int], list[int], list[int]]:
    """All that a pattern tells."""
    documents, weights = pattern.gather()
    return documents.tolist(), weights.tolist(), pattern.paint(0).tolist()


def test_a_pattern_that_was_forgotten_tells_the_same_again(part: Part) -> None:
    known = Patterns()
    exact = known.of(part, "nvidia", is_open=True, stage=STAGE_EXACT)
    wider = known.of(part, "nvidia", is_open=True, stage=STAGE_TYPO)
    before = read(exact), read(wider)
    assert exact.kept_bytes
    exact.forget()
    wider.forget()
    assert not exact.kept_bytes
    assert (read(exact), read(wider)) == before
    assert np.any(before[1][2])


def test_what_goes_for_the_sake_of_newer_words_holds_nothing_though_others_are_made_of_it(
    part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Patterns()
    exact = known.of(part, "nvidia", is_open=True, stage=STAGE_EXACT)
    wider = known.of(part, "nvidia", is_open=True, stage=STAGE_TYPO)
    read(wider)
    assert exact.kept_bytes
    monkeypatch.setattr(patterns_module, "_MOST_KEPT", wider.kept_bytes)
    known.trim()
    assert not exact.kept_bytes
    assert wider.kept_bytes
    assert known.of(part, "nvidia", is_open=True, stage=STAGE_TYPO) is wider
