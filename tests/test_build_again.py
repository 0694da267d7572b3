"""Building again: what has not changed is not read again, and the database is the very one that a fresh build gives."""

from __future__ import annotations

import os
import random
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from explorer import vectors
from explorer.build import BuildReport, build, making, relating, workers
from explorer.cli import main
from explorer.errors import BuildError
from explorer.extract import Reader
from explorer.models import Reading, Resolution, Source
from explorer.resolve import Recall, resolve
from explorer.store import vectors as stored_vectors
from explorer.store.verify import dump, verify
from explorer.vectors import DIMENSIONS
from tests.factories import FILES, PAPER, REWRITE, WIRE, sample_files

STORY = (
    WIRE,
    REWRITE,
    PAPER,
    WIRE.replace("1,200", "1,300").replace("Lund", "Malmö"),
    "Norvik keeps Lund open\n\nBy Sara Dahl\nMarch 9, 2025\n\nNorvik Motors will keep its plant in Lund, Anna "
    "Lindqvist told the union on Sunday. About 200 jobs will go.\n",
    "The harbour of Malmö was closed on Friday after a ferry struck the pier. Nobody was hurt, the police said.\n",
)
"""Articles that have names, claims and dates in common, so that one changes what is made of the others."""


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Gives the paths of the articles that were read since it was last asked."""
    read = Reader.read
    seen: list[str] = []

    def counted(self: Reader, source: Source) -> Reading:
        seen.append(source.path)
        return read(self, source)

    def taken() -> list[str]:
        found = sorted(seen)
        seen.clear()
        return found

    monkeypatch.setattr(Reader, "read", counted)
    return taken


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return sample_files(tmp_path / "articles")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "data.db"


def unchanged(report: BuildReport) -> list[str]:
    return [file.path for file in report.files if file.unchanged]


# -- random sequences --------------------------------------------------------------------------------------------------


def change(folder: Path, chance: random.Random) -> None:
    """Add, change, rename, copy or remove one file, or spoil it."""
    there = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [f"{sub}{letter}.txt" for sub in ("", "wire/") for letter in "abcd"]
    target = folder / chance.choice(names)
    target.parent.mkdir(exist_ok=True)
    what = chance.choice(["write", "write", "write", "edit", "rename", "copy", "remove", "remove", "spoil"])
    if what == "write" or not there:
        target.write_text(chance.choice(STORY))
    elif what == "edit":
        path = chance.choice(there)
        path.write_bytes(path.read_bytes() + b"\nThe mayor of Lund said she was sorry.\n")
    elif what == "rename":
        chance.choice(there).replace(target)
    elif what == "copy":
        target.write_bytes(chance.choice(there).read_bytes())
    elif what == "remove":
        chance.choice(there).unlink()
    else:
        target.write_bytes(b"\x00\x01" * 40)


def failure(folder: Path, database: Path, *, fresh: bool = False) -> str:
    """Build; why nothing was built, or nothing."""
    try:
        build([folder], database, fresh=fresh)
    except BuildError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_of_changes_ends_where_a_fresh_build_does(
    tmp_path: Path, seed: int, read_again: Callable[[], list[str]]
) -> None:
    chance = random.Random(seed)
    folder, grown, new = tmp_path / "articles", tmp_path / "grown.db", tmp_path / "new.db"
    folder.mkdir()
    known: set[bytes] = set()
    built = 0
    for _ in range(8):
        for _ in range(chance.choice([1, 1, 2, 3])):
            change(folder, chance)
        refused = failure(folder, new, fresh=True)
        if refused:  # an empty folder, or one without a good article
            before = grown.read_bytes() if grown.exists() else b""
            assert failure(folder, grown) == refused
            assert (grown.read_bytes() if grown.exists() else b"") == before
            continue
        read_again()
        build([folder], grown)
        now = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.txt")}
        good = {path: data for path, data in now.items() if b"\x00" not in data}
        assert read_again() == sorted(path for path, data in good.items() if data not in known)
        known = set(good.values())
        built += 1
        assert grown.read_bytes() == new.read_bytes(), "not even the bytes differ"
        assert verify(grown, folder).ok
    assert built >= 5


# -- what the report says ----------------------------------------------------------------------------------------------


def test_only_what_is_new_is_read_and_the_report_tells(
    articles: Path, database: Path, read_again: Callable[[], list[str]]
) -> None:
    first = build([articles], database)
    assert (unchanged(first), first.removed, first.anew) == ([], (), "")
    read_again()
    (articles / "paper.txt").unlink()
    (articles / "wire.txt").write_text(WIRE + "More.\n")
    (articles / "again.txt").write_text(REWRITE)
    (articles / "news" / "rewrite.txt").unlink()
    second = build([articles], database)
    assert read_again() == ["wire.txt"]
    assert unchanged(second) == ["again.txt"], "it only has another name"
    assert second.removed == ("paper.txt",)
    assert build([articles], database, fresh=True).by_outcome("read") != []
    assert read_again() == ["again.txt", "wire.txt"]


def test_an_article_that_is_gone_leaves_no_word_behind(articles: Path, database: Path) -> None:
    (articles / "secret.txt").write_text(
        "Quentin Zwiebelbaum of the ministry said on Monday that the dam would break.\n"
    )
    build([articles], database)
    (articles / "secret.txt").unlink()
    build([articles], database)
    build([articles], database.with_name("never.db"))
    assert database.read_bytes() == database.with_name("never.db").read_bytes()


# -- nothing has changed -----------------------------------------------------------------------------------------------


@pytest.fixture
def resolved(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles were resolved, in each build that did so."""
    counts: list[int] = []

    def counted(readings: Sequence[Reading], encoder: vectors.Encoder | None, recall: Recall) -> Resolution:
        counts.append(len(readings))
        return resolve(readings, encoder, recall)

    monkeypatch.setattr(making, "resolve", counted)
    return counts


