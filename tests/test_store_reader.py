"""A database read back: equal records, lists in display order, filters, ids, threads."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.errors import DatabaseError, ExplorerError, NotFoundError, UsageError
from explorer.lists import Filter, ListKind
from explorer.store.reader import Database, QueryInterruptedError
from explorer.store.schema import TABLES
from explorer.store.scopes import Row
from explorer.store.writer import write
from tests import factories
from tests.factories import BETRAYAL, CLOSING, HOLM, LINDQVIST, LUND, NO_CHOICE, NORVIK, UNION, sample_resolution


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return factories.sample_database(tmp_path)


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    with Database.open(path) as opened:
        yield opened


def source_id(path: str) -> str:
    return next(source.id for source in sample_resolution().sources if source.path == path)


def test_everything_is_read_back_equal(database: Database) -> None:
    assert database.resolution() == sample_resolution()


def test_one_record_is_read_as_in_the_whole(database: Database) -> None:
    whole = sample_resolution()
    assert [database.source(source.id) for source in whole.sources] == list(whole.sources)
    assert [database.entity(entity.id) for entity in whole.entities] == list(whole.entities)
    assert [database.claim(claim.id) for claim in whole.claims] == list(whole.claims)
    assert database.text(source_id("wire.txt")) == factories.WIRE
    assert database.suggestions() == list(whole.suggestions)
    assert database.derivations() == list(whole.derivations)


def test_lists_stand_in_the_order_and_with_the_counts_of_what_they_show(database: Database) -> None:
    sources = database.items("source", database.rows("source"))
    assert [source.path for source in sources] == ["news/rewrite.txt", "paper.txt", "wire.txt"]
    assert [(source.row, source.claims, source.flags) for source in sources] == [(1, 2, 2), (2, 2, 1), (3, 2, 0)]
    assert (sources[0].title, sources[0].title_status, sources[0].published_status) == ("", "none", "inferred")

    entities = database.items("entity", database.rows("entity"))
    shown = [(entity.name, entity.sources, entity.mentions) for entity in entities]
    assert shown[:4] == [("Norvik Motors", 3, 5), ("Lund", 3, 3), ("Anna Lindqvist", 2, 2), ("IF Metall", 2, 2)]
    assert entities[0].aliases == "Norvik; NRVK"

    claims = database.items("claim", database.rows("claim"))
    assert [claim.id for claim in claims] == [CLOSING.id, NO_CHOICE.id, BETRAYAL.id]
    assert [(claim.sources, claim.disagreements, claim.origins) for claim in claims] == [
        (3, 2, 2),
        (2, 0, 1),
        (1, 0, 1),
    ]
    assert claims[0].speakers == "three people familiar with the plan; people close to the union"
    assert claims[1].speakers == "Anna Lindqvist; its chief"


def test_items_come_in_the_order_asked_for(database: Database) -> None:
    assert [item.row for item in database.items("claim", [3, 1, 3])] == [3, 1, 3]
    assert database.items("entity", []) == []
    with pytest.raises(NotFoundError, match="no claim in row 4"):
        database.items("claim", [1, 4])


def test_a_long_list_is_a_range_and_pages_across_query_limits(tmp_path: Path) -> None:
    whole = factories.large_resolution(1234)
    write(whole, tmp_path / "large.db", factories.VERSIONS)
    with Database.open(tmp_path / "large.db") as database:
        rows = database.rows("claim")
        assert list(rows) == list(range(1, 1235))
        items = database.items("claim", rows)
        assert [item.row for item in items] == list(rows)
        assert [item.worth for item in items] == sorted((item.worth for item in items), reverse=True)
        assert database.resolution() == whole


@pytest.mark.parametrize(
    ("kind", "narrow", "expected"),
    [
        ("claim", Filter(source="wire.txt"), [CLOSING.id, NO_CHOICE.id]),
        ("claim", Filter(source="paper.txt", entity=LUND.id), [CLOSING.id]),
        ("claim", Filter(entity=UNION.id), [BETRAYAL.id]),
        ("claim", Filter(source="news/rewrite.txt", entity=UNION.id), []),
        ("entity", Filter(source="news/rewrite.txt"), [NORVIK.id, LUND.id]),
        ("entity", Filter(claim=CLOSING.id), [NORVIK.id, LUND.id]),
        ("entity", Filter(source="paper.txt", claim=BETRAYAL.id), [UNION.id, HOLM.id]),
        ("source", Filter(entity=HOLM.id), ["paper.txt"]),
        ("source", Filter(claim=NO_CHOICE.id), ["news/rewrite.txt", "wire.txt"]),
        ("source", Filter(claim=NO_CHOICE.id, entity=LINDQVIST.id), ["wire.txt"]),
        ("source", Filter(source="wire.txt"), ["wire.txt"]),
        ("source", Filter(source="wire.txt", entity=HOLM.id), []),
    ],
)
def test_a_filter_keeps_what_touches_all_of_it(
    database: Database, kind: ListKind, narrow: Filter, expected: list[str]
) -> None:
    if narrow.source:
        narrow = Filter(source_id(narrow.source), narrow.entity, narrow.claim)
    wanted = [source_id(name) if name.endswith(".txt") else name for name in expected]
    rows = database.rows(kind, narrow)
    assert [item.id for item in database.items(kind, rows)] == wanted


def test_an_entity_touches_what_it_is_said_to_have_said(database: Database) -> None:
    """Holm is no subject of the claim, but the paper quotes her with it; Baltic Wire is a publisher only."""
    assert database.claims_of(HOLM.id) == [BETRAYAL.id]
    assert HOLM.id not in BETRAYAL.entities
    assert database.claims_of(factories.BALTIC_WIRE.id) == []


def test_disagreements_and_derivations_are_found_from_both_ends(database: Database) -> None:
    kinds = [found.kind for found in database.disagreements()]
    assert kinds == ["number", "modality"], "the graver first"
    assert database.disagreements(claim=CLOSING.id) == database.disagreements()
    assert database.disagreements(claim=NO_CHOICE.id) == []
    assert database.disagreements(entity=LUND.id) == database.disagreements()
    assert database.disagreements(claim=CLOSING.id, entity=UNION.id) == []
    (derivation,) = database.derivations()
    assert database.derivations(derivation.source) == database.derivations(derivation.origin) == [derivation]
    assert database.derivations(source_id("paper.txt")) == []


def test_an_unknown_id_is_named(database: Database) -> None:
    unknown = "c\x1b]52;c;AAAA\x07"
    for ask in (database.claim, database.entity, database.source, database.text, database.row_of, database.claims_of):
        with pytest.raises(NotFoundError) as caught:
            ask(unknown)
        assert "\x1b" not in str(caught.value)
    with pytest.raises(NotFoundError):
        database.rows("claim", Filter(source="s000000000000"))
    with pytest.raises(NotFoundError):
        database.disagreements(claim="c0")


def test_any_unique_prefix_is_an_id(database: Database) -> None:
    for kind, records in (("source", sample_resolution().sources), ("claim", sample_resolution().claims)):
        for record in records:
            assert database.find(record.id) == (kind, record.id)
            assert database.find(f" {record.id[:6].upper()} ") == (kind, record.id)
    assert database.find(database.disagreements()[0].id[:5])[0] == "disagreement"


def test_an_ambiguous_prefix_lists_what_it_may_mean(database: Database) -> None:
    with pytest.raises(UsageError) as caught:
        database.find("e")
    line = str(caught.value)
    assert line.startswith("6 ids begin with e: ")
    assert sum(line.count(entity.id) for entity in sample_resolution().entities) == 5
    assert "“Anna Lindqvist”" in line
    assert "and 1 more" in line
    assert "\n" not in line


@pytest.mark.parametrize("prefix", ["zz", "c%", "c_", "[/]", "\x1b[2J", "cffffffffffff0"])
def test_a_prefix_of_nothing_is_not_found(database: Database, prefix: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        database.find(prefix)
    assert "\x1b" not in str(caught.value)


def test_an_empty_prefix_is_no_id(database: Database) -> None:
    with pytest.raises(UsageError):
        database.find("  ")


# -- threads -----------------------------------------------------------------------------------------------------------


def test_threads_read_through_connections_of_their_own(database: Database) -> None:
    seen: list[sqlite3.Connection] = [database.connection]
    claims: list[str] = []

    together = threading.Barrier(4)  # of a thread that has ended another may take the connection

    def work() -> None:
        seen.append(database.connection)
        claims.append(database.claim(CLOSING.id).text)
        together.wait()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert claims == [CLOSING.text] * 4
    assert len(set(map(id, seen))) == 5
    assert database.connection is seen[0]


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


def test_interrupt_stops_the_queries_of_other_threads(database: Database) -> None:
    errors: list[ExplorerError] = []
    started = threading.Event()

    def work() -> None:
        connection = database.connection
        started.set()
        try:
            with database.clear_errors():
                connection.execute(ENDLESS).fetchone()
        except ExplorerError as error:
            errors.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    started.wait()
    for _ in range(1000):  # the interrupt counts only once the query runs
        database.interrupt()
        thread.join(0.01)
        if not thread.is_alive():
            break
    assert [type(error) for error in errors] == [QueryInterruptedError]
    assert database.counts()["claims"] == 3, "the thread that asked goes on"


def test_passages_are_narrowed_by_what_stands_in_them(database: Database) -> None:
    def texts(narrowed: Filter) -> list[str]:
        return [item.text for item in database.items("passage", database.rows("passage", narrowed))]

    of_paper = texts(Filter(source=database.find(HOLM.mentions[0].source)[1]))
    named = texts(Filter(entity=HOLM.id))
    assert named
    assert set(named) < set(of_paper)
    assert all("Sara Holm" in text for text in named)
    assert ["betrayal" in text for text in texts(Filter(claim=BETRAYAL.id))] == [True]


def test_a_closed_database_says_so(path: Path) -> None:
    database = Database.open(path)
    database.close()
    with pytest.raises(DatabaseError, match="is closed"):
        database.counts()


def test_nothing_can_be_written_through_it(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        database.connection.execute("DELETE FROM claims")


def test_a_database_built_anew_is_noticed_and_never_mixed_with_the_old_one(path: Path) -> None:
    with Database.open(path) as database:
        assert not database.changed
        write(factories.large_resolution(10), path, factories.VERSIONS)
        assert database.changed
        assert database.claim(CLOSING.id) == CLOSING, "this thread still reads the old file"
        errors: list[str] = []

        def work() -> None:
            try:
                database.counts()
            except DatabaseError as error:
                errors.append(str(error))

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert len(errors) == 1
    assert "built anew" in errors[0]


# -- speed by construction ---------------------------------------------------------------------------------------------


def test_no_query_of_the_reader_scans_a_table(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a key press may cause is answered from an index; only reading everything walks whole tables."""
    scans: list[str] = []

    def explain(sql: str, parameters: tuple[object, ...] = ()) -> Iterator[Row]:
        for *_, detail in database.connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall():
            if detail.startswith("SCAN") and "CONSTANT ROW" not in detail and "(subquery" not in detail:
                scans.append(f"{detail}: {sql}")
        yield from database.connection.execute(sql, parameters)

    monkeypatch.setattr(database, "_query", explain)
    monkeypatch.setattr(database._records, "_query", explain)
    source = source_id("wire.txt")
    everything = Filter(source, LUND.id, CLOSING.id)
    database.items("claim", [1, 2])
    database.rows("source", everything)
    database.rows("entity", everything)
    database.rows("claim", everything)
    database.counts()
    database.find(CLOSING.id[:5])
    database.source(source)
    database.text(source)
    database.entity(LUND.id)
    database.claim(CLOSING.id)
    database.claims_of(LUND.id)
    database.disagreements(claim=CLOSING.id, entity=LUND.id)
    assert scans == []
    database.resolution()
    assert scans, "the test sees a scan where there is one"


def test_every_reference_is_declared_and_indexed(database: Database) -> None:
    for name, table in TABLES.items():
        declared = {row[3]: row[2] for row in database.connection.execute(f"PRAGMA foreign_key_list({name})")}
        assert declared == dict(table.refers)
        leading = {table.key[0]}
        for _, index, *_ in database.connection.execute(f"PRAGMA index_list({name})").fetchall():
            leading.add(database.connection.execute(f"PRAGMA index_info({index})").fetchone()[2])
        assert set(table.refers) <= leading, name


def test_opening_imports_only_what_reading_needs(path: Path, tmp_path: Path) -> None:
    code = (
        "import sys, json, pathlib; from explorer.store.reader import Database\n"
        "with Database.open(pathlib.Path(sys.argv[1])) as d: d.items('claim', d.rows('claim'))\n"
        "print(json.dumps([m for m in sys.modules]))"
    )
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in json.loads(run.stdout)}
    assert loaded & {"sqlite_utils", "pydantic", "numpy", "spacy", "textual", "rich", "rapidfuzz"} == set()
