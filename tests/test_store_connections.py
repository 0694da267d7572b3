"""Closing a database while threads read it stops the threads, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from explorer.store.reader import Database
from explorer.store.writer import write
from tests.factories import CLOSING, VERSIONS, large_resolution, sample_resolution

CLOSED_WHILE_READ = """
import pathlib, sys, threading, time
from explorer.errors import DatabaseError
from explorer.store.reader import Database

query = "SELECT x FROM (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 2000) SELECT x FROM n)"

def work(database, ends):
    try:
        while True:
            with database.clear_errors():
                database.connection.execute(query + " ORDER BY -x LIMIT 1").fetchall()
            database.counts()
    except DatabaseError as error:
        ends.append(str(error))

for turn in range(150):
    database, ends = Database.open(pathlib.Path(sys.argv[1])), []
    threads = [threading.Thread(target=work, args=(database, ends)) for _ in range(2)]
    for thread in threads:
        thread.start()
    time.sleep(turn % 10 / 2000)
    database.close()
    for thread in threads:
        thread.join()
    assert len(ends) == 2 and all("is closed" in end or "was stopped" in end for end in ends), ends
"""
"""In a process of its own: a connection that is closed under a query used to end the interpreter with signal 11."""


def test_closing_while_other_threads_read_stops_them_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    write(sample_resolution(), path, VERSIONS)
    done = subprocess.run([sys.executable, "-c", CLOSED_WHILE_READ, str(path)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def read_in_a_thread(database: Database) -> str:
    """What a thread that has not read before reads."""
    found: list[str] = []
    thread = Thread(target=lambda: found.append(database.claim(CLOSING.id).text))
    thread.start()
    thread.join()
    return found[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data.db"
    write(sample_resolution(), path, VERSIONS)
    return path


def test_what_is_held_is_read_on_by_new_threads_after_a_build_and_a_deletion(path: Path) -> None:
    with Database.open(path) as database:
        database.hold()
        assert database.news == ""
        write(large_resolution(10), path, VERSIONS)
        assert database.news == f"{path} has been built anew since it was opened"
        assert database.is_readable
        assert [read_in_a_thread(database) for _ in range(9)] == [CLOSING.text] * 9
        path.unlink()
        assert database.news == f"{path} is no longer there: it was deleted or moved"
        assert database.is_readable
        assert read_in_a_thread(database) == CLOSING.text


def test_what_was_written_over_is_no_longer_what_was_opened(path: Path) -> None:
    with Database.open(path) as database:
        path.write_bytes(b"no database, and nothing like it")
        assert "is not an explorer database" in database.news
        assert not database.is_readable


def test_a_connection_keeps_few_pages_in_whatever_thread(path: Path) -> None:
    def kept(database: Database) -> int:
        with database.clear_errors():
            return int(database.connection.execute("PRAGMA cache_size").fetchone()[0])

    with Database.open(path) as database:
        database.hold()
        found = [kept(database)]
        thread = Thread(target=lambda: found.append(kept(database)))
        thread.start()
        thread.join()
    assert found == [-256, -256], "in KiB, which SQLite tells by the sign"
