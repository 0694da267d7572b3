"""The matrix of claims and sources: who says, repeats, differs, leaves out, and how that is told in text and JSON."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.errors import DatabaseError
from explorer.lists import Filter
from explorer.models import UNTOLD, Claim, Disagreement, Resolution
from explorer.store.cells import Descent, disputed_claims, shared_claims
from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.text.ids import content_id
from explorer.text.inert import is_inert
from explorer.text.safe_json import to_json
from explorer.views import matrix, matrix_printed
from explorer.views.matrix import Matrix
from explorer.views.matrix_cells import Cell, state_words
from explorer.views.scope import Scope
from tests.bridge import BLOG, CLOSED, EIGHT, MESS, NINE, PAPER, REWRITE, WIRE, bridge_database
from tests.factories import VERSIONS, large_resolution, sample_database
from tests.tui.hostile import STRINGS, hostile_database


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The four accounts of the bridge."""
    with Database.open(bridge_database(tmp_path_factory.mktemp("bridge"))) as database:
        yield database


def _cells(database: Database, made: Matrix, claim: Claim) -> dict[str, Cell]:
    """The cells of a claim by the ids of the sources."""
    (line,) = matrix.read(database, [database.row_of(claim.id)])
    ids = {row: database.items("source", [row])[0].id for row in made.columns}
    return {ids[row]: cell for row, cell in line.cells.items()}


def _texts(database: Database, rows: Sequence[int]) -> list[str]:
    return [item.text for item in database.items("claim", rows)]


def test_a_cell_tells_how_its_source_stands_to_the_claim(bridge: Database) -> None:
    cells = _cells(bridge, matrix.make(bridge), CLOSED)
    assert {source: cell.state for source, cell in cells.items()} == {
        WIRE.id: "says",
        REWRITE.id: "repeats",
        BLOG.id: "repeats",
        PAPER.id: "narrower",
    }
    (after,) = cells[REWRITE.id].after
    assert bridge.items("source", [after.origin])[0].path == "wire.txt"
    assert cells[BLOG.id].role == "title"


def test_who_tells_otherwise_differs_though_it_has_no_evidence_of_the_claim(bridge: Database) -> None:
    cells = _cells(bridge, matrix.make(bridge), NINE)
    assert (cells[WIRE.id].state, cells[REWRITE.id].state) == ("differs", "differs")
    assert cells[REWRITE.id].match is None
    assert [each.text for each in cells[REWRITE.id].quoted] == ["Eight people were hurt"]
    (difference,) = cells[WIRE.id].differences
    assert (difference.dispute.kind, difference.dispute.grade) == ("number", 3)
    assert [each.text for each in difference.others] == ["Eight people were hurt"]


def test_who_covers_the_matter_and_is_silent_omits_it_and_others_have_no_cell(bridge: Database) -> None:
    cells = _cells(bridge, matrix.make(bridge), NINE)
    assert cells[PAPER.id].state == "omits"
    assert [each.text for each in cells[PAPER.id].quoted] == ["for lorries"]
    assert BLOG.id not in cells


def test_rows_stand_by_gravity_or_weight_and_claims_of_one_source_are_left_out(bridge: Database) -> None:
    made = matrix.make(bridge)
    assert set(_texts(bridge, made.rows[:2])) == {NINE.text, EIGHT.text}
    assert _texts(bridge, made.rows)[2:] == [CLOSED.text]
    assert (made.left_out, made.disputed, made.total) == (4, 2, 7)
    assert made.title == "3 claims that several sources make or dispute × 4 sources"
    weight = matrix.make(bridge, order="weight")
    assert _texts(bridge, weight.rows)[0] == CLOSED.text
    echo = matrix.make(bridge, order="echo")
    assert _texts(bridge, echo.rows)[0] == CLOSED.text  # four sources, one origin
    assert sorted(echo.rows) == sorted(made.rows)
    everything = matrix.make(bridge, singles=True)
    assert len(everything.rows) == everything.total == 7
    assert everything.left_out == 0


def test_columns_stand_by_day_or_by_claims_with_those_without_a_date_last(bridge: Database) -> None:
    def paths(made: Matrix) -> list[str]:
        return [item.path for item in bridge.items("source", made.columns)]

    assert paths(matrix.make(bridge)) == ["wire.txt", "paper.txt", "blog.txt", "rewrite.txt"]
    assert paths(matrix.make(bridge, across="claims")) == ["paper.txt", "wire.txt", "blog.txt", "rewrite.txt"]
    heads = matrix.heads(bridge, matrix.make(bridge), range(3))
    assert [(head.letter, head.name, head.day) for head in heads] == [
        ("A", "Fjord Wire", "~2024-05-02"),
        ("B", "Karsund Post", "~2024-05-04"),
        ("C", "blog.txt", "undated"),
    ]


def test_filter_and_search_narrow_it_and_a_chosen_claim_is_shown_though_one_source_makes_it(bridge: Database) -> None:
    of_paper = matrix.make(bridge, Scope(Filter(source=PAPER.id)))
    assert _texts(bridge, of_paper.rows) == [CLOSED.text]
    assert of_paper.left_out == 2
    found = matrix.make(bridge, Scope(claims=[bridge.row_of(MESS.id), bridge.row_of(NINE.id)]))
    assert _texts(bridge, found.rows) == [NINE.text]
    chosen = matrix.make(bridge, Scope(Filter(claim=MESS.id)))
    assert _texts(bridge, chosen.rows) == [MESS.text]
    assert [item.path for item in bridge.items("source", chosen.columns)] == ["blog.txt"]


