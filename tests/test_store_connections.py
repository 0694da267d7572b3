"""Closing a database while threads read it stops the threads, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from explorer.store.writer import write
from tests.factories import VERSIONS, sample_resolution

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
