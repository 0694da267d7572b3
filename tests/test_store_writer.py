"""Writing a database: whole or not at all, never over a file of the user's own, the same bytes every time."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.errors import BuildError
from explorer.models import Evidence, Resolution, Span
from explorer.store.content import content_digest, content_tables
from explorer.store.display import claim_order
from explorer.store.reader import Database
from explorer.store.rows import Inserter
from explorer.store.schema import digest, text_sha256
from explorer.store.staging import staged
from explorer.store.verify import verify
from explorer.store.writer import fill_rows, write
from tests import factories
from tests.factories import VERSIONS, large_resolution, sample_resolution
from tests.failing import failed_write, files_of_at_most
from tests.privileges import public_folder, without_privileges


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database that stood before."""
    return factories.sample_database(tmp_path)


def names(folder: Path) -> list[str]:
    """What lies in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def test_the_file_is_private_and_alone(old: Path) -> None:
    assert old.stat().st_mode & 0o777 == 0o600
    assert names(old.parent) == ["data.db"]


def test_a_loose_umask_and_an_old_file_do_not_make_it_public(old: Path) -> None:
    old.chmod(0o644)
    umask = os.umask(0)
    try:
        write(sample_resolution(), old, VERSIONS)
    finally:
        os.umask(umask)
    assert old.stat().st_mode & 0o777 == 0o600


def test_two_writes_are_the_same_file_byte_for_byte(tmp_path: Path) -> None:
    resolution = large_resolution(250)
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    write(resolution, first, VERSIONS)
    shuffled = Resolution(*(tuple(reversed(getattr(resolution, kind))) for kind in ("sources", "entities", "claims")))
    write(shuffled, second, VERSIONS)
    assert first.read_bytes() == second.read_bytes()


def test_the_file_holds_nothing_of_the_machine_or_the_day(old: Path) -> None:
    with Database.open(old) as database:
        assert set(database.meta) == {
            "schema_version",
            "explorer_version",
            "rules_version",
            "model_version",
            "content_sha256",
        }
    assert str(old.parent).encode() not in old.read_bytes()


def test_the_finished_file_needs_no_journal_and_has_no_free_pages(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_reader_of_the_old_file_is_not_disturbed(old: Path) -> None:
    with Database.open(old) as database:
        write(large_resolution(5), old, VERSIONS)
        assert database.resolution() == sample_resolution()
    with Database.open(old) as database:
        assert database.resolution() == large_resolution(5)


def test_extras_are_written_along_and_can_read_all_rows(tmp_path: Path) -> None:
    def count(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE word_index (claims INTEGER, words BLOB)")
        connection.execute("INSERT INTO word_index SELECT count(*), x'00ff' FROM claims")

    write(sample_resolution(), tmp_path / "data.db", VERSIONS, extras=[count])
    with Database.open(tmp_path / "data.db") as database:
        assert database.connection.execute("SELECT * FROM word_index").fetchone() == (3, b"\x00\xff")
    assert verify(tmp_path / "data.db").ok


def test_rows_that_are_never_in_memory_together_make_the_same_kind_of_database(tmp_path: Path) -> None:
    """What `insert_resolution` does with all at hand, article by article from a stream."""

    def insert(rows: Inserter) -> None:
        for number in range(1, 4):
            text = f"Article {number} says that the yard at Halden will close."
            source = rows.add(
                "sources", f"s{number:012x}", f"{number}.txt", text_sha256(text), "utf-8", "en", len(text), "", "none",
                "", "", "none", 1, 0,
            )  # fmt: skip
            rows.join("texts", source, text, text_sha256(text))
            rows.add("regions", source, "body", 0, len(text), None, digest(text))
            claim = rows.add("claims", f"c{number:012x}", text, "assertion", 2, 1, "", 1, 0, "")
            rows.join("claim_sources", claim, source)
            rows.add(
                "evidence", claim, source, 0, len(text), text, 0, len(text), digest(text), "assertion", "body", "same",
                0, 2, None, None, None, None, None,
            )  # fmt: skip
            assert rows.number("claims") == number

    with staged(tmp_path / "data.db") as stage:
        fill_rows(stage, insert, VERSIONS)
    assert verify(tmp_path / "data.db").ok
    with Database.open(tmp_path / "data.db") as database:
        (evidence,) = database.claim("c000000000002").evidence
        assert evidence.statement.segments == (Span(0, 50),), "one piece from start to end needs no row of its own"


def test_what_is_wrong_in_streamed_rows_is_told_and_nothing_is_built(tmp_path: Path) -> None:
    def insert(rows: Inserter) -> None:
        rows.join("claim_sources", 1, 1)

    with pytest.raises(BuildError, match="refers to no"), staged(tmp_path / "data.db") as stage:
        fill_rows(stage, insert, VERSIONS)
    assert names(tmp_path) == []


def test_a_value_changed_in_any_table_changes_the_digest(tmp_path: Path) -> None:
    database = factories.sample_database(tmp_path)
    values = {"integer": 987654, "text": "changed", "real": 0.123, "blob": b"changed"}
    with closing(sqlite3.connect(database)) as connection:
        before = content_digest(connection)
        for table in content_tables(connection):
            for column in [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]:
                some = f'FROM "{table}" WHERE "{column}" IS NOT NULL ORDER BY rowid LIMIT 1'
                for rowid, kind in connection.execute(f'SELECT rowid, typeof("{column}") {some}').fetchall():
                    connection.execute("SAVEPOINT before")
                    change = f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?'  # noqa: S608 - names of ours
                    connection.execute(change, (values[kind], rowid))
                    assert content_digest(connection) != before, f"{table}.{column}"
                    connection.execute("ROLLBACK TO before")
        connection.execute("COMMIT")
        connection.execute("VACUUM")
        assert content_digest(connection) == before, "where rows lie in the file is no content"


def test_claims_stand_in_the_order_in_which_they_are_worth_checking() -> None:
    first, second, third = sample_resolution().claims[:3]
    own = replace(first.evidence[0].statement, worth=2)
    alone = [Evidence(replace(own, start=place), first.evidence[0].attribution) for place in (7, 5, 3)]
    worthless = replace(first, id="c1", worth=0)  # three sources
    early = replace(second, id="c3", worth=2, evidence=(alone[2],))
    late = replace(second, id="c2", worth=2, evidence=(alone[0],))
    best = replace(third, id="c4", worth=3, evidence=(alone[1],))
    disputed = replace(third, id="c5", worth=3, evidence=(alone[0],))
    order = claim_order([worthless, late, early, best, disputed], Counter({"c5": 2}), {})
    assert [claim.id for claim in order] == ["c5", "c4", "c3", "c2", "c1"]


# -- failures leave the old database as it was -------------------------------------------------------------------------


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, ValueError])
def test_a_failure_half_way_leaves_no_trace(old: Path, error: type[BaseException]) -> None:
    before = old.read_bytes()

    def stop(connection: sqlite3.Connection) -> None:
        assert connection.execute("SELECT count(*) FROM claims").fetchone() == (200,)
        raise error

    with pytest.raises(error):
        write(large_resolution(200), old, VERSIONS, extras=[stop])
    assert old.read_bytes() == before
    assert names(old.parent) == ["data.db"]


SLOW_WRITE = """
import pathlib, sys, time
from tests.factories import VERSIONS, large_resolution, write
def wait(connection):
    print("all rows are in", flush=True)
    time.sleep(600)
