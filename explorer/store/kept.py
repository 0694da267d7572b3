"""What a build keeps in its database for the next one: the packed readings of the articles.

They stand in tables of their own, which are no content: no dump and no digest covers them, nothing that shows a
database reads them, and a build without them gives the same. They lie in the database and not beside it, so that who
removes an article and builds again, or deletes the database, has removed what was read in it too.

`made_by` names everything that a reading depends on beside its file. Whatever is not by the same hand, is damaged or
of another schema is not used; why, is told in a line. A table is not trusted further than its checksums.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from explorer.models import Reading
from explorer.store.header import Header
from explorer.store.packing import pack_reading
from explorer.store.schema import SCHEMA_VERSION
from explorer.text.inert import make_inert

_MOST = 256 * 2**20
"""Bytes of one packed reading; more is no reading of an article that `ingest` lets through."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier build left."""

    sources: Mapping[str, str] = field(default_factory=dict)
    """Path → hash of the file, of all articles of that database."""
    readings: Mapping[str, str] = field(default_factory=dict)
    """Hash of the file → packed reading."""
    why: str = ""
    """Why nothing can be used, in one line; empty where something can, or where there was no database."""


def load_kept(database: Path, made_by: str) -> Kept:
    """What the database at this path keeps that was `made_by` the same hand; never raises for what lies there."""
    name = make_inert(str(database))
    try:
        header = Header.read(database)
        if header.size == 0:
            return Kept()
        if header.schema != SCHEMA_VERSION or header.size < header.promised:
            what = "cut short" if header.size < header.promised else "of another schema"
            return Kept(why=f"{name} is {what}")
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return _load(connection, name, made_by)
    except FileNotFoundError:
        return Kept()
    except (OSError, sqlite3.Error, ValueError, zlib.error, TypeError):
        return Kept(why=f"{name} is damaged")


def _load(connection: sqlite3.Connection, name: str, made_by: str) -> Kept:
    sources = dict(connection.execute("SELECT path, sha256 FROM sources"))
    tables = {table for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "kept_meta" not in tables:
        return Kept(sources, why=f"{name} keeps no readings")
    if connection.execute("SELECT made_by FROM kept_meta").fetchone() != (made_by,):
        return Kept(sources, why=f"{name} was made with other rules or another model")
    readings = {}
    for digest, checksum, packed in connection.execute("SELECT sha256, checksum, packed FROM kept_readings"):
        plain = zlib.decompressobj().decompress(packed, _MOST)
        if sha256(plain).hexdigest() == checksum:
            readings[digest] = plain.decode()
    return Kept(sources, readings)


def store_kept(connection: sqlite3.Connection, readings: Sequence[Reading], made_by: str) -> None:
    """Keep `readings` in a database that is being written; the caller commits. Equal readings give equal rows."""
    connection.execute("CREATE TABLE kept_meta (made_by TEXT NOT NULL) STRICT")
    connection.execute("INSERT INTO kept_meta VALUES (?)", (made_by,))
    connection.execute(
        "CREATE TABLE kept_readings (sha256 TEXT PRIMARY KEY, checksum TEXT NOT NULL, packed BLOB NOT NULL)"
        " STRICT, WITHOUT ROWID"
    )
    by_file = {reading.source.sha256: reading for reading in readings}
    for digest, reading in sorted(by_file.items()):
        plain = pack_reading(reading).encode()
        row = (digest, sha256(plain).hexdigest(), zlib.compress(plain))
        connection.execute("INSERT INTO kept_readings VALUES (?, ?, ?)", row)
