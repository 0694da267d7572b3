"""The export: exactly the schema `explorer/1`, complete, and safe to open in a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from explorer.cite.export import COLUMNS, document, json_schema, to_csv, to_json
from explorer.cite.schema import Document
from explorer.errors import DatabaseError
from explorer.models import Claim
from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.text.inert import is_inert
from tests.factories import (
    BALTIC_WIRE,
    BETRAYAL,
    CLOSING,
    FILES,
    LINDQVIST,
    NO_CHOICE,
    NORVIK,
    VERSIONS,
    sample_database,
    sample_resolution,
)
from tests.hostile import hostile_database

SHAPE: dict[str, Any] = {
    "schema": "",
    "sources": [{
        "id": "", "path": "", "sha256": "", "title": "", "title_status": "", "publisher": "", "publisher_status": "",
        "authors": [""], "published": "", "published_status": "", "language": "", "length": 0,
        "regions": [{"kind": "", "start": 0, "end": 0}], "references": [{"marker": "", "url": ""}],
        "flags": [{"kind": "", "start": 0, "end": 0, "note": ""}],
    }],
    "entities": [{"id": "", "name": "", "type": "", "aliases": [""],
                  "mentions": [{"source": "", "start": 0, "end": 0}]}],
    "claims": [{
        "id": "", "text": "", "kind": "", "check_worthiness": 0, "entities": [""], "origins": 0,
        "evidence": [{
            "source": "", "start": 0, "end": 0, "segments": [[0]], "role": "", "kind": "",
            "cue": {"start": 0, "end": 0}, "speaker": {"start": 0, "end": 0, "entity": "", "text": ""},
            "attribution": [{"kind": "", "id": "", "text": "", "count": 0, "start": 0, "end": 0}],
            "quantities": [{"start": 0, "end": 0, "low": 0, "high": 0, "unit": ""}],
            "dates": [{"start": 0, "end": 0, "low": "", "high": ""}],
        }],
        "origin_graph": {
            "nodes": [{"kind": "", "label": "", "id": "", "count": 0}],
            "edges": [{"holder": 0, "giver": 0, "how": "", "passage": {"source": "", "start": 0, "end": 0}}],
            "ends": [[0]], "note": "",
        },
    }],
    "derivations": [{"source": "", "from": "", "reasons": [""], "kind": "",
                     "losses": [{"kind": "", "note": "", "original": {"source": "", "start": 0, "end": 0},
                                 "rewrite": {"source": "", "start": 0, "end": 0}}]}],
    "disagreements": [{"id": "", "kind": "", "grade": 0, "claims": [""],
                       "evidence": [{"source": "", "start": 0, "end": 0}], "note": ""}],
    "related": [{"claims": [""], "reason": ""}],
    "suggestions": [{"entities": [""], "reason": ""}],
}  # fmt: skip
"""The schema as it was agreed, restated: a name that is missing, new or misspelt breaks other programs."""


def assert_shape(value: Any, shape: Any, where: str = "document") -> None:
    """Fail where `value` has other keys than `shape`; null may stand for anything but a list."""
    if isinstance(shape, dict) and value is not None:
        assert list(value) == list(shape), where
        for key, inner in shape.items():
            assert_shape(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(value, list), where
        for item in value:
            assert_shape(item, shape[0], f"{where}[]")
    elif value is not None:
        assert isinstance(value, int | float if isinstance(shape, int) else str), where


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(sample_database(tmp_path)) as opened:
        yield opened


def exported(database: Database) -> dict[str, Any]:
    """The JSON export, read by a stranger's parser."""
    found: dict[str, Any] = json.loads(to_json(database))
    return found


def evidence_in(exported_document: dict[str, Any], claim: Claim, path: str) -> dict[str, Any]:
    """The evidence of a claim in the source at `path`."""
    source = next(s["id"] for s in exported_document["sources"] if s["path"] == path)
    evidence = next(c["evidence"] for c in exported_document["claims"] if c["id"] == claim.id)
    return next(e for e in evidence if e["source"] == source)


def test_the_document_has_the_agreed_shape_and_nothing_else(database: Database) -> None:
    found = exported(database)
    assert_shape(found, SHAPE)
    assert found["schema"] == "explorer/1"
    assert [len(found[name]) for name in list(SHAPE)[1:]] == [3, 6, 3, 1, 2, 1, 1]


@pytest.mark.parametrize("name", ["sources", "entities", "claims", "disagreements"])
def test_lists_are_sorted_by_id(database: Database, name: str) -> None:
    ids = [record["id"] for record in exported(database)[name]]
    assert ids == sorted(ids)


