"""`explorer search --related`: what means the same stands under what has the words, or a line says why not."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from explorer import vectors
from tests.command_line import data, explorer, shell
from tests.factories import sample_database
from tests.related_corpus import NEWS, written

QUERY = ("smokers", "charged", "extra")
TAXED = NEWS[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("related")
    encoder = vectors.load()
    assert encoder is not None
    written(place / "data.db", NEWS, encoder)
    return place


def test_a_related_claim_is_listed_once_and_only_where_it_is_asked_for(folder: Path) -> None:
    plain = explorer(folder, "search", *QUERY)
    assert TAXED not in plain.stdout
    assert "related" not in plain.stdout
    asked = explorer(folder, "search", "--related", *QUERY)
    (line,) = [line for line in asked.stdout.splitlines() if TAXED in line]
    identity, kind, _ = line.split(maxsplit=2)
    assert kind == "related"
    assert explorer(folder, "show", identity).returncode == 0


def test_what_the_words_have_found_is_not_related_too(folder: Path) -> None:
    asked = explorer(folder, "search", "--related", "tax", "cigarettes")
    (line,) = [line for line in asked.stdout.splitlines() if TAXED in line]
    assert line.split()[1] == "claim"


def test_json_has_the_related_claims_where_they_are_asked_for(folder: Path) -> None:
    assert "related" not in data(explorer(folder, "search", "--json", *QUERY))
    found = data(explorer(folder, "search", "--json", "--related", "--limit", "1", *QUERY))
    assert [claim["text"] for claim in found["related"]] == [TAXED]
    assert found["unrelated"] == ""


def test_many_queries_have_their_related_claims_too(folder: Path) -> None:
    run = shell(
        folder, f"printf '%s\\n' '{' '.join(QUERY)}' 'xkcd qwertz' | explorer search --batch - --related --json"
    )
    first, second = (json.loads(line) for line in run.stdout.splitlines())
    assert [claim["text"] for claim in first["related"]] == [TAXED]
    assert second["related"] == []


def test_a_database_without_vectors_says_so_and_is_searched_all_the_same(tmp_path: Path) -> None:
    sample_database(tmp_path)
    run = explorer(tmp_path, "search", "--related", "norvik")
    assert run.returncode == 0
    assert "Norvik" in run.stdout
    (line, *_) = run.stderr.splitlines()
    assert line.startswith("no claim can be found by its meaning: ")
    found = data(explorer(tmp_path, "search", "--json", "--related", "norvik"))
    assert (found["related"], found["unrelated"]) == ([], line)
    assert found["claims"]


def test_without_an_encoder_the_search_says_so_and_goes_on(folder: Path) -> None:
    code = (
        "import sys; sys.modules['onnxruntime'] = None; from explorer.cli import main; "
        "sys.exit(main(['search', '--related', 'ferry']))"
    )
    run = shell(folder, f'"{sys.executable}" -c "{code}"')
    assert run.returncode == 0
    assert "ferry" in run.stdout
    assert "the sentence encoder cannot be read" in run.stderr
