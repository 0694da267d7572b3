"""`explorer show CLAIM`: who has it from whom, as a tree to read and as JSON."""

from __future__ import annotations

from pathlib import Path

from explorer.models import Passage
from explorer.resolve import resolve
from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.text.inert import is_inert
from tests.command_line import data, explorer
from tests.factories import CLOSING, VERSIONS
from tests.hostile import hostile_database
from tests.stories import article


def test_show_draws_the_tree_from_the_rewrite_to_the_unnamed_people(folder: Path) -> None:
    lines = explorer(folder, "show", CLOSING.id).stdout.splitlines()
    start = next(number for number, line in enumerate(lines) if "independent origins" in line) + 1
    tree = [line for line in lines[start : start + 12] if "←" in line]
    assert any("← rewritten from Baltic Wire, “Norvik to shut Lund plant" in line for line in tree)
    assert any("← three people familiar with the plan (unnamed, 3) = " in line for line in tree)
    assert any("[[three people familiar with the plan]]" in line for line in lines[start : start + 12])


def test_the_json_twin_holds_the_graph_with_the_words_of_each_step(folder: Path) -> None:
    graph = data(explorer(folder, "show", "--json", CLOSING.id))["record"]["origin_graph"]
    assert set(graph) == {"nodes", "edges", "ends", "note"}
    passages = [edge["passage"] for edge in graph["edges"] if edge["passage"]]
    assert "three people familiar with the plan" in [passage["excerpt"] for passage in passages]
    assert {edge["how"] for edge in graph["edges"]} >= {"attribution", "rewrite"}
    assert all(0 <= node < len(graph["nodes"]) for end in graph["ends"] for node in end)


def test_each_step_is_a_span_that_the_text_has(folder: Path) -> None:
    with Database.open(folder / "data.db") as database:
        edges = [edge for claim in database.resolution().claims for edge in database.origins(claim.id).edges]
        shown = [_words(database, edge.passage) for edge in edges if edge.passage is not None]
        assert "three people familiar with the plan" in shown
        assert all(words.strip() for words in shown)


def _words(database: Database, passage: Passage) -> str:
    return database.text(passage.source)[passage.start : passage.end]


def test_a_database_gives_the_graph_that_was_counted_when_it_was_built(tmp_path: Path) -> None:
    closing = "{Norvik will close its Halden shipyard in December}"
    readings = [
        article("wire.txt", [f"(Reuters) {closing}, [Kari Moe] said."], title="Yard to close", publisher="Reuters"),
        article("local.txt", [f"{closing}, according to [Reuters]."], title="Yard closes"),
        article("late.txt", [f"{closing}, [two officials] said."]),
    ]
    resolution = resolve(readings)
    write(resolution, tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        for claim in resolution.claims:
            graph = database.origins(claim.id)
            assert (len(graph.ends), graph.note) == (claim.origins, claim.origins_note)
    assert any("“Yard closes” credits Reuters" in claim.origins_note for claim in resolution.claims)


def test_hostile_names_are_inert_in_the_tree(tmp_path: Path) -> None:
    database = hostile_database(tmp_path)
    with Database.open(database) as opened:
        claim = opened.resolution().claims[0].id
    shown = explorer(tmp_path, "show", claim, "--db", str(database)).stdout
    assert "←" in shown
    assert is_inert(shown)
