"""Many rows are written by a process of their own: the file is the same, and what goes wrong there is told as here."""

from __future__ import annotations

import os
import signal
import sqlite3
from pathlib import Path

import pytest

from explorer.errors import BuildError
from explorer.search.indexing import Indexing, index
from explorer.store import filling, rows
from explorer.store.rows import Inserter, insert_resolution
from explorer.store.staging import staged
from explorer.store.verify import dump, verify
from explorer.store.writer import fill_rows
from tests.factories import VERSIONS, large_resolution


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every database is taken for one of many rows."""
    monkeypatch.setattr(filling, "MANY", 100)
    monkeypatch.setattr(filling, "has_several_cores", lambda: True)
    monkeypatch.setattr(rows, "_BATCH", 10)


def insert(inserter: Inserter) -> None:
    insert_resolution(large_resolution(60), inserter)


def written(database: Path) -> bytes:
    """The bytes of a database, and that it is sound."""
    indexing = Indexing()
    with staged(database) as stage:
        fill_rows(stage, insert, VERSIONS, extras=[indexing.write], reading=indexing)
    assert verify(database).ok
    return database.read_bytes()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_the_same_whoever_wrote_its_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = written(tmp_path / "beside.db")
    monkeypatch.setattr(filling, "has_several_cores", lambda: False)
    assert written(tmp_path / "here.db") == beside


def test_the_content_is_the_same_however_many_rows_come_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "few.db")
    monkeypatch.setattr(rows, "_BATCH", 2000)
    written(tmp_path / "many.db")
    assert [*dump(tmp_path / "many.db")] == [*dump(tmp_path / "few.db")]


def test_an_index_is_the_same_whether_articles_were_read_as_they_came_or_afterwards(tmp_path: Path) -> None:
    with staged(tmp_path / "data.db") as stage:
        fill_rows(stage, insert, VERSIONS, extras=[index])
    assert (tmp_path / "data.db").read_bytes() == written(tmp_path / "watched.db")


def failing(inserter: Inserter) -> None:
    insert(inserter)
    inserter.add("markers", "no number", "[1]", 0, 3, "[1]")


def test_what_goes_wrong_while_rows_are_written_is_told_in_one_line(tmp_path: Path) -> None:
    with (
        pytest.raises(BuildError, match=r"^cannot write .*cannot store TEXT value in INTEGER column.*"),
        staged(tmp_path / "d") as stage,
    ):
        fill_rows(stage, failing, VERSIONS)
    assert names(tmp_path) == []


def test_rows_that_come_after_a_failure_are_told_the_same(tmp_path: Path) -> None:
    def endless(inserter: Inserter) -> None:
        failing(inserter)
        for number in range(10**6):
            inserter.add("markers", 1, str(number), 0, 1, "[")

    with pytest.raises(BuildError, match="cannot store TEXT value in INTEGER column"), staged(tmp_path / "d") as stage:
        fill_rows(stage, endless, VERSIONS)
    assert names(tmp_path) == []


def test_half_a_surrogate_pair_is_told_by_whoever_meets_it(tmp_path: Path) -> None:
    def broken(inserter: Inserter) -> None:
        insert(inserter)
        inserter.add("markers", 1, "\ud800", 0, 1, "[")

    with pytest.raises(BuildError, match="half a surrogate pair"), staged(tmp_path / "d") as stage:
        fill_rows(stage, broken, VERSIONS)


def test_a_process_killed_while_it_writes_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "_fill", _killed)
    with pytest.raises(BuildError, match="was killed, perhaps for want of memory"), staged(tmp_path / "d") as stage:
        fill_rows(stage, insert, VERSIONS)
    assert names(tmp_path) == []


def _killed(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_an_extra_raises_ends_the_other_process(tmp_path: Path) -> None:
    def fail(_: sqlite3.Connection) -> None:
        raise BuildError("the index cannot be made")

    with pytest.raises(BuildError, match="the index cannot be made"), staged(tmp_path / "d") as stage:
        fill_rows(stage, insert, VERSIONS, extras=[fail])
    assert names(tmp_path) == []


def test_what_a_killed_build_left_is_not_written_over(tmp_path: Path) -> None:
    """A process of that build may have it open yet."""
    left = tmp_path / ".data.db.building"
    left.write_bytes(b"unfinished")
    with left.open("rb") as open_yet:
        written(tmp_path / "data.db")
        assert open_yet.read() == b"unfinished"
    assert names(tmp_path) == ["data.db"]