write(large_resolution(200), pathlib.Path(sys.argv[1]), VERSIONS, extras=[wait])
"""


def slow_write(database: Path) -> subprocess.Popen[str]:
    """A process in the middle of writing `database`."""
    root = Path(__file__).parent.parent
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_WRITE, str(database)], cwd=root, text=True, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "all rows are in\n"
    return process


def finish(process: subprocess.Popen[str], how: signal.Signals) -> None:
    process.send_signal(how)
    process.communicate(timeout=300)


def test_a_killed_build_leaves_the_old_database_and_the_next_one_tidies_up(old: Path) -> None:
    before = old.read_bytes()
    finish(slow_write(old), signal.SIGKILL)
    assert old.read_bytes() == before
    write(large_resolution(7), old, VERSIONS)
    assert names(old.parent) == ["data.db"]
    assert verify(old).ok


def test_a_second_build_of_the_same_database_is_told(old: Path) -> None:
    process = slow_write(old)
    try:
        with pytest.raises(BuildError, match="being built by another explorer"):
            write(sample_resolution(), old, VERSIONS)
        assert process.poll() is None, "the first build is left alone"
        assert names(old.parent) == [".data.db.building", "data.db"]
        write(sample_resolution(), old.with_name("other.db"), VERSIONS)
    finally:
        finish(process, signal.SIGINT)
    assert names(old.parent) == ["data.db", "other.db"], "an interrupted build tidies up"


def test_a_build_that_got_the_lock_of_a_finished_one_starts_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between opening the hidden file and locking it the other build may have renamed it: it is the database now."""
    finished = tmp_path / "data.db"
    locks: list[int] = []

    def lock(descriptor: int) -> bool:
        locks.append(descriptor)
        if len(locks) == 1:
            os.write(descriptor, b"the other build's")
            (tmp_path / ".data.db.building").rename(finished)
        return True

    monkeypatch.setattr("explorer.store.staging._lock", lock)
    with staged(finished) as stage:
        assert finished.read_bytes() == b"the other build's"
        assert stage.read_bytes() == b""
    assert len(locks) == 2


