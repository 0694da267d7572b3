"""Exports of some claims: whole in themselves, readable as Markdown, and safe to paste."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from explorer.cite.export import document, to_csv, to_json
from explorer.cite.selection import to_bibtex, to_markdown
from explorer.errors import NotFoundError
from explorer.store.reader import Database
from explorer.text.inert import is_inert
from tests.factories import BETRAYAL, CLOSING, NO_CHOICE, sample_database
from tests.hostile import hostile_database


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database.open(sample_database(tmp_path))


def test_a_document_of_some_claims_leads_nowhere_outside_itself(database: Database) -> None:
    whole = document(database)
    some = document(database, [NO_CHOICE.id])
    assert [claim.id for claim in some.claims] == [NO_CHOICE.id]
    assert some.claims[0] in whole.claims
    sources, entities = {each.id for each in some.sources}, {each.id for each in some.entities}
    assert sources < {each.id for each in whole.sources}
    assert {piece.source for piece in some.claims[0].evidence} <= sources
    assert set(some.claims[0].entities) <= entities
    assert not some.disagreements, "those are of another claim"
    both = document(database, [CLOSING.id, NO_CHOICE.id, CLOSING.id])
    assert {claim.id for claim in both.claims} == {CLOSING.id, NO_CHOICE.id}
    assert {each.id for each in both.disagreements} == {
        each.id for each in whole.disagreements if set(each.claims) <= {CLOSING.id, NO_CHOICE.id}
    }
    assert json.loads(to_json(database, [NO_CHOICE.id]))["schema"] == "explorer/1"


def test_a_sheet_of_some_claims_has_a_row_for_each_of_their_passages(database: Database) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(database, [CLOSING.id]))))
    assert {row["claim"] for row in rows} == {CLOSING.id}
    assert len(rows) == len(CLOSING.evidence)


def test_markdown_quotes_every_passage_with_its_reference_and_the_readers_note(database: Database) -> None:
    text = to_markdown(database, [CLOSING.id, BETRAYAL.id], {BETRAYAL.id: "call *her*\nback"})
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert len(headings) == 2, "in the order asked for"
    assert headings[0] == f"## {CLOSING.text}"
    assert text.count("\n> — ") == len(CLOSING.evidence) + len(BETRAYAL.evidence)
    assert "**Note:** call \\*her\\* back" in text
    assert "three people familiar with the plan" in text, "who it is from stands below the quotation"
    assert "- **Differs (number):** " in text
    assert "1,500 jobs" in text.partition("Differs (number)")[2], "with the words of both sides"
    assert text.endswith("\n")


def test_bibtex_has_an_entry_for_each_passage_and_every_key_once(database: Database) -> None:
    text = to_bibtex(database, [CLOSING.id, NO_CHOICE.id, BETRAYAL.id])
    keys = re.findall(r"^@misc\{(.+),$", text, re.MULTILINE)
    assert len(keys) == len(set(keys)) > 3
    assert any(key.endswith("b") for key in keys), "two passages of one article"
    assert text.count("{") == text.count("}")


def test_what_is_no_claim_is_refused(database: Database) -> None:
    with pytest.raises(NotFoundError):
        to_markdown(database, ["c000000000000"])
    with pytest.raises(NotFoundError):
        to_json(database, ["c000000000000"])


def test_hostile_articles_stay_text(tmp_path: Path) -> None:
    with Database.open(hostile_database(tmp_path)) as database:
        claims = [item.id for item in database.items("claim", database.rows("claim"))]
        markdown = to_markdown(database, claims, {claims[0]: "\x1b]0;x\x07<b>"})
        assert all(is_inert(char) for char in markdown + to_bibtex(database, claims) if char != "\n")
    prose = re.sub(r"`[^`]*`", "", markdown)  # in a code span nothing acts
    assert "script" in markdown
    assert not re.search(r"(?<!\\)<", prose)