def test_a_view_that_is_left_stops_reading(bridge: Database) -> None:
    with pytest.raises(DatabaseError, match="left"):
        matrix.make(bridge, Scope(cancelled=lambda: True))


def test_the_plain_twin_says_in_words_what_the_signs_say(bridge: Database) -> None:
    text = "\n".join(matrix_printed.plain(matrix.make(bridge, first=10)))
    assert "Fjord Wire: differs: number, cannot both be right: “Nine people were hurt”" in text
    assert "rewrite.txt: repeats it after A: “The Karsund bridge was shut”" in text
    assert "blog.txt: repeats it in its title" in text
    assert "Karsund Post: leaves it out: “for lorries”" in text
    assert "4 claims that one source alone makes are left out: --all shows them." in text
    assert "1 source does not cover it" in text
    cut = "\n".join(matrix_printed.plain(matrix.make(bridge, first=1)))
    assert "The first 1 rows are printed" in cut
    assert max(map(len, matrix_printed.plain(matrix.make(bridge, first=10), 60))) <= 60


def test_the_json_twin_gives_every_passage_with_its_place(bridge: Database) -> None:
    record = json.loads(json.dumps(matrix_printed.record(matrix.make(bridge, first=10))))
    seen = 0
    for claim in record["claims"]:
        for cell in claim["cells"]:
            others = [other for each in cell["differences"] for other in each["others"]]
            for passage in [*cell["passages"], *others]:
                text = bridge.text(passage["source"])
                assert text[passage["start"] : passage["end"]] == passage["excerpt"]
                seen += 1
    assert seen > 8
    nine = next(claim for claim in record["claims"] if claim["id"] == NINE.id)
    assert {cell["state"] for cell in nine["cells"]} == {"differs", "omits"}
    assert record["left_out"] == 4


@pytest.mark.parametrize("attack", STRINGS)
def test_an_attacking_article_stays_inert_in_both_twins(tmp_path: Path, attack: str) -> None:
    with Database.open(hostile_database(tmp_path, attack)) as database:
        made = matrix.make(database, first=10)
        lines = matrix_printed.plain(made, 80)
        assert all(is_inert(line) for line in lines)
        assert "differs" in "\n".join(lines)
        printed = to_json(matrix_printed.record(made), indent=2, ascii_only=False)
        assert is_inert(printed)
        assert json.loads(printed)["claims"][0]["text"] == f"C{attack}"


def test_an_undirected_kinship_accuses_nobody_of_repeating(tmp_path: Path) -> None:
    path = sample_database(tmp_path)
    with Database.open(path) as database:
        whole = database.resolution()
    (derivation,) = whole.derivations
    doubtful = replace(derivation, reasons=(f"{UNTOLD}: no date is known.",), losses=())
    write(replace(whole, derivations=(doubtful,)), tmp_path / "doubtful.db", VERSIONS)
    with Database.open(tmp_path / "doubtful.db") as database:
        text = "\n".join(matrix_printed.plain(matrix.make(database, first=10)))
    assert "one of" in text
    assert "repeats the other" in text
    assert "repeats it after" not in text


def _scattered(seed: int) -> Resolution:
    """Claims of every worth, some of several sources, some disputed, in no order."""
    lots = random.Random(seed)
    whole = large_resolution(400)
    claims = [list(whole.claims[number::5]) for number in range(5)]
    made: list[Claim] = []
    for group in zip(*claims, strict=True):
        count = lots.choice((1, 1, 1, 2, 3, 5))
        first, *rest = group
        evidence = tuple(piece for claim in group[:count] for piece in claim.evidence)
        made.append(Claim(first.id, first.text, first.kind, lots.randrange(4), (), first.entities, evidence, count))
        made += rest[count - 1 :]
    disputes = [
        Disagreement(content_id("d", claim.id), "number", lots.randrange(1, 4), (claim.id,), (), "They differ.")
        for claim in lots.sample(made, 25)
    ]
    return Resolution(
        whole.sources,
        whole.entities,
        tuple(sorted(made, key=lambda claim: claim.id)),
        disagreements=tuple(sorted(disputes, key=lambda dispute: dispute.id)),
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_shared_claims_are_found_without_reading_them_all(tmp_path: Path, seed: int) -> None:
    write(_scattered(seed), tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        items = database.items("claim", database.rows("claim"))
        shared = {item.row for item in items if item.sources > 1 or item.disagreements}
        assert {row for run in shared_claims(database) for row in run} | set(disputed_claims(database)) == shared
        assert any(item.worth == 0 and item.sources > 1 for item in items)
        made = matrix.make(database)
        assert sorted(made.rows) == sorted(shared)
        grades = {row: n for n, row in enumerate(disputed_claims(database))}
        assert [grades[row] for row in made.rows[: made.disputed]] == list(range(made.disputed))


def test_a_database_without_claims_makes_an_empty_matrix(tmp_path: Path) -> None:
    write(Resolution((), (), ()), tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        made = matrix.make(database, first=5)
        assert (len(made.rows), made.total, made.lines) == (0, 0, ())
        assert matrix_printed.plain(made)[0] == "0 claims that several sources make or dispute × 0 sources"


def test_two_texts_of_which_one_repeats_the_other_are_named_once() -> None:
    kin = (Descent(1, 2, "rewrite", directed=False), Descent(2, 1, "rewrite", directed=False))
    words = state_words(Cell("says", (), kin=kin), {1: "A", 2: "B"})
    assert words == "says it; one of A and B repeats the other"
