"""An entity and a source: what is known of them, told with its places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.errors import NotFoundError
from explorer.lists import Filter
from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.text.inert import is_inert
from explorer.views import entity, source
from explorer.views.entity import EntityView
from explorer.views.scope import Scope
from explorer.views.source import SourceView
from tests.factories import (
    BETRAYAL,
    CLOSING,
    HOLM,
    LINDQVIST,
    LUND,
    NORVIK,
    UNION,
    VERSIONS,
    large_resolution,
    sample_database,
)
from tests.hostile import hostile_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """The three accounts of one story."""
    with Database.open(sample_database(tmp_path)) as opened:
        yield opened


def of(database: Database, identity: str) -> EntityView:
    """An entity under the cursor."""
    return entity.make(database, Scope(subject=("entity", identity)))


def article(database: Database, path: str) -> SourceView:
    """A source under the cursor, by its path."""
    items = database.items("source", database.rows("source"))
    return source.make(database, Scope(subject=("source", next(item.id for item in items if item.path == path))))


# -- an entity ---------------------------------------------------------------------------------------------------------


def test_other_names_stand_with_their_reasons(database: Database) -> None:
    assert of(database, NORVIK.id).aliases == (
        ("Norvik", "shortened name"),
        ("NRVK", "ticker in brackets after the name"),
    )


def test_what_it_says_is_apart_from_what_is_said_of_it(database: Database) -> None:
    speaker = of(database, HOLM.id)
    assert ([claim.id for claim in speaker.says], speaker.said_of) == ([BETRAYAL.id], ())
    body = of(database, NORVIK.id)
    assert (body.says, [claim.id for claim in body.said_of]) == ((), [CLOSING.id])


def test_a_speaker_named_between_two_pieces_of_a_quotation_is_not_its_subject(database: Database) -> None:
    model = of(database, LINDQVIST.id)
    assert (model.total_says, model.total_said_of) == (1, 0)


def test_mentions_lead_to_their_places_source_by_source(database: Database) -> None:
    model = of(database, NORVIK.id)
    assert [(each.name.partition(",")[0], each.times) for each in model.named_in] == [
        ("Øresund Business", 2),
        ("Baltic Wire", 2),
        ("news/rewrite.txt", 1),
    ]
    for naming in model.named_in:
        text = database.text(naming.source)
        for place in naming.places:
            assert text[place.start : place.end] == place.text
            assert place.text in place.sentence.text
    assert sum(each.times for each in model.named_in) == model.mentions == 5


def test_entities_of_the_same_claims_are_counted(database: Database) -> None:
    assert [(each.name, each.claims) for each in of(database, NORVIK.id).neighbours] == [("Lund", 1)]


def test_whom_it_may_be_one_with_is_told_and_why(database: Database) -> None:
    (other,) = of(database, LINDQVIST.id).candidates
    assert (other.id, other.reason) == (HOLM.id, "Both speak for Lund.")


def test_a_row_that_is_no_entity_asks_to_choose_one(database: Database) -> None:
    with pytest.raises(NotFoundError, match="cursor"):
        entity.make(database, Scope(subject=("claim", CLOSING.id)))
    assert entity.make(database, Scope(filter=Filter(entity=LUND.id))).name == "Lund"


def test_lines_of_an_entity_tell_all_of_it(database: Database) -> None:
    lines = "\n".join(entity.plain(of(database, NORVIK.id)))
    assert lines.startswith("Norvik Motors: organization, named 5 times in 3 articles")
    assert "NRVK: ticker in brackets after the name" in lines
    assert "What is said of it: 1 claim" in lines
    assert "3 sources, ≠2" in lines
    assert "Lund (place)" in lines
    assert "union [1].” (2 times)" in lines


def test_long_lists_of_an_entity_are_cut_and_counted(tmp_path: Path) -> None:
    write(large_resolution(300), tmp_path / "large.db", VERSIONS)
    with Database.open(tmp_path / "large.db") as database:
        first = database.items("entity", [1])[0]
        model = of(database, first.id)
        assert (model.total_said_of, len(model.said_of)) == (1, 1)
        assert entity.record(model)["mentions"] == 1


# -- a source ----------------------------------------------------------------------------------------------------------


def test_doubts_of_the_text_lead_to_their_places(database: Database) -> None:
    model = article(database, "paper.txt")
    (doubt,) = model.doubts
    assert (doubt.kind, doubt.note) == ("masked_token", "Digits are masked.")
    assert doubt.place is not None
    assert doubt.place.text == "##24"


def test_doubts_of_the_whole_file_have_no_place(database: Database) -> None:
    assert [(doubt.kind, doubt.place) for doubt in article(database, "news/rewrite.txt").doubts] == [
        ("missing_title", None),
        ("encoding_doubt", None),
    ]


def test_references_tell_how_often_the_prose_points_to_them(database: Database) -> None:
    (entry,) = article(database, "paper.txt").references
    assert (entry.marker, entry.outlet, entry.used, entry.published) == ("1", "Baltic Wire", 1, "2025-03-04")


def test_every_region_is_accounted_for(database: Database) -> None:
    model = article(database, "paper.txt")
    stored = database.source(model.id).regions
    assert sum(each.count for each in model.stretches) == len(stored)
    assert sum(each.characters for each in model.stretches) == sum(r.end - r.start for r in stored)


def test_lines_of_a_source_tell_what_is_known_and_what_is_doubtful(database: Database) -> None:
    lines = "\n".join(source.plain(article(database, "news/rewrite.txt")))
    assert "2025-03-05 (inferred)" in lines
    assert "It rewrites wire.txt of 4 March 2025." in lines
    assert "Look at before you trust it: 2 doubts" in lines
    assert "Read as windows-1252." in lines
    assert "probably rewritten by news/rewrite.txt" in lines
    assert "Nothing doubtful was found in its text" in "\n".join(source.plain(article(database, "wire.txt")))


def test_a_row_that_is_no_source_asks_to_choose_one(database: Database) -> None:
    with pytest.raises(NotFoundError, match="cursor"):
        source.make(database, Scope(subject=("entity", UNION.id)))


def test_hostile_words_are_harmless_in_every_line(tmp_path: Path) -> None:
    with Database.open(hostile_database(tmp_path)) as database:
        for item in database.items("entity", database.rows("entity")):
            assert all(map(is_inert, entity.plain(of(database, item.id), 40)))
        for each in database.items("source", database.rows("source")):
            assert all(map(is_inert, source.plain(article(database, each.path), 40)))