def test_every_offset_finds_its_words_in_the_article(database: Database) -> None:
    found = exported(database)
    texts = {source["id"]: FILES[source["path"]] for source in found["sources"]}
    assert {s["id"]: s["length"] for s in found["sources"]} == {key: len(text) for key, text in texts.items()}
    norvik = next(entity for entity in found["entities"] if entity["id"] == NORVIK.id)
    assert {texts[m["source"]][m["start"] : m["end"]] for m in norvik["mentions"]} == {
        "Norvik",
        "Norvik Motors",
        "NRVK",
    }
    wire = evidence_in(found, NO_CHOICE, "wire.txt")
    assert [texts[wire["source"]][start:end] for start, end in wire["segments"]] == [
        "We regret the loss of every job,",
        "We had no choice.",
    ]
    assert texts[wire["source"]][wire["cue"]["start"] : wire["cue"]["end"]] == "said"


def test_a_chain_runs_from_the_article_to_the_unnamed_people_it_counts(database: Database) -> None:
    chain = evidence_in(exported(database), CLOSING, "wire.txt")["attribution"]
    assert [link["kind"] for link in chain] == ["source", "entity", "unnamed"]
    assert chain[1]["id"] == BALTIC_WIRE.id
    assert (chain[2]["id"], chain[2]["count"], chain[2]["text"]) == (None, 3, "three people familiar with the plan")
    assert chain[0]["start"] is chain[0]["end"] is None


def test_a_reference_is_the_document_it_leads_to(database: Database) -> None:
    last = evidence_in(exported(database), CLOSING, "paper.txt")["attribution"][-1]
    assert last["kind"] == "source"
    assert last["id"] is None
    assert last["text"] == "https://balticwire.example/2025/03/04/norvik-lund"


