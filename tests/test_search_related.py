"""Claims that say in other words what a query says: found by their meaning where that can be, and told why not."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from explorer import vectors
from explorer.search.related import Related, meant
from explorer.search.searcher import Searcher
from explorer.store import vectors as stored
from explorer.store.reader import Database
from explorer.vectors import DIMENSIONS
from tests.factories import sample_database
from tests.related_corpus import NEWS, written


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    encoder = vectors.load()
    assert encoder is not None
    return written(tmp_path_factory.mktemp("news") / "news.db", NEWS, encoder)


def found(database: Database, query: str) -> list[str]:
    rows = [hit.row for hit in Related(database).find(query)]
    return [item.text for item in database.items("claim", rows)]


def edited(path: Path, folder: Path, statement: str) -> Path:
    copy = folder / "edited.db"
    copy.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute(statement)
        connection.commit()
    return copy


# -- with the encoder --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("carmaker lays off staff in Sweden", 1),
        ("smokers will pay more", 2),
        ("medical staff walkout wages", 4),
        ("ship never checked for safety", 3),
        ("company punished for polluting the sea", 6),
        ("port quay shut because of bad weather", 0),
    ],
)
def test_a_claim_is_found_that_shares_no_word_with_the_query(news: Path, query: str, row: int) -> None:
    assert not set(query.lower().split()) & set(NEWS[row].lower().strip(".").split()) - {"the", "for", "of", "in"}
    with Database.open(news) as database:
        assert found(database, query)[0] == NEWS[row]


def test_what_nothing_is_related_to_finds_nothing(news: Path) -> None:
    with Database.open(news) as database:
        assert found(database, "recipe for chocolate pancakes") == []
        assert found(database, "xkcd qwertz") == []


def test_the_nearest_come_first_and_no_more_than_are_wanted(news: Path) -> None:
    with Database.open(news) as database:
        related = Related(database)
        hits = related.find("shipping firm broke the law with its vessels")
        assert len(hits) > 1
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert all(0 < hit.score <= 100 for hit in hits)
        assert related.find("shipping firm broke the law with its vessels", limit=1) == hits[:1]
        assert related.find("shipping firm broke the law with its vessels", limit=0) == []
        assert (
            related.find("shipping firm broke the law with its vessels", exclude={hits[0].row, 10**12, -4}) == hits[1:]
        )


POLLUTED = "company punished for polluting the sea"


def test_a_query_without_words_that_are_wanted_means_nothing(news: Path) -> None:
    with Database.open(news) as database:
        related = Related(database)
        for query in ("", "  … !", "-ferry", "kind:assertion -ferry", "source:"):
            assert related.find(query) == []
        assert related.find(POLLUTED, "entity") == []


def test_fields_and_what_is_not_wanted_narrow_and_are_not_what_is_meant(news: Path) -> None:
    with Database.open(news) as database:
        related = Related(database, Searcher(database))
        plain = related.find(POLLUTED)
        assert plain
        assert related.find(f"kind:assertion {POLLUTED} -football -(strike OR pay)") == plain
        assert related.find(f"{POLLUTED} (kind:assertion OR kind:opinion)") == plain
        assert related.find(f"{POLLUTED} kind:opinion") == []
        assert NEWS[6] in found(database, POLLUTED)
        assert NEWS[6] not in found(database, f"{POLLUTED} -oil")


@pytest.mark.parametrize(
    ("query", "words", "narrows"),
    [
        ('"dumped oil" (ship* OR ferry) fine near/3 court', "dumped oil ship ferry fine court", False),
        ("oil -football", "oil", True),
        ("oil kind:assertion origins:2..", "oil", True),
        ("(oil kind:assertion) court", "oil court", True),
        ("(oil OR kind:assertion) court", "oil court", False),
        ("-(oil kind:assertion)", "", True),
    ],
)
def test_a_query_is_parted_into_what_is_meant_and_what_narrows(query: str, words: str, narrows: bool) -> None:
    wanted, narrowing = meant(query)
    assert wanted == words.split()
    assert (narrowing is not None) == narrows


@pytest.mark.parametrize("query", ["\x1b]0;x\x07 \x00", "((((", '"', "a" * 100_000, "ferry " * 5_000, "渡船", "\ud800"])
def test_any_query_has_an_answer(news: Path, query: str) -> None:
    with Database.open(news) as database:
        rows = [hit.row for hit in Related(database).find(query)]
        assert set(rows) <= set(database.rows("claim"))
        assert len(set(rows)) == len(rows)


def test_it_is_ready_when_the_encoder_is_loaded(news: Path) -> None:
    with Database.open(news) as database:
        related = Related(database)
        assert (related.available, related.why, related.ready) == (True, "", False)
        related.load()
        assert related.ready


def test_nothing_heavy_is_imported_before_it_is_asked(news: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from explorer.store.reader import Database\n"
        "from explorer.search.related import Related\n"
        f"with Database.open(Path({str(news)!r})) as database: print(Related(database).available)\n"
        "print([m for m in ('numpy', 'onnxruntime', 'tokenizers', 'rapidfuzz') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["True", "[]"]


# -- an encoder of our own ---------------------------------------------------------------------------------------------


class Topics:
    """An encoder for which the first letter of a text is what it is about, and the rest of it nearly nothing."""

    name = "topics 1"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[ord(text[0].lower()) % DIMENSIONS] = 1
            row[0] = 0.0004 * (len(text) % 3)
        return rows


@pytest.fixture
def topics(monkeypatch: pytest.MonkeyPatch) -> Topics:
    encoder = Topics()
    monkeypatch.setattr(vectors, "load", lambda: encoder)
    monkeypatch.setattr(vectors, "installed", lambda: encoder.name)
    monkeypatch.setattr(stored, "PIECE", 8)
    return encoder


@pytest.fixture
def alphabet(tmp_path: Path, topics: Topics) -> Iterator[Database]:
    texts = [f"{chr(97 + number % 5)}{'x' * (number % 4)} claim {number}." for number in range(60)]
    with Database.open(written(tmp_path / "alphabet.db", texts, topics)) as database:
        yield database


def test_claims_equally_near_keep_the_order_of_the_list_across_pieces(alphabet: Database) -> None:
    everything = [(item.row, item.text) for item in alphabet.items("claim", range(1, 61))]
    expected = [row for row, text in everything if text.startswith("c")]
    related = Related(alphabet)
    assert [hit.row for hit in related.find("castle", limit=100)] == expected
    assert [hit.row for hit in related.find("castle", limit=5, exclude=set(expected[:2]))] == expected[2:7]


def test_a_query_that_is_no_longer_wanted_ends_between_two_pieces(alphabet: Database) -> None:
    asked: list[int] = []

    def soon() -> bool:
        asked.append(1)
        return len(asked) > 3

    assert Related(alphabet).find("castle", cancelled=soon) == []
    assert len(asked) == 4, "of eight pieces"
    assert Related(alphabet).find("castle", cancelled=lambda: False)


# -- without -----------------------------------------------------------------------------------------------------------


def reason(path: Path) -> str:
    """Why there is nothing related in a database, which must not keep a query from its (empty) answer."""
    with Database.open(path) as database:
        related = Related(database)
        related.load()
        assert not related.available
        assert not related.ready
        assert related.find("company punished for polluting the sea") == []
        assert "\n" not in related.why
        return related.why


def test_without_an_encoder_there_is_a_reason_and_no_error(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "installed", lambda: "")
    assert "no sentence encoder is installed" in reason(news)


def test_an_encoder_that_cannot_be_read_is_found_out_when_it_is_needed(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "load", lambda: None)
    assert "cannot be read" in reason(news)


def test_a_database_that_was_built_without_an_encoder_says_so(tmp_path: Path) -> None:
    assert "built without a sentence encoder; build it again" in reason(sample_database(tmp_path))


DAMAGES: dict[str, tuple[str, Callable[[str], bool]]] = {
    "another encoder": (
        "UPDATE meta SET value = 'all-\x1b[2JSome-L9' WHERE key = 'vectors_version'",
        lambda why: "all-" in why and "\x1b" not in why and "build it again" in why,
    ),
    "no vectors": (
        "DROP TABLE search_vectors",
        lambda why: "too many claims" in why and "build it again with --related" in why,
    ),
    "a vector too few": ("UPDATE search_vectors SET vectors = substr(vectors, 2)", lambda why: "damaged" in why),
    "a piece too few": ("DELETE FROM search_vectors", lambda why: "damaged" in why),
    "no bytes": (
        "CREATE TABLE other AS SELECT first, checksum, hex(vectors) AS vectors, scales FROM search_vectors",
        lambda why: "damaged" in why,
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_vectors_that_are_of_no_use_are_named_in_one_clear_line(news: Path, tmp_path: Path, damage: str) -> None:
    statement, is_clear = DAMAGES[damage]
    spoilt = edited(news, tmp_path, statement)
    if damage == "no bytes":
        spoilt = edited(spoilt, tmp_path / "..", "DROP TABLE search_vectors")
        spoilt = edited(spoilt, tmp_path, "ALTER TABLE other RENAME TO search_vectors")
    assert is_clear(reason(spoilt))


def test_numbers_that_are_none_find_nothing(news: Path, tmp_path: Path) -> None:
    scales = np.full(len(NEWS), np.nan, "<f4").tobytes().hex()
    spoilt = edited(news, tmp_path, f"UPDATE search_vectors SET scales = x'{scales}'")  # noqa: S608 - hex digits
    with Database.open(spoilt) as database:
        assert found(database, "company punished for polluting the sea") == []
