"""The index as it is stored and read: small containers, exact words, pages, rows that are newer, damage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import DatabaseError
from explorer.lists import SEARCH_KINDS, Hit, Results
from explorer.search import Searcher, index
from explorer.search.containers import encode, from_many_gaps, spread, to_gaps
from explorer.search.segments import Postings, PostingsWriter, Ranges
from explorer.search.storage import CHUNK, TABLE, Held, LazyArray
from explorer.search.tokenising import Tokeniser
from explorer.search.words import index_words
from explorer.store.connections import QueryInterruptedError
from explorer.store.reader import Database
from explorer.store.writer import write
from tests.factories import CLOSING, VERSIONS, large_resolution, sample_resolution
from tests.search_corpus import CLAIMS, NOISE, corpus

# -- containers --------------------------------------------------------------------------------------------------------


@given(st.sets(st.integers(0, 65_535), max_size=400), st.sets(st.integers(0, 65_535), max_size=400))
def test_gaps_give_back_the_numbers_of_several_lists(first: set[int], second: set[int]) -> None:
    lists = [np.array(sorted(numbers), np.uint16) for numbers in (first, second) if numbers]
    coded = [to_gaps(numbers) for numbers in lists]
    starts = np.cumsum([0, *map(len, coded)])[:-1]
    if lists:
        assert from_many_gaps(np.concatenate(coded), starts).tolist() == np.concatenate(lists).tolist()


@pytest.mark.parametrize("size", [1, 9, 3_000, 65_536])
def test_every_posting_is_found_whatever_container_it_is_in(size: int) -> None:
    chance = np.random.default_rng(3)
    held = {
        word: np.flatnonzero(chance.random(size) < share)
        for word, share in enumerate((0.0001, 0.003, 0.01, 0.05, 0.2, 0.6, 1.0))
    }
    words = np.repeat(np.array(list(held), np.uint32), [len(documents) for documents in held.values()])
    documents = np.concatenate(list(held.values())).astype(np.uint16)
    coded = encode(words, documents, size)
    if size > 60_000:
        assert all(len(part) for part in (coded.list_words, coded.gap_words, coded.map_words))
    memory = Held(lambda _field: None)
    PostingsWriter(memory, "shown", size).add(words, documents)
    postings = Postings(memory, "shown")
    counts = postings.counts(len(held))
    assert counts.tolist() == [len(documents) for documents in held.values()]
    sums = np.append(0, np.cumsum(counts)).astype(np.uint32)
    for word, expected in held.items():
        painted = np.zeros(1 << 16, np.uint8)
        one = np.array([word], np.uint32)
        postings.paint(0, painted, Ranges.of([(one, one + np.uint32(1), 7)], sums))
        assert np.flatnonzero(painted == 7).tolist() == expected.tolist()


def test_the_best_of_several_readings_counts_whatever_containers_they_are_in() -> None:
    size = 65_536
    held = [np.arange(0, size, 2), np.arange(0, size, 100), np.arange(0, size, 1000)]
    words = np.repeat(np.arange(3, dtype=np.uint32), [len(documents) for documents in held])
    memory = Held(lambda _field: None)
    PostingsWriter(memory, "shown", size).add(words, np.concatenate(held).astype(np.uint16))
    postings = Postings(memory, "shown")
    sums = np.append(0, np.cumsum(postings.counts(3))).astype(np.uint32)
    for weights in ((10, 20, 30), (30, 20, 10), (20, 30, 10)):
        ranges = [
            (np.array([word], np.uint32), np.array([word + 1], np.uint32), weight)
            for word, weight in sorted(enumerate(weights), key=lambda pair: pair[1])
        ]
        painted = np.zeros(size, np.uint8)
        postings.paint(0, painted, Ranges.of(ranges, sums))
        assert (int(painted[0]), int(painted[100]), int(painted[2])) == (max(weights), max(weights[:2]), weights[0])


def test_a_bitmap_holds_documents_in_the_same_bits_on_every_machine() -> None:
    documents = np.arange(300, dtype=np.uint16)
    coded = encode(np.zeros(300, np.uint32), documents, 301)
    assert coded.maps.tolist() == [255] * 37 + [15]
    assert spread(coded.maps)[:301].tolist() == [1] * 300 + [0]


def test_of_a_long_array_only_what_is_asked_for_is_read() -> None:
    stored = np.arange(CHUNK, dtype="<u4")
    raw, read = stored.tobytes(), list[int]()

    def chunks(first: int, last: int) -> Iterator[bytes]:
        for number in range(first, last):
            read.append(number)
            yield raw[number * CHUNK : (number + 1) * CHUNK]

    array = LazyArray(len(raw), "u4", chunks)
    assert array.part(10, 12).tolist() == [10, 11]
    assert array.parts(np.array([5, 100_000]), np.array([7, 100_001])).tolist() == [5, 6, 100_000]
    assert array.part(0, 0).tolist() == []
    assert sorted(set(read)) == [0, 3]
    assert array.part(32_000, 33_000).tolist() == list(range(32_000, 33_000))
    assert len(read) == 3


# -- words -------------------------------------------------------------------------------------------------------------

TEXTS = (
    "T-Head's chips, the U.S. ban... and 'quoted' -- AT&T (1,200.50) don't—stop; e.g. 40-60 U.S.A. café naïve ﬁne",
    "", "...", "-", "a", "O'Brien's.'", "Ελλάδα Москва 阿里巴巴 T阿里",
    "supercalifragilisticexpialidocious-antidisestablishment", "sixteen-letters1 sixteenletters12 sixteenletters123",
    "x" * 5000, "\x00\x1b]0;\x07", "naïve-café's", "ÅNGSTRÖM",
)  # fmt: skip


def tokenised(texts: list[str]) -> list[set[str]]:
    tokeniser = Tokeniser()
    batches = list(tokeniser.read(enumerate(texts)))
    words, found = tokeniser.words, list[set[str]]()
    for batch in batches:
        pieces = np.split(batch.words, np.cumsum(batch.counts)[:-1])
        found += [{words[number] for number in piece.tolist()} for piece in pieces]
        assert all(len(piece) == len(set(piece.tolist())) for piece in pieces)
    return found


def test_in_bulk_a_text_has_the_words_that_it_has_alone() -> None:
    assert tokenised([*TEXTS, *TEXTS]) == [set(index_words(text)) for text in (*TEXTS, *TEXTS)]


@given(st.lists(st.text() | st.text("aBé-.'& \n—Яо中1"), max_size=8))
def test_in_bulk_any_text_has_the_words_that_it_has_alone(texts: list[str]) -> None:
    assert tokenised(texts) == [set(index_words(text)) for text in texts]


@pytest.mark.parametrize("query", ["里巴", "阿里巴巴", "巴集团", "团", "集", "москв", "оскв", "محمد", "กรุง", "ソフト"])
def test_scripts_without_spaces_are_found_by_any_of_their_characters(tmp_path: Path, query: str) -> None:
    texts = ["阿里巴巴集团发布了新的芯片。", "В Москве открыли завод.", "قال محمد إن المصنع مفتوح.", "กรุงเทพมหานคร เปิด",
             "ソフトバンクが発表した。", *NOISE[:50]]  # fmt: skip
    made = corpus(tmp_path, texts)
    with Database.open(made.path) as database:
        hits = Searcher(database).find(query, "claim").hits
    assert hits
    assert query in made.texts[hits[0].row - 1].lower()


# -- pages -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    texts = [f"Ferry {number} sank near the {('coast', 'coasts', 'cost')[number % 3]}." for number in range(900)]
    made = corpus(tmp_path_factory.mktemp("many"), [*CLAIMS, *texts])
    with Database.open(made.path) as database:
        yield Searcher(database)


@pytest.mark.parametrize("query", ["ferry", "ferry coast", "fery cost", "ferry 12", "coast zzyzx ferry"])
def test_pages_are_cut_out_of_one_long_page(many: Searcher, query: str) -> None:
    whole = many.find(query, "claim", limit=700)
    page = many.find(query, "claim", limit=90)
    pages = [page]
    while page.hits and len(pages) < 20:
        page = many.more(page, 90)
        pages.append(page)
    joined = [hit for page in pages for hit in page.hits]
    assert joined[: len(whole.hits)] == list(whole.hits)
    assert len({hit.row for hit in joined}) == len(joined)
    assert {page.total for page in pages} == {whole.total}


def test_the_total_counts_what_matches_in_full(many: Searcher) -> None:
    found = many.find("ferry coast", "claim", limit=10)
    assert (found.total, found.is_exact) == (600, True)
    assert not any(hit.partial for hit in found.hits)
    lone = many.find("ferry beijing", "claim", limit=10)
    assert lone.total == 0
    assert lone.hits
    assert all(hit.partial for hit in lone.hits)


def test_no_page_leaves_the_rows_it_was_restricted_to(many: Searcher) -> None:
    rows = range(100, 400)
    page = many.find("ferry", "claim", limit=120, among=rows)
    following = many.more(page, 1000)
    found = [hit.row for hit in (*page.hits, *following.hits)]
    assert set(found) <= set(rows)
    assert len(found) == page.total


def test_a_search_that_is_no_longer_wanted_ends(many: Searcher) -> None:
    with pytest.raises(QueryInterruptedError):
        many.find("ferry", "claim", cancelled=lambda: True)


# -- what was meant ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "typed", "word"),
    [("nvida h20", "nvida", "nvidia"), ("hngng", "hngng", "hanguang"), ("cambrcon revenue", "cambrcon", "cambricon")],
)
def test_a_mistyped_word_is_told_as_what_it_was_read(many: Searcher, query: str, typed: str, word: str) -> None:
    assert [(meant.typed, meant.words[0]) for meant in many.find(query, "claim").meant] == [(typed, word)]


@pytest.mark.parametrize("query", ["nvidia", "nvid", "h20", "conductor"])
def test_nothing_is_said_of_a_word_that_stands_as_it_was_typed(many: Searcher, query: str) -> None:
    assert many.find(query, "claim").meant == ()


def test_where_nothing_is_found_the_nearest_words_are_offered(many: Searcher) -> None:
    found = many.find("kambrykon", "claim")
    assert found.hits == ()
    assert "cambricon" in found.nearest


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Searcher]:
    write(sample_resolution(), tmp_path / "data.db", VERSIONS, extras=[index])
    with Database.open(tmp_path / "data.db") as database:
        yield Searcher(database)


def test_why_a_row_was_found_that_does_not_show_the_word(sample: Searcher) -> None:
    hit = sample.find("eliminating", "claim").hits[0]
    assert "eliminating" in sample.why("eliminating", "claim", hit.row)
    assert sample.why("norvik", "claim", hit.row) == ""
    assert sample.why("norvik", "claim", 10**6) == ""
    assert "betrayal" in sample.why("betrayal", "source", sample.find("betrayal", "source").hits[0].row)


def test_a_passage_is_found_by_its_words_and_only_where_people_read(tmp_path: Path) -> None:
    write(sample_resolution(), tmp_path / "data.db", VERSIONS, extras=[index])
    with Database.open(tmp_path / "data.db") as database:
        hits = Searcher(database).find("betrayal", "passage").hits
        (item,) = database.items("passage", [hits[0].row])
        assert "betrayal" in item.text.lower()
        assert database.text(item.source)[item.start : item.end] == item.text


# -- rows that are newer, and damage -----------------------------------------------------------------------------------


def edited(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def ids(database: Database, results: Results) -> list[str]:
    return [item.id for item in database.items("claim", [hit.row for hit in results.hits])]


def test_rows_that_came_after_the_index_are_found_at_once(tmp_path: Path) -> None:
    made = corpus(tmp_path, CLAIMS)
    edited(
        made.path,
        "insert into claims select row + 100, 'c99' || row, 'A zeppelin carried the H20.', kind, 3, 1, '', 1, 0, '' "
        "from claims where row <= 2",
    )
    with Database.open(made.path) as database:
        searcher = Searcher(database)
        assert ids(database, searcher.find("zeppelin", "claim")) == ["c991", "c992"]
        assert set(ids(database, searcher.find("h20", "claim"))) > {"c991", "c992"}
        assert ids(database, searcher.find("zeplin", "claim"))[:2] == ["c991", "c992"]
        assert searcher.find("zeppelin kind:assertion", "claim").total in (0, 2)
        assert [hit.row for hit in searcher.find("h20", "claim", among=[101]).hits] == [101]


PARTS = ("words", "size", "rows", "shown.segments", "shown.words", "shown.counts", "shown.lists", "hidden.lists",
         "field.entity.keys", "field.entity.owners", "field.worth.lows", "field.kind.segments")  # fmt: skip


@pytest.mark.parametrize(
    "damage", ["data = x'0707'", "data = x'00000007'", "data = cast(data || data as blob)", "chunk = 7"]
)
@pytest.mark.parametrize("part", PARTS)
def test_a_damaged_index_never_keeps_a_claim_from_being_found(tmp_path: Path, part: str, damage: str) -> None:
    path = tmp_path / "data.db"
    write(sample_resolution(), path, VERSIONS, extras=[index])
    edited(path, f"update {TABLE} set {damage} where part = '{part}'")  # noqa: S608 - constants
    with Database.open(path) as database:
        searcher = Searcher(database)
        found = searcher.find("closing factory entity:norvik worth:0..3 kind:direct_quote OR closing", "claim")
        assert CLOSING.id in ids(database, found)
        assert ids(database, searcher.find("closing factory", "claim"))[0] == CLOSING.id


def test_who_asks_for_many_rows_of_a_phrase_gets_them_at_once_or_by_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, number in (("_PATIENCE", 20), ("_BATCH", 10), ("_AT_ONCE", 5)):
        monkeypatch.setattr(f"explorer.search.evaluate.{name}", number)
    monkeypatch.setattr("explorer.search.ranking.BEST", 10)
    resolution = large_resolution(600)
    claims = tuple(
        replace(
            claim, text=f"The grey ferry left ({number})." if number % 2 else f"A ferry, all grey, left ({number})."
        )
        for number, claim in enumerate(resolution.claims)
    )
    path = tmp_path / "data.db"
    write(replace(resolution, claims=claims), path, VERSIONS, extras=[index])
    with Database.open(path) as database:
        searcher = Searcher(database)
        assert len(searcher.find('"grey ferry"', "claim", limit=200).hits) == 200
        page = searcher.find('"grey ferry"', "claim", limit=100)
        rows: list[int] = []
        while page.hits:
            rows += [hit.row for hit in page.hits]
            page = searcher.more(page, 100)
        assert len(rows) == len(set(rows)) == 300


def test_a_field_told_to_have_more_rows_than_its_list_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    write(sample_resolution(), path, VERSIONS, extras=[index])
    with Database.open(path) as database:
        sound = Searcher(database).find("sources:1..", "entity")
    edited(
        path,  # the first number of a segment is how many rows it is of
        f"update {TABLE} set data = cast(x'ff000000' || substr(data, 5) as blob) "  # noqa: S608 - constants
        "where part = 'field.sources.segments'",
    )
    with Database.open(path) as database:
        assert Searcher(database).find("sources:1..", "entity") == sound


@pytest.mark.parametrize("damage", ["set data = x'07'", "set data = x''", "set chunk = 7"])
@pytest.mark.parametrize("part", ["keys", "shown", "folded", "owners", "counts"])
def test_a_damaged_index_completes_names_as_a_sound_one(tmp_path: Path, part: str, damage: str) -> None:
    path = tmp_path / "data.db"
    write(sample_resolution(), path, VERSIONS, extras=[index])
    queries = ("entity:n", "source:", "has:", "speaker:")
    with Database.open(path) as database:
        sound = [Searcher(database).complete(query, len(query)) for query in queries]
    edited(path, f"update {TABLE} {damage} where part like 'field.%.{part}'")
    with Database.open(path) as database:
        assert [Searcher(database).complete(query, len(query)) for query in queries] == sound


def test_a_bit_that_was_lost_never_changes_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    write(sample_resolution(), path, VERSIONS, extras=[index])
    asked = ("worth:1..", "sources:1..", "kind:assertion", "port")

    def answers() -> list[tuple[int, tuple[Hit, ...]]]:
        with Database.open(path) as database:
            searcher = Searcher(database)
            found = [searcher.find(query, kind) for query in asked for kind in SEARCH_KINDS]
        return [(results.total, results.hits) for results in found]

    sound = answers()
    with closing(sqlite3.connect(path)) as connection:
        blobs = connection.execute(f"select rowid, data from {TABLE} where length(data) > 0").fetchall()  # noqa: S608 - a constant
    for row, data in blobs:
        lost = bytes([*data[: len(data) // 2], data[len(data) // 2] ^ 1, *data[len(data) // 2 + 1 :]])
        change = f"update {TABLE} set data = x'{{}}' where rowid = {row}"  # noqa: S608 - numbers of ours
        edited(path, change.format(lost.hex()))
        assert answers() == sound
        edited(path, change.format(data.hex()))


def test_without_rows_to_read_a_damaged_index_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    write(sample_resolution(), path, VERSIONS, extras=[index])
    with Database.open(path) as database:
        edited(path, f"delete from {TABLE}", "drop table evidence")  # noqa: S608 - a constant
        with pytest.raises(DatabaseError, match=r"data\.db is damaged .*rebuild"):
            Searcher(database).find("lund", "claim")


# -- order -------------------------------------------------------------------------------------------------------------


def test_equal_matches_stand_by_worth_then_origins_then_the_newest(tmp_path: Path) -> None:
    resolution = sample_resolution()
    claims = tuple(
        replace(claim, text=f"A zeppelin landed ({number}).", worth=worth, origins=origins)
        for number, (claim, (worth, origins)) in enumerate(
            zip(
                resolution.claims,
                [(1, 1), (3, 1), (3, 2), (1, 2), (2, 9), (0, 9)][: len(resolution.claims)],
                strict=True,
            )
        )
    )
    path = tmp_path / "data.db"
    write(replace(resolution, claims=claims), path, VERSIONS, extras=[index])
    with Database.open(path) as database:
        rows = [hit.row for hit in Searcher(database).find("zeppelin", "claim").hits]
        listed = [(item.worth, item.origins) for item in database.items("claim", rows)]
    assert listed == sorted(listed, reverse=True)
    assert len(listed) == len(claims)