def test_a_reference_to_a_known_outlet_is_that_entity(tmp_path: Path) -> None:
    resolution = sample_resolution()
    (claim,) = [claim for claim in resolution.claims if claim.id == CLOSING.id]
    paper = claim.evidence[-1]
    *near, reference = paper.attribution
    known = replace(paper, attribution=(*near, replace(reference, id=BALTIC_WIRE.id)))
    changed = replace(claim, evidence=(*claim.evidence[:-1], known))
    claims = tuple(changed if c.id == claim.id else c for c in resolution.claims)
    write(replace(resolution, claims=claims), tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        last = evidence_in(exported(database), CLOSING, "paper.txt")["attribution"][-1]
    assert (last["kind"], last["id"]) == ("entity", BALTIC_WIRE.id)


def test_the_speaker_is_the_nearest_who_is_named_or_described(database: Database) -> None:
    found = exported(database)
    named = evidence_in(found, NO_CHOICE, "wire.txt")["speaker"]
    described = evidence_in(found, NO_CHOICE, "news/rewrite.txt")["speaker"]
    assert (named["entity"], named["text"]) == (LINDQVIST.id, "Anna Lindqvist")
    assert (described["entity"], described["text"]) == (None, "its chief")
    assert evidence_in(found, CLOSING, "news/rewrite.txt")["speaker"] is None


def test_the_publisher_is_no_speaker_though_its_name_is_printed(tmp_path: Path) -> None:
    resolution = sample_resolution()
    wire = next(source for source in resolution.sources if source.path == "wire.txt")
    start, end = wire.publisher.start, wire.publisher.end
    assert (start, end) != (None, None)

    def with_masthead(claim: Claim) -> Claim:
        evidence = [
            replace(
                each,
                attribution=tuple(
                    replace(link, start=start, end=end) if link.id == BALTIC_WIRE.id else link
                    for link in each.attribution
                ),
            )
            for each in claim.evidence
        ]
        return replace(claim, evidence=tuple(evidence))

    claims = tuple(with_masthead(claim) for claim in resolution.claims)
    write(replace(resolution, claims=claims), tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        found = evidence_in(exported(database), CLOSING, "wire.txt")
    assert found["speaker"]["text"] == "three people familiar with the plan"
    assert (found["attribution"][1]["id"], found["attribution"][1]["start"]) == (BALTIC_WIRE.id, None)


def test_an_adjective_is_no_mention_of_the_bare_name(tmp_path: Path) -> None:
    resolution = sample_resolution()
    first, *others = NORVIK.mentions
    norvik = replace(NORVIK, mentions=(replace(first, form="adjective"), *others))
    entities = tuple(norvik if entity.id == NORVIK.id else entity for entity in resolution.entities)
    write(replace(resolution, entities=entities), tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        found = next(entity for entity in exported(database)["entities"] if entity["id"] == NORVIK.id)
    left = [(mention["source"], mention["start"]) for mention in found["mentions"]]
    assert left == [(mention.source, mention.start) for mention in others]


def test_a_database_that_somebody_has_edited_is_one_line(tmp_path: Path) -> None:
    path = sample_database(tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM claims WHERE row = 1")
        connection.commit()
    with Database.open(path) as database, pytest.raises(DatabaseError, match=r"data\.db is damaged .*explorer build$"):
        to_json(database)


def test_dates_and_quantities_keep_open_ends(database: Database) -> None:
    wire = evidence_in(exported(database), CLOSING, "wire.txt")
    assert [(d["low"], d["high"]) for d in wire["dates"]] == [(None, "2025-06-30")]
    assert [(q["low"], q["high"], q["unit"]) for q in wire["quantities"]] == [(1200.0, 1200.0, "job")]


def test_what_a_file_does_not_state_is_null_with_its_status(database: Database) -> None:
    rewrite = next(s for s in exported(database)["sources"] if s["path"] == "news/rewrite.txt")
    assert (rewrite["title"], rewrite["title_status"]) == (None, "none")
    assert (rewrite["published"], rewrite["published_status"]) == ("2025-03-05", "inferred")


def test_the_document_reads_back_and_refuses_what_it_does_not_know(database: Database) -> None:
    found = exported(database)
    assert Document.model_validate(found) == document(database)
    with pytest.raises(ValidationError, match="extra"):
        Document.model_validate({**found, "more": 1})
    found["claims"][0]["evidence"][0]["attribution"][0]["kind"] = "reference"
    with pytest.raises(ValidationError, match="kind"):
        Document.model_validate(found)


def test_the_json_schema_names_every_field_as_the_export_does() -> None:
    schema = json.loads(json_schema())
    assert set(schema["properties"]) == set(SHAPE)
    assert set(schema["$defs"]["Derivation"]["properties"]) == {"source", "from", "reasons", "kind", "losses"}
    assert all(part.get("additionalProperties") is False for part in schema["$defs"].values())


def test_two_exports_are_the_same_text(database: Database) -> None:
    assert to_json(database) == to_json(database)
    assert to_csv(database) == to_csv(database)


# -- CSV --------------------------------------------------------------------------------------------------------


def test_the_csv_has_one_row_for_each_evidence(database: Database) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(database))))
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == 6
    (betrayal,) = [row for row in rows if row["claim"] == BETRAYAL.id]
    assert betrayal["path"] == "paper.txt"
    assert betrayal["excerpt"] == FILES["paper.txt"][int(betrayal["start"]) : int(betrayal["end"])]
    assert betrayal["attribution"] == "this article → Sara Holm"
    (wire,) = [row for row in rows if row["claim"] == CLOSING.id and row["path"] == "wire.txt"]
    assert wire["attribution"].endswith("Baltic Wire → 3 unnamed: “three people familiar with the plan”")
    assert (wire["date"], wire["date_status"]) == ("2025-03-04", "stated")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_no_cell_is_a_formula(tmp_path: Path, start: str) -> None:
    resolution = sample_resolution()
    claims = tuple(replace(claim, text=f"{start}HYPERLINK(1)") for claim in resolution.claims)
    write(replace(resolution, claims=claims), tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        rows = list(csv.DictReader(io.StringIO(to_csv(database))))
    assert len(rows) == 6
    assert all(row["claim_text"].startswith("'") for row in rows)
    assert all(row["claim_text"].endswith("HYPERLINK(1)") for row in rows)


# -- hostile articles -------------------------------------------------------------------------------------------


def test_exports_of_hostile_articles_are_inert(tmp_path: Path) -> None:
    with Database.open(hostile_database(tmp_path)) as database:
        as_json, as_csv = to_json(database), to_csv(database)
    assert is_inert(as_json)
    assert is_inert(as_csv)
    assert_shape(json.loads(as_json), SHAPE)
    rows = list(csv.DictReader(io.StringIO(as_csv)))
    assert len(rows) == 6
    assert all(row["claim_text"].startswith("'=") for row in rows)
    assert all(row["publisher"].startswith("'@") for row in rows)


def test_a_reference_without_an_entry_keeps_its_marker(tmp_path: Path) -> None:
    resolution = sample_resolution()
    sources = tuple(replace(source, references=()) for source in resolution.sources)
    write(replace(resolution, sources=sources), tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        last = evidence_in(exported(database), CLOSING, "paper.txt")["attribution"][-1]
    assert (last["kind"], last["id"], last["text"]) == ("source", None, "[1]")
