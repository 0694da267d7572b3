"""A file that is no database of ours, or no longer a whole one: one clear line, and nothing else."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from explorer.errors import DatabaseError
from explorer.store.cells import shared_claims
from explorer.store.reader import Database
from explorer.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tests import factories
from tests.factories import BETRAYAL, CLOSING
from tests.privileges import public_folder, without_privileges


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return factories.sample_database(tmp_path)


def refusal(path: Path) -> str:
    """The one line with which the file is refused, at once or when all of it is read."""
    with pytest.raises(DatabaseError) as caught, Database.open(path) as opened:
        opened.resolution()
    line = str(caught.value)
    assert "\n" not in line
    assert path.name in line
    return line


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    assert "explorer build" in refusal(tmp_path / "data.db")
    assert not (tmp_path / "data.db").exists(), "looking must not create it"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.parametrize("content", [b"", b"SQLite", b"Dear diary,\n" * 50, os.urandom(5000)])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.db"
    file.write_bytes(content)
    assert "is not an explorer database" in refusal(file)


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.db")
    assert "is not an explorer database" in refusal(tmp_path / "pipe.db")


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE claims (row INTEGER PRIMARY KEY)")
    connection.close()
    assert "is not an explorer database" in refusal(file)


def edit(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_newer_schema_asks_for_a_newer_explorer(path: Path) -> None:
    edit(path, f"PRAGMA user_version = {SCHEMA_VERSION + 2}")
    expected = (
        f"made by a newer explorer (schema {SCHEMA_VERSION + 2}; this one reads {SCHEMA_VERSION}): update explorer"
    )
    assert expected in refusal(path)


def test_an_older_schema_asks_for_a_rebuild(path: Path) -> None:
    edit(path, "PRAGMA user_version = 0")
    assert "rebuild" in refusal(path)


@pytest.mark.parametrize("share", [0.001, 0.01, 0.1, 0.5, 0.9, 0.9999])
def test_a_database_cut_short_is_refused(path: Path, share: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert "cut short" in refusal(path)


def test_damage_in_the_middle_costs_one_clear_line(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[4096 : len(whole) : 7] = b"\xa5" * len(range(4096, len(whole), 7))
    path.write_bytes(whole)
    assert "is damaged" in refusal(path)


def test_a_database_without_our_tables_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "empty.db"
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert "is damaged" in refusal(file)


def test_a_locked_database_says_that_another_program_has_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.store.connections._BUSY", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert "is locked by another program" in refusal(path)
    finally:
        other.close()
    with Database.open(path) as database:
        assert database.counts()["claims"] == 3


def test_bad_utf8_in_one_row_hides_no_other(path: Path) -> None:
    edit(path, "UPDATE claims SET text = CAST(x'4c756e64ff20c328' AS TEXT) WHERE row = 2")
    edit(path, "UPDATE texts SET text = CAST(x'ff' AS TEXT) WHERE source = 1")
    with Database.open(path) as database:
        texts = [item.text for item in database.items("claim", database.rows("claim"))]
        assert texts == [CLOSING.text, "Lund\ufffd \ufffd(", BETRAYAL.text]
        assert len(database.resolution().claims) == 3


@pytest.mark.parametrize("name", ["a b.db", "50%20.db", "what?.db", "#1.db", "Ünï–cödé.db", "it's.db"])
def test_any_file_name_will_do(path: Path, name: str) -> None:
    renamed = path.with_name(name)
    path.rename(renamed)
    with Database.open(renamed) as database:
        assert database.counts()["sources"] == 3


def test_a_hostile_file_name_stays_inert(tmp_path: Path) -> None:
    assert "\x1b" not in refusal_of_hostile(tmp_path / "\x1b]0;owned\x07.db")


def refusal_of_hostile(path: Path) -> str:
    with pytest.raises(DatabaseError) as caught:
        Database.open(path)
    return str(caught.value)


def test_an_unreadable_file_names_the_reason(path: Path) -> None:
    with public_folder() as folder:
        copy = Path(shutil.copy(path, folder))
        copy.chmod(0)
        with without_privileges():
            assert "permission denied" in refusal(copy)


def test_damage_is_told_in_our_words_and_none_of_the_file(path: Path) -> None:
    whole = path.read_bytes()
    assert b"sqlite_autoindex_meta_1" in whole
    path.write_bytes(whole.replace(b"sqlite_autoindex_meta_1", b"sqlite_auuoindex_meta_1"))
    told = refusal(path)
    assert re.search(r" is damaged \(.* not as it was (made|written)\); rebuild it with explorer build$", told), told


def test_a_claim_without_its_counts_is_damage(path: Path) -> None:
    with Database.open(path) as database:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE name = 'claims'")
        connection.commit()
        connection.close()
        connection = sqlite3.connect(path)
        connection.execute("UPDATE claims SET worth = NULL")
        connection.commit()
        connection.close()
        with pytest.raises(
            DatabaseError, match=r"is damaged \(claim [0-9]+ of the list is not as it was made\); rebuild"
        ):
            shared_claims(database)
