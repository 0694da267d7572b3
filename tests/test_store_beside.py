"""Several sources at once, as a comparison asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.errors import NotFoundError
from explorer.models import Span
from explorer.store.reader import Database
from tests.factories import NORVIK, sample_database, sample_resolution


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(sample_database(tmp_path)) as opened:
        yield opened


def test_sources_come_in_the_order_asked_for(database: Database) -> None:
    wanted = [source.id for source in reversed(sample_resolution().sources)]
    found = database.beside.sources(wanted)
    assert list(found) == wanted
    assert all(found[identity] == database.source(identity) for identity in wanted)
    assert database.beside.sources([]) == {}
    assert list(database.beside.paths(wanted).items()) == [(identity, found[identity].path) for identity in wanted]
    for read in (database.beside.sources, database.beside.paths):
        with pytest.raises(NotFoundError):
            read(["s0"])


def test_claims_come_in_the_order_of_their_rows(database: Database) -> None:
    expected = [database.claim(item.id) for item in database.items("claim", [1, 2, 3])]
    assert database.beside.claims([3, 1, 2]) == expected


def test_only_derivations_among_them_are_told(database: Database) -> None:
    (derivation,) = sample_resolution().derivations
    assert database.beside.derivations([derivation.source, derivation.origin]) == [derivation]
    assert database.beside.derivations([derivation.source]) == []


def test_names_are_those_within_the_passages(database: Database) -> None:
    first, second, *_ = [mention for mention in NORVIK.mentions if mention.source == NORVIK.mentions[0].source]
    around = {first.source: [Span(first.start, first.end)]}
    assert database.beside.names(around) == {first.source: [(NORVIK.id, Span(first.start, first.end))]}
    wider = database.beside.names({first.source: [Span(first.start, first.end), Span(second.start, second.end)]})
    assert [span for _, span in wider[first.source]] == [Span(m.start, m.end) for m in (first, second)]
    assert database.beside.names({first.source: [Span(first.start, first.end - 1)]}) == {first.source: []}