def test_where_nothing_has_changed_nothing_is_done(articles: Path, database: Path, resolved: list[int]) -> None:
    first = build([articles], database)
    before = database.read_bytes()
    second = build([articles], database)
    assert (first.same, second.same) == (False, True)
    assert second.counts == first.counts
    assert [replace(file, unchanged=False) for file in second.files] == list(first.files)
    assert database.read_bytes() == before
    assert resolved == [len(FILES)]
    assert [path.name for path in database.parent.iterdir()] == ["data.db"]


def test_all_is_done_again_where_that_is_wanted(articles: Path, database: Path, resolved: list[int]) -> None:
    build([articles], database)
    before = database.read_bytes()
    assert not build([articles], database, fresh=True).same
    assert database.read_bytes() == before
    assert len(resolved) == 2


def test_another_name_of_an_article_is_a_change(articles: Path, database: Path, resolved: list[int]) -> None:
    build([articles], database)
    (articles / "paper.txt").rename(articles / "journal.txt")
    assert not build([articles], database).same
    build([articles], database.with_name("new.db"))
    assert database.read_bytes() == database.with_name("new.db").read_bytes()
    assert len(resolved) == 3


def test_other_rules_make_another_database(
    articles: Path, database: Path, resolved: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    build([articles], database)
    monkeypatch.setattr("explorer.build.hand.build_hand", lambda: "another")
    assert not build([articles], database).same
    assert len(resolved) == 2


@pytest.mark.parametrize("seed", range(3))
def test_a_byte_that_has_changed_anywhere_never_survives(
    articles: Path, database: Path, seed: int, resolved: list[int]
) -> None:
    build([articles], database)
    whole = database.read_bytes()
    chance = random.Random(seed)
    for _ in range(6):
        place = chance.randrange(100, len(whole))  # what stands before is SQLite's header, by which a file is known
        database.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
        build([articles], database)
        assert database.read_bytes() == whole, place
    assert len(resolved) == 7


# -- what cannot be used -----------------------------------------------------------------------------------------------


def spoil(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


SPOILT = {
    "kept_meta": ["UPDATE kept_meta SET readings = 'another'"],
    "no tables": ["DROP TABLE kept_readings", "DROP TABLE kept_meta"],
    "no readings": ["DROP TABLE kept_readings"],
    "an older schema": ["PRAGMA user_version = 2"],
    "a newer schema": ["PRAGMA user_version = 99"],
    "garbage": ["UPDATE kept_readings SET packed = x'00ff00ff'"],
    "no sources": ["DROP TABLE sources"],
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_not_ours_or_damaged_is_read_anew_and_said(
    articles: Path, database: Path, what: str, read_again: Callable[[], list[str]]
) -> None:
    build([articles], database)
    expected = list(dump(database))
    spoil(database, *SPOILT[what])
    read_again()
    report = build([articles], database)
    assert read_again() == sorted(FILES)
    assert report.anew.startswith(str(database))
    assert "\n" not in report.anew
    assert list(dump(database)) == expected


def test_a_database_that_is_cut_short_is_read_anew(articles: Path, database: Path) -> None:
    build([articles], database)
    whole = database.read_bytes()
    database.write_bytes(whole[: len(whole) // 2])
    assert "cut short" in build([articles], database).anew
    assert database.read_bytes() == whole


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE kept_readings SET checksum = 'x' WHERE rowid_is = 1",
        "UPDATE kept_readings SET packed = (SELECT packed FROM kept_readings ORDER BY sha256 DESC LIMIT 1)",
    ],
)
def test_one_reading_that_is_not_as_it_was_kept_costs_that_one(
    articles: Path, database: Path, change: str, read_again: Callable[[], list[str]]
) -> None:
    build([articles], database)
    expected = list(dump(database))
    with closing(sqlite3.connect(database)) as connection:
        digests = [row[0] for row in connection.execute("SELECT sha256 FROM kept_readings ORDER BY sha256")]
    spoil(database, change.replace("rowid_is = 1", f"sha256 = '{digests[0]}'"))
    read_again()
    build([articles], database)
    assert 1 <= len(read_again()) < len(FILES)
    assert list(dump(database)) == expected


# -- sentence vectors --------------------------------------------------------------------------------------------------


class CountingEncoder:
    """An encoder that counts what it is asked; texts are alike as far as their letters are."""

    name = "letters 1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        rows = np.zeros((len(texts), DIMENSIONS))
        for row, text in enumerate(texts):
            for letter in text.lower():
                rows[row, ord(letter) % DIMENSIONS] += 1
        return np.round(rows / np.linalg.norm(rows, axis=1, keepdims=True), 4).astype(np.float32)


def test_no_text_is_embedded_twice_and_the_database_is_the_same(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = CountingEncoder()
    monkeypatch.setattr(vectors, "load", lambda: encoder)
    build([articles], database)
    assert encoder.asked, "some pair must be left open by its words, or this test tests nothing"
    assert len(set(encoder.asked)) == len(encoder.asked)
    first = set(encoder.asked)
    (articles / "more.txt").write_text(STORY[3])
    encoder.asked.clear()
    assert not build([articles], database).words_alone
    assert not first & set(encoder.asked)
    build([articles], database.with_name("fresh.db"))
    assert database.read_bytes() == database.with_name("fresh.db").read_bytes()


def test_vectors_that_are_damaged_or_of_another_encoder_are_made_anew(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = CountingEncoder()
    monkeypatch.setattr(vectors, "load", lambda: encoder)
    build([articles], database)
    expected, asked = database.read_bytes(), set(encoder.asked)
    for change, is_all in (
        ("UPDATE kept_vectors SET vector = zeroblob(768)", False),  # those of the claims are good yet
        ("UPDATE search_vectors SET vectors = zeroblob(length(vectors))", False),
        ("DROP TABLE search_vectors", False),
        ("UPDATE kept_meta SET vectors = 'another'", True),
    ):
        spoil(database, change)
        encoder.asked.clear()
        build([articles], database)
        assert len(set(encoder.asked)) == len(encoder.asked)
        assert set(encoder.asked) == asked if is_all else set() < set(encoder.asked) < asked
        assert database.read_bytes() == expected


def test_vectors_outlive_a_change_of_the_rules_by_which_articles_are_read(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = CountingEncoder()
    monkeypatch.setattr(vectors, "load", lambda: encoder)
    build([articles], database)
    expected = database.read_bytes()
    encoder.asked.clear()
    spoil(database, "UPDATE kept_meta SET readings = 'other rules'")
    assert build([articles], database).anew
    assert encoder.asked == []
    assert database.read_bytes() == expected


def test_every_claim_has_a_vector_whatever_the_number_of_threads(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relating, "_SHARE", 1)
    monkeypatch.setattr(stored_vectors, "PIECE", 3)
    build([articles], database, workers=1)
    with closing(sqlite3.connect(database)) as connection:
        assert stored_vectors.fit(connection)
        kept = list(stored_vectors.sound(connection))
        assert len(kept) > 1
        assert kept == list(stored_vectors.pieces(connection))
    monkeypatch.setattr(os, "cpu_count", lambda: 5)
    monkeypatch.setattr(workers, "FEW_FILES", 100)
    build([articles], database.with_name("threads.db"))
    assert database.with_name("threads.db").read_bytes() == database.read_bytes()


def test_many_claims_are_related_only_for_who_asks(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def has_vectors() -> bool:
        with closing(sqlite3.connect(database)) as connection:
            return stored_vectors.exist(connection)

    encoder = CountingEncoder()
    monkeypatch.setattr(vectors, "load", lambda: encoder)
    monkeypatch.setattr(relating, "UNASKED", 2)
    assert "build again with --related" in build([articles], database).unrelated
    assert not has_vectors()
    before = database.read_bytes()
    assert build([articles], database, related=True).unrelated == ""
    assert has_vectors()
    assert build([articles], database, related=True).same
    assert build([articles], database).unrelated
    assert database.read_bytes() == before, "what stood there before changes nothing"


def test_without_an_encoder_the_words_alone_decide_and_the_report_says_so(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "load", lambda: None)
    assert build([articles], database).words_alone
    assert verify(database, articles).ok
    with closing(sqlite3.connect(database)) as connection:
        assert not stored_vectors.exist(connection)


# -- on the command line -----------------------------------------------------------------------------------------------


def test_the_command_says_how_many_were_read_anew(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one process, so that the rules are the same in all builds also where somebody edits them meanwhile."""
    monkeypatch.chdir(articles.parent)

    def told(*argv: str) -> str:
        assert main(["build", "articles", "--db", "out/data.db", *argv]) == 0
        return capsys.readouterr().err

    assert "unchanged" not in told(), "the first build has nothing to compare with"
    assert "nothing has changed: the database stays as it is\n" in told()
    (articles / "paper.txt").unlink()
    (articles / "wire.txt").write_text(WIRE + "More.\n")
    assert re.search(r"1 article unchanged, 1 read anew, 1 removed; \d of \d claims told anew\n", told())
    assert "unchanged" not in told("--fresh")
    spoil(database, "DROP TABLE kept_readings")
    assert "all articles were read anew: out/data.db is damaged\n" in told()
