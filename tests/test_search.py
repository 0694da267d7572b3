"""What a person finds by what they type, in a small folder and among two thousand claims."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import DatabaseError
from explorer.lists import LIST_KINDS, SEARCH_KINDS, ListKind, SearchKind
from explorer.search import Searcher, index
from explorer.search.engine import Engine
from explorer.search.indexes import Indexes
from explorer.search.storage import COMMON, TABLE
from explorer.store.reader import Database
from explorer.store.writer import write
from tests.factories import CLOSING, NO_CHOICE, VERSIONS, sample_database, sample_resolution
from tests.search_corpus import CLAIMS, NOISE, corpus

QUERIES = [
    ("hanguang 800", "Hanguang 800"),
    ("800 hanguang", "Hanguang 800"),
    ("HANGUANG", "Hanguang"),
    ("hang", "Hanguang"),
    ("hnaguang", "Hanguang"),
    ("hanguagn 800", "Hanguang 800"),
    ("hngng", "Hanguang"),
    ("hngng800", "Hanguang 800"),
    ("t-head", "T-Head"),
    ("thead unicom", "T-Head"),
    ("huwei ascned", "Huawei sells its Ascend"),
    ("910c", "910C"),
    ("910-c", "910C"),
    ("ascend 910 c", "Ascend 910C"),
    ("ascend910c", "Ascend 910C"),
    ("discouraged purch", "discouraged purchases"),
    ("disocuraged purchasse", "discouraged purchases"),
    ("us exports", "U.S. approved exports"),
    ("u.s. exports h20", "U.S. approved exports"),
    ("sao paulo cafe", "São Paulo café"),
    ('"three years"', "“three years”"),
    ("63.7%", "63.7%"),
    ("conductor", "Semiconductor"),
    ("smcndctr", "Semiconductor"),
    ("what did cambricon forecast about revenue", "Cambricon raised its revenue forecast"),
    ("cambricon zebra revenue", "Cambricon raised its revenue forecast"),
]


@pytest.fixture(scope="module", params=["alone", "among two thousand", "among two thousand, no index"])
def searched(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Searcher, list[str]]]:
    texts = CLAIMS if request.param == "alone" else (*CLAIMS, *NOISE)
    made = corpus(tmp_path_factory.mktemp("search"), texts, indexed="no index" not in request.param)
    with Database.open(made.path) as database:
        yield Searcher(database), list(made.texts)


@pytest.mark.parametrize(("query", "expected"), QUERIES)
def test_the_claim_meant_comes_first(searched: tuple[Searcher, list[str]], query: str, expected: str) -> None:
    searcher, texts = searched
    hits = searcher.find(query, "claim", limit=5).hits
    assert hits
    assert expected in texts[hits[0].row - 1]


@pytest.mark.parametrize("query", ["nvidia h20", "nvida h20", "h20 nvidia", "nvdah20", "NVIDIA’S H20"])
def test_every_claim_that_holds_all_words_precedes_those_that_miss_one(
    searched: tuple[Searcher, list[str]], query: str
) -> None:
    searcher, texts = searched
    found = [texts[hit.row - 1] for hit in searcher.find(query, "claim").hits]
    assert {"Nvidia" in text and "H20" in text for text in found[:2]} == {True}


def test_exact_words_precede_beginnings_and_these_precede_errors(tmp_path: Path) -> None:
    made = corpus(tmp_path, ["The port closed.", "The ports closed.", "The prot closed.", *NOISE[:300]])
    with Database.open(made.path) as database:
        hits = Searcher(database).find("port", "claim").hits
    assert [made.texts[hit.row - 1].split()[1] for hit in hits[:3]] == ["port", "ports", "prot"]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_equal_matches_keep_the_order_of_their_list(searched: tuple[Searcher, list[str]]) -> None:
    searcher, texts = searched
    rows = [hit.row for hit in searcher.find("h20", "claim").hits]
    assert rows == sorted(rows)
    assert len(rows) == sum("H20" in text for text in texts)


@pytest.mark.parametrize("query", ["", "   ", "?!", "\n\t", '"', "%", "*", "_"])
def test_a_query_without_a_word_finds_nothing_and_reads_nothing(query: str) -> None:
    never_opened: Database = None  # type: ignore[assignment]  # touching it would fail
    assert Searcher(never_opened).find(query, "claim").hits == ()


@pytest.mark.parametrize("query", ["qzxv", "'; drop table claims; --", "x" * 5000, "\x00\x1b]qzxv;\x07\x9b", "\ud800"])
def test_what_is_nowhere_is_not_found(searched: tuple[Searcher, list[str]], query: str) -> None:
    searcher, _ = searched
    assert searcher.find(query, "claim").hits == ()


def test_limit_and_restriction_to_given_rows(searched: tuple[Searcher, list[str]]) -> None:
    searcher, _ = searched
    rows = [hit.row for hit in searcher.find("h20", "claim").hits]
    assert [hit.row for hit in searcher.find("h20", "claim", limit=2).hits] == rows[:2]
    assert [hit.row for hit in searcher.find("h20", "claim", among=rows[1:]).hits] == rows[1:]
    assert searcher.find("h20", "claim", among=[]).hits == ()
    assert searcher.find("h20", "claim", limit=0).hits == ()
    assert searcher.find("h20", "claim", among=[0, -3, 10**9]).hits == ()


def test_more_rows_than_are_compared_in_full_can_be_had(tmp_path: Path) -> None:
    made = corpus(tmp_path, [f"Ferry {number} sank near the coast." for number in range(700)])
    with Database.open(made.path) as database:
        hits = Searcher(database).find("ferry", "claim", limit=10_000).hits
    assert sorted(hit.row for hit in hits) == list(range(1, 701))
    assert all(first.score >= second.score for first, second in pairwise(hits))


# -- what each kind is found by ---------------------------------------------------------------------------------


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[tuple[Database, Searcher]]:
    path = tmp_path / "data.db"
    write(sample_resolution(), path, VERSIONS, extras=[index])
    with Database.open(path) as database:
        yield database, Searcher(database)


def found(sample: tuple[Database, Searcher], query: str, kind: ListKind) -> list[str]:
    """Ids of what a query finds, best first."""
    database, searcher = sample
    return [item.id for item in database.items(kind, [hit.row for hit in searcher.find(query, kind).hits])]


@pytest.mark.parametrize("query", ["eliminating", "factory summer", "1,500 jobs", "people close to the union", "nrvk"])
def test_a_claim_is_found_by_any_sources_wording_and_by_its_speakers(
    sample: tuple[Database, Searcher], query: str
) -> None:
    assert found(sample, query, "claim")[0] == CLOSING.id


def test_a_speaker_finds_the_claim(sample: tuple[Database, Searcher]) -> None:
    assert found(sample, "lindqist", "claim")[0] == NO_CHOICE.id


@pytest.mark.parametrize(
    ("query", "path"),
    [("paper", "paper.txt"), ("øresund", "paper.txt"), ("what we know", "paper.txt"),
     ("newsletter", "news/rewrite.txt"),
     ("jonas ek", "paper.txt"), ("baltic wire", "wire.txt")],
)  # fmt: skip
def test_a_source_is_found_by_title_publisher_author_path_and_text(
    sample: tuple[Database, Searcher], query: str, path: str
) -> None:
    database, searcher = sample
    rows = [hit.row for hit in searcher.find(query, "source").hits]
    assert database.items("source", rows)[0].path == path


@pytest.mark.parametrize(("query", "name"), [("nrvk", "Norvik Motors"), ("norvik", "Norvik Motors"), ("lnd", "Lund")])
def test_an_entity_is_found_by_name_and_alias(sample: tuple[Database, Searcher], query: str, name: str) -> None:
    database, searcher = sample
    rows = [hit.row for hit in searcher.find(query, "entity").hits]
    assert database.items("entity", rows)[0].name == name


def test_the_shorter_name_precedes_the_longer_that_begins_with_it(tmp_path: Path) -> None:
    resolution = sample_resolution()
    names = ["Lund University Hospital", "Lund University", "Lund Cathedral", "Lundgren", "Lund", "Old Lund"]
    entities = tuple(replace(e, name=name) for e, name in zip(resolution.entities, names, strict=True))
    path = tmp_path / "data.db"
    write(replace(resolution, entities=entities), path, VERSIONS, extras=[index])
    with Database.open(path) as database:
        rows = [hit.row for hit in Searcher(database).find("lund", "entity").hits]
        listed = [item.name for item in database.items("entity", rows)]
    assert listed[0] == "Lund"
    assert listed[-1] == "Lundgren"


# -- the index as stored ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", LIST_KINDS)
@pytest.mark.parametrize("query", ["lund", "norvk", "jobs lund", "lndqvst", "betrayal town"])
def test_without_an_index_the_same_is_found(
    tmp_path: Path, sample: tuple[Database, Searcher], kind: ListKind, query: str
) -> None:
    with Database.open(sample_database(tmp_path, "plain.db")) as plain:
        assert Searcher(plain).find(query, kind).hits == sample[1].find(query, kind).hits


def test_the_stored_index_is_the_same_bytes_every_time(tmp_path: Path) -> None:
    dumps = []
    for name in ("one.db", "two.db"):
        write(sample_resolution(), tmp_path / name, VERSIONS, extras=[index])
        connection = sqlite3.connect(tmp_path / name)
        dump = f"select * from {TABLE} order by 1, 2, 3"  # noqa: S608 - a constant
        dumps.append(connection.execute(dump).fetchall())
        connection.close()
    assert dumps[0] == dumps[1]
    assert {row[0] for row in dumps[0]} == {*SEARCH_KINDS, COMMON}


@pytest.mark.parametrize(
    "part", ["words", "size", "rows", "shown.segments", "shown.words", "shown.counts", "shown.lists", "hidden.lists"]
)
def test_a_damaged_index_is_passed_over(tmp_path: Path, part: str) -> None:
    path = tmp_path / "data.db"
    write(sample_resolution(), path, VERSIONS, extras=[index])
    connection = sqlite3.connect(path)
    connection.execute(f"update {TABLE} set data = x'00000007' where part = ?", (part,))  # noqa: S608 - a constant
    connection.commit()
    connection.close()
    with Database.open(path) as database:
        hits = Searcher(database).find("closing factory", "claim").hits
        assert [item.id for item in database.items("claim", [hit.row for hit in hits])][:1] == [CLOSING.id]


def test_a_list_that_cannot_be_read_is_one_clear_line(tmp_path: Path) -> None:
    path = sample_database(tmp_path)
    with Database.open(path) as database:
        connection = sqlite3.connect(path)
        connection.execute("drop table evidence")
        connection.commit()
        connection.close()
        with pytest.raises(DatabaseError, match=r"data\.db is damaged .*rebuild"):
            Searcher(database).find("lund", "claim")


def test_an_empty_database_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    write(replace(sample_resolution(), sources=(), entities=(), claims=(), derivations=(), disagreements=(),
                  suggestions=(), kin=()), path, VERSIONS, extras=[index])  # fmt: skip
    with Database.open(path) as database:
        searcher = Searcher(database)
        searcher.load()
        searcher.warm()
        assert [searcher.find("lund plant", kind).hits for kind in LIST_KINDS] == [(), (), ()]


def test_threads_search_at_once_with_one_answer(sample: tuple[Database, Searcher]) -> None:
    expected = {kind: sample[1].find("lund norvk", kind).hits for kind in LIST_KINDS}
    fresh = Searcher(sample[0])
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda kind: (kind, fresh.find("lund norvk", kind).hits), [*LIST_KINDS] * 16))
    assert all(expected[kind] == hits for kind, hits in answers)


def test_a_list_is_searched_while_another_is_being_opened(
    sample: tuple[Database, Searcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    is_opening, go_on, open_list = Event(), Event(), Indexes._opened

    def slowly(self: Indexes, kind: SearchKind) -> Engine | None:
        if kind == "source":
            is_opening.set()
            assert go_on.wait(30)
        return open_list(self, kind)

    monkeypatch.setattr(Indexes, "_opened", slowly)
    searcher = Searcher(sample[0])
    searcher.load()
    with ThreadPoolExecutor(1) as threads:
        warming = threads.submit(searcher.warm)
        assert is_opening.wait(30)
        try:
            assert searcher.find("lund", "claim").hits == sample[1].find("lund", "claim").hits
            assert not warming.done()
        finally:
            go_on.set()
        warming.result(30)


@pytest.fixture(scope="module")
def anything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    path = tmp_path_factory.mktemp("any") / "data.db"
    write(sample_resolution(), path, VERSIONS, extras=[index])
    with Database.open(path) as database:
        searcher = Searcher(database)
        searcher.load()
        searcher.find("number:>$1B date:2020", "claim")  # so that no example waits for what is read once
        yield searcher


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from("lund norvk t-head ' \" % * jobs 1,200 the a 阿里".split())).map(" ".join)
)
def test_no_query_fails_and_every_hit_is_a_row_in_order(anything: Searcher, query: str) -> None:
    for kind in LIST_KINDS:
        hits = anything.find(query, kind).hits
        assert len({hit.row for hit in hits}) == len(hits)
        assert all(1 <= hit.row <= 6 for hit in hits)
        assert [(-hit.score, hit.row) for hit in hits] == sorted((-hit.score, hit.row) for hit in hits)
