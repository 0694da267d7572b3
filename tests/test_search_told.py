"""What a search understands beyond the words as they stand, and what it says where it may have misunderstood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.lists import SearchKind, shared_hints
from explorer.search import Searcher, index
from explorer.search import evaluate as evaluating
from explorer.store.reader import Database
from explorer.store.writer import write
from tests.factories import VERSIONS, large_resolution, sample_database
from tests.search_corpus import corpus

TEXTS = (
    "Ticket sales rose 15% in May.",
    "Ticket sales rose 15 percent in June.",
    "Ticket sales rose by 15 per cent in July, “a jump of 15 % or so”, she said.",
    "Ticket sales of 15 tonnes in August.",
    "A hundred per cent of the seats, or 900, are taken.",
    "The ferry sails on Monday.",
    "The tram rests on Sunday.",
    *(f"Of the {number} harbours in the north one is open." for number in range(40)),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with Database.open(corpus(tmp_path_factory.mktemp("told"), TEXTS).path) as opened:
        yield opened


@pytest.fixture(scope="module")
def searcher(database: Database) -> Searcher:
    return Searcher(database)


def full(searcher: Searcher, database: Database, query: str) -> set[str]:
    """The last words of the claims that hold all words of a query."""
    rows = [hit.row for hit in searcher.find(query, "claim").hits if not hit.partial]
    return {item.text.split()[-1].rstrip(".") for item in database.items("claim", rows)}


@pytest.mark.parametrize(
    "query",
    ["15%", "15 percent", "15 per cent ", "sales 15 Per Cent rose", "15％", "15 percent ", "15 %", "15 pct", "15 PCT "],
)
def test_a_share_is_found_however_it_is_written(searcher: Searcher, database: Database, query: str) -> None:
    assert full(searcher, database, query) == {"May", "June", "said"}


@pytest.mark.parametrize("query", ['"15%"', '"rose 15 percent', '"15 per cent"', '"15 pct "', "15 near/2 percent"])
def test_a_phrase_has_a_share_however_it_is_written(searcher: Searcher, database: Database, query: str) -> None:
    found = full(searcher, database, query)
    assert {"May", "June"} <= found <= {"May", "June", "said"}


def test_of_a_share_that_is_left_out_the_figure_alone_stays(searcher: Searcher, database: Database) -> None:
    assert full(searcher, database, "sales NOT 15%") == {"August"}
    assert full(searcher, database, "seats NOT 900%") == {"taken"}, "it has both, apart"


def test_a_share_is_like_itself_however_it_is_written(tmp_path: Path) -> None:
    texts = ["15 towns hold a small percent.", "Output fell 15 percentage points.", "Rates rose 15% in May."]
    with Database.open(corpus(tmp_path, texts).path) as database:
        for query in ("15 percent", "15%", "15 pct"):
            first = Searcher(database).find(query, "claim").hits[0]
            (item,) = database.items("claim", [first.row])
            assert item.text == texts[2], query


def test_the_sign_of_a_share_is_marked(searcher: Searcher) -> None:
    text = "A rise of 15% (not 20 per cent, or percentages)"
    marked = {text[span.start : span.end] for span in searcher.highlight("15 percent", text)}
    assert marked == {"15%", "per cent"}
    assert [text[span.start : span.end] for span in searcher.highlight('"of 15 percent"', text)] == ["of 15%"]


def test_words_beside_each_other_that_say_no_share_stay_words(searcher: Searcher, database: Database) -> None:
    assert full(searcher, database, '"per cent of the seats" ') == {"taken"}
    assert full(searcher, database, "%") == set()


@pytest.mark.parametrize(
    ("query", "told"),
    [("ferry or tram ", "write OR"), ("ferry and tram ", "leave it out"), ("ferry not monday ", "write NOT")],
)
def test_a_small_operator_is_explained_where_few_rows_have_all_the_words(
    searcher: Searcher, query: str, told: str
) -> None:
    results = searcher.find(query, "claim")
    assert told in " ".join(results.hints)
    assert not results.problems
    assert shared_hints([results, searcher.find(query, "entity")]) == list(results.hints)


@pytest.mark.parametrize(
    "query",
    ["ferry OR tram ", "seats or 900 ", "or tram ", "ferry or", '"ferry or tram" ', "harbours in", "seats, or 900"],
)
def test_nothing_is_said_of_a_small_word_that_is_none_or_that_a_row_has_there(searcher: Searcher, query: str) -> None:
    assert searcher.find(query, "claim").hints == ()


def test_nothing_is_said_of_a_small_word_where_a_list_has_found_enough(searcher: Searcher) -> None:
    many = searcher.find("harbours", "claim")
    assert many.total > 5
    assert shared_hints([replace(many, hints=()), searcher.find("ferry or tram ", "claim")]) == []


def test_the_beginning_of_an_id_finds_its_row(searcher: Searcher, database: Database) -> None:
    (item,) = database.items("claim", [3])
    for query in (
        item.id, item.id.upper(), f" {item.id[:9]} ", f"({item.id});", f"c:{item.id[1:]}", f"explorer show {item.id}",
    ):  # fmt: skip
        results = searcher.find(query, "claim")
        assert [hit.row for hit in results.hits] == [3], query
        assert (results.total, results.is_exact) == (1, True)
        assert searcher.more(results).hits == ()
    assert searcher.find(item.id, "claim", among=[1, 2]).hits == ()
    (told,) = searcher.find(item.id, "entity").problems
    assert f"explorer show {item.id}" in told
    assert "claim" in told


def test_the_id_of_a_disagreement_finds_its_claims(tmp_path: Path) -> None:
    with Database.open(sample_database(tmp_path)) as database:
        searcher, (found, *_) = Searcher(database), database.disagreements()
        claims = {item.id for item in database.items("claim", range(1, database.counts()["claims"] + 1))}
        results = searcher.find(found.id, "claim")
        ids = {item.id for item in database.items("claim", [hit.row for hit in results.hits])}
        assert ids
        assert ids <= claims & set(found.claims)
        assert f"explorer show {found.id}" in " ".join(results.hints)
        assert searcher.find(found.id, "entity").hits == ()


def test_what_only_looks_like_an_id_is_a_word(searcher: Searcher) -> None:
    results = searcher.find("c0ffee0000", "claim")
    assert (results.hits, results.problems) == ((), ())


@pytest.mark.parametrize(
    ("query", "meant"),
    [("type:company ", "organization"), ("type:organisation ", "organization"), ("type:city ", "place")],
)
def test_the_value_that_was_meant_is_named_with_all_there_are(searcher: Searcher, query: str, meant: str) -> None:
    (told,) = searcher.find(query, "claim").problems
    assert f"did you mean {meant}?" in told
    assert "law" in told


def test_a_phrase_of_common_words_that_never_stand_together_is_given_up(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("_AT_ONCE", 4), ("_BATCH", 5), ("_PATIENCE", 5)):
        monkeypatch.setattr(evaluating, name, value)
    kind: SearchKind = "claim"
    given_up = searcher.find('"the of" ', kind)
    assert (given_up.hits, given_up.is_exact) == ((), False)
    assert "15 of the rows" in given_up.problems[0]
    patient = searcher.find('"the of" ', kind, is_finished=True)
    assert (patient.hits, patient.is_exact, patient.problems) == ((), True, ())


def test_a_common_word_of_the_articles_is_read_as_no_other_where_a_list_lacks_it(tmp_path: Path) -> None:
    made = large_resolution(30)  # whose articles say of every company how many units it sold
    unity, *others = made.entities
    write(replace(made, entities=(replace(unity, name="Unity"), *others)), tmp_path / "d.db", VERSIONS, extras=[index])
    with Database.open(tmp_path / "d.db") as opened:
        searcher = Searcher(opened)
        for query in ("units", "units "):
            assert (searcher.find(query, "entity").hits, searcher.find(query, "entity").meant) == ((), ()), query
        (mistyped,) = searcher.find("unitz ", "entity").meant
        assert mistyped.words == ("unity",)


@pytest.mark.parametrize("word", ["would", "these", "their", "under", "most", "which"])
def test_a_small_word_is_read_as_no_other_even_where_nothing_has_it(tmp_path: Path, word: str) -> None:
    likes = "A wound heals. | The thesis is long. | The heir waits. | A hunter rests. | The moist air. | A witch acts."
    with Database.open(corpus(tmp_path, likes.split(" | ")).path) as opened:
        searcher = Searcher(opened)
        for query in (word, f"{word} "):
            found = searcher.find(query, "claim")
            assert ([hit for hit in found.hits if not hit.partial], found.meant) == ([], ()), query
        assert [one.words for one in searcher.find("wounf ", "claim").meant] == [("wound",)]


def test_a_word_found_out_of_sight_is_not_said_to_be_read_as_one_in_sight(tmp_path: Path) -> None:
    texts = ["A solid result.", *(f"Result {number}." for number in range(9))]
    with Database.open(corpus(tmp_path, texts).path) as opened:
        found = Searcher(opened).find("sold ", "claim")  # as the wording of every article has it
        assert (found.total, found.meant) == (10, ())
