"""What is checked in a process of its own, as a large database is, is found as it is in a thread."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.errors import BuildError
from explorer.processes import beside
from explorer.store import checking, filling, rows
from explorer.store.rows import Inserter, insert_resolution
from explorer.store.verify import verify
from explorer.store.writer import fill_rows, write
from tests.factories import VERSIONS, sample_resolution


@pytest.fixture(params=["thread", "process", "from the first rows on"])
def database(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where one may be written, with every database taken for a small one, for a large one, or for one of many rows."""
    monkeypatch.setattr(checking, "LARGE", 0 if request.param == "process" else 1 << 62)
    monkeypatch.setattr(filling, "MANY", 20 if request.param == "from the first rows on" else 1 << 62)
    for module in (checking, filling):
        monkeypatch.setattr(module, "has_several_cores", lambda: True)
    monkeypatch.setattr(rows, "_BATCH", 5)
    return tmp_path / "data.db"


def test_a_sound_database_is_written(database: Path) -> None:
    write(sample_resolution(), database, VERSIONS)
    assert verify(database).ok


def test_a_file_is_the_same_however_it_was_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "has_several_cores", lambda: True)
    for name, least in (("thread.db", 1 << 62), ("process.db", 0)):
        monkeypatch.setattr(checking, "LARGE", least)
        write(sample_resolution(), tmp_path / name, VERSIONS)
    assert (tmp_path / "thread.db").read_bytes() == (tmp_path / "process.db").read_bytes()


def test_a_reference_to_nothing_is_told(database: Path) -> None:
    def insert(inserter: Inserter) -> None:
        insert_resolution(sample_resolution(), inserter)
        inserter.add("claim_reasons", 99, "no such claim")

    with pytest.raises(BuildError, match="a row of “claim_reasons” refers to no “claims”"):
        fill_rows(database, insert, VERSIONS)


def test_a_span_that_does_not_re_read_is_told(database: Path) -> None:
    def insert(inserter: Inserter) -> None:
        insert_resolution(sample_resolution(), inserter)
        inserter.add("markers", 1, "[1]", 0, 3, "[1]")

    with pytest.raises(BuildError, match=r"a span does not re-read .*stored “\[1\]”"):
        fill_rows(database, insert, VERSIONS)


def test_what_fails_meanwhile_is_raised_and_the_check_given_up(database: Path) -> None:
    def fail(_: object) -> None:
        raise BuildError("the index cannot be made")

    with pytest.raises(BuildError, match="the index cannot be made"):
        fill_rows(database, lambda inserter: insert_resolution(sample_resolution(), inserter), VERSIONS, extras=[fail])


def _killed() -> None:
    import os
    import signal

    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_was_killed_is_told_in_one_line() -> None:
    with beside(_killed) as received, pytest.raises(BuildError, match="was killed, perhaps for want of memory"):
        received()


def test_a_reference_into_a_gap_is_told(database: Path) -> None:
    """Where rows are not numbered one by one, the lowest and the highest number tell nothing."""

    def insert(inserter: Inserter) -> None:
        insert_resolution(sample_resolution(), inserter)
        last = inserter.number("derivations")
        inserter.add_all("derivations", [(last + 2, 1, 2, "rewrite")])
        inserter.add("derivation_reasons", last + 1, "of none")

    with pytest.raises(BuildError, match="a row of “derivation_reasons” refers to no “derivations”"):
        fill_rows(database, insert, VERSIONS)