def test_a_full_database_is_one_clear_line(old: Path) -> None:
    """SQLite's own page limit gives the error of a full disk (SQLITE_FULL), wherever the tests run."""

    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE word_index (words BLOB)")
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        connection.execute("INSERT INTO word_index VALUES (zeroblob(1000000))")

    assert "no space left" in failed_write(old, extras=[fill])


def test_a_file_that_may_not_grow_is_one_clear_line(old: Path) -> None:
    with files_of_at_most(100_000):
        assert "is the disk full, or a quota used up?" in failed_write(old, large_resolution(2000))


FULL_DISK = """
import pathlib, subprocess, sys
folder = pathlib.Path(sys.argv[1])
if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "none", folder], capture_output=True).returncode:
    sys.exit(77)
from explorer.errors import BuildError
from tests.factories import VERSIONS, large_resolution, sample_database, write
old = sample_database(folder)
before = old.read_bytes()
try:
    write(large_resolution(3000), old, VERSIONS)
except BuildError as error:
    print(error)
assert old.read_bytes() == before
assert [path.name for path in folder.iterdir()] == ["data.db"]
"""


def test_a_full_disk_is_one_clear_line(tmp_path: Path) -> None:
    """A tmpfs of 600 kB in a mount namespace of its own; skipped where the system lets no user make one."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("no unshare on this system")
    run = subprocess.run(
        [unshare, "--mount", "--map-root-user", sys.executable, "-c", FULL_DISK, str(tmp_path)],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode == 77 or "unshare" in run.stderr:
        pytest.skip("this system lets no user mount a tmpfs")
    assert run.returncode == 0, run.stderr
    assert "no space left on the disk" in run.stdout
    assert run.stdout.count("\n") == 1


# -- places that are not ours to write ---------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"Dear diary\n", b"SQLite format 3\x00 or so I say", b"\x00" * 5000])
def test_a_file_of_the_users_own_is_never_overwritten(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "notes.txt").write_bytes(content)
    assert "is not an explorer database" in failed_write(tmp_path / "notes.txt")


def test_another_programs_database_is_never_overwritten(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "mail.db")) as connection:
        connection.execute("CREATE TABLE mail (text)")
    assert "is not an explorer database" in failed_write(tmp_path / "mail.db")


def test_an_empty_file_and_a_damaged_database_of_ours_may_be_replaced(old: Path) -> None:
    old.write_bytes(old.read_bytes()[:5000])
    write(sample_resolution(), old, VERSIONS)
    old.write_bytes(b"")
    write(sample_resolution(), old, VERSIONS)
    assert verify(old).ok


def test_a_folder_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    assert "is a folder; name a file in it, such as" in failed_write(tmp_path / "news")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert "its folder does not exist" in failed_write_in_missing(tmp_path / "missing" / "data.db")
    assert names(tmp_path) == []


def failed_write_in_missing(database: Path) -> str:
    with pytest.raises(BuildError) as caught:
        write(sample_resolution(), database, VERSIONS)
    return str(caught.value)


def test_a_pipe_is_no_place(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "is not a regular file" in failed_write(tmp_path / "pipe")


def test_a_folder_that_may_not_be_written_is_named() -> None:
    write_once = sample_resolution()
    with public_folder() as folder:
        folder.chmod(0o555)
        with without_privileges():
            line = failed_write(folder / "data.db", write_once)
    assert "permission denied" in line
    assert "--db" in line


def test_a_link_is_followed_to_the_database_it_means(old: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(old)
    write(large_resolution(3), link, VERSIONS)
    assert link.is_symlink()
    with Database.open(old) as database:
        assert database.counts()["claims"] == 3


def test_a_hostile_name_stays_inert(tmp_path: Path) -> None:
    (tmp_path / "\x1b[2J.db").write_bytes(b"mine")
    assert "\x1b" not in failed_write(tmp_path / "\x1b[2J.db")
