"""Building again over what cannot be used: it is read anew, which is said, and the result is that of a fresh build."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from explorer.build import build
from explorer.store.verify import dump
from tests.building import spoil
from tests.factories import FILES

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
