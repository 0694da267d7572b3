"""What a build keeps in its database for the next one: packed readings of the articles with notes on them, sentence
vectors, verdicts on pairs of statements, and the keys by which what was told of a claim is found again in its row.

They stand in tables of their own, which are no content: no dump and no digest covers them, nothing that shows a
database reads them, and a build without them gives the same. They lie in the database and not beside it, so that who
removes an article and builds again, or deletes the database, has removed what was read in it too.

A hand names everything that a reading, a vector or a claim depends on beside what it is made of. Whatever is not by
the same hand, is damaged or of another schema is not used; why, is told in a line. A table is not trusted further than
its checksums.

Scores of pairs are not kept: they depend on how rare words are in the whole folder, most are known to be low before
they are worked out (`resolve.screening`), and one that is worked out takes 35 µs. What else of a pair and of an article
is kept and what is not, `resolve.verdicts` and `resolve.notes` say.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from explorer.models import Reading
from explorer.resolve.recall import Told
from explorer.resolve.verdicts import SIZE
from explorer.store import vectors as stored_vectors
from explorer.store.header import Header
from explorer.store.packing import pack_reading
from explorer.store.schema import SCHEMA_VERSION
from explorer.text.inert import make_inert
from explorer.vectors import DIMENSIONS
from explorer.vectors.packing import text_key

_MOST = 256 * 2**20
"""Bytes of one packed reading; more is no reading of an article that `ingest` lets through."""


@dataclass(frozen=True, slots=True)
class Hands:
    """By whom readings and vectors are made; `vectors` is empty where no encoder is installed."""

    readings: str
    vectors: str = ""
    rules: str = ""
    """Of the rules by which claims are told."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier build left."""

    sources: Mapping[str, str] = field(default_factory=dict)
    """Path → hash of the file, of all articles of that database."""
    readings: Mapping[str, str] = field(default_factory=dict)
    """Hash of the file → packed reading."""
    rows: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    """Hash of the file → how its packed reading stands in the table: its checksum and its bytes."""
    vectors: Mapping[bytes, bytes] = field(default_factory=dict)
    """Key of a text → its vector, as `Remembering` has them."""
    claims: Mapping[bytes, bytes] = field(default_factory=dict)
    """Key of a claim's text → its vector as search has it; see `explorer.store.vectors`."""
    told: Mapping[bytes, Told] = field(default_factory=dict)
    """Key of a claim → what was told of it, as `Recall` has them."""
    pairs: Mapping[bytes, int] = field(default_factory=dict)
    """Key of two texts → the verdict on them, as `Verdicts` has them."""
    notes: Mapping[str, bytes] = field(default_factory=dict)
    """Hash of the file → packed note on its reading, as `Notes` has them."""
    why: str = ""
    """Why nothing can be used, in one line; empty where something can, or where there was no database."""

    def of(self, files: Collection[str]) -> Kept:
        """The same, with the rows and notes of those readings alone that were taken over; `files` are their hashes."""
        rows = {digest: self.rows[digest] for digest in files}
        notes = {digest: self.notes[digest] for digest in files if digest in self.notes}
        return replace(self, rows=rows, notes=notes)


def load_kept(database: Path, hands: Hands) -> Kept:
    """What the database at this path keeps that is by the same hands; never raises for what lies there."""
    name = make_inert(str(database))
    try:
        header = Header.read(database)
        if header.size == 0:
            return Kept()
        if header.schema != SCHEMA_VERSION or header.size < header.promised:
            what = "cut short" if header.size < header.promised else "of another schema"
            return Kept(why=f"{name} is {what}")
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return _load(connection, name, hands)
    except FileNotFoundError:
        return Kept()
    except (OSError, sqlite3.Error, ValueError, zlib.error, TypeError):
        return Kept(why=f"{name} is damaged")


def _load(connection: sqlite3.Connection, name: str, hands: Hands) -> Kept:
    sources = dict(connection.execute("SELECT path, sha256 FROM sources"))
    tables = {table for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "kept_meta" not in tables:
        return Kept(sources, why=f"{name} keeps no readings")
    columns = "readings, vectors, checksum, rules, told"
    readers, encoders, checksum, rules, told = connection.execute(f"SELECT {columns} FROM kept_meta").fetchone()  # noqa: S608 - names of ours
    if encoders == hands.vectors != "":
        vectors = dict(connection.execute("SELECT text, vector FROM kept_vectors"))
        claims = _claims(connection)
    else:
        vectors, claims = {}, {}
    vectors = vectors if _checksum(vectors) == checksum else {}
    if readers != hands.readings:
        why = f"{name} was made with other rules or another model"
        return Kept(sources, vectors=vectors, claims=claims, why=why)
    rows = {
        digest: (expected, packed)
        for digest, expected, packed in connection.execute("SELECT sha256, checksum, packed FROM kept_readings")
    }
    sound = {digest: row for digest, row in rows.items() if sha256(row[1]).hexdigest() == row[0]}
    if rows and not sound:
        return Kept(sources, vectors=vectors, claims=claims, why=f"{name} is damaged")
    readings = {digest: _unpacked(packed) for digest, (_, packed) in sound.items()}
    if rules != hands.rules:
        return Kept(sources, readings, sound, vectors, claims)
    kept = Kept(sources, readings, sound, vectors, claims, _told(connection, told))
    return replace(kept, pairs=_pairs(connection), notes=_notes(connection))


def _unpacked(packed: bytes) -> str:
    return zlib.decompressobj().decompress(packed, _MOST).decode()


def _claims(connection: sqlite3.Connection) -> dict[bytes, bytes]:
    """The vectors that search has of the claims, by the texts of these."""
    if not stored_vectors.exist(connection):
        return {}
    found = {}
    for piece in stored_vectors.sound(connection):
        rows = (piece.first, piece.first + len(piece.vectors) // DIMENSIONS)
        texts = connection.execute("SELECT row, text FROM claims WHERE row >= ? AND row < ?", rows)
        for row, text in texts:
            start = (row - piece.first) * DIMENSIONS
            found[text_key(text)] = piece.vectors[start : start + DIMENSIONS]
    return found


_TOLD = "SELECT key, text, origins, origins_note FROM kept_claims JOIN claims ON row = claim ORDER BY claim"


def _told(connection: sqlite3.Connection, checksum: str) -> dict[bytes, Told]:
    """What was told of the claims, out of the rows of these; nothing where one of them is not as it was."""
    digest, found = sha256(), {}
    for row in connection.execute(_TOLD):
        digest.update(repr(row).encode())
        found[row[0]] = Told(*row[1:])
    return found if digest.hexdigest() == checksum else {}


def _pairs(connection: sqlite3.Connection) -> dict[bytes, int]:
    """The verdicts on pairs of statements; nothing where a byte of them is not as it was."""
    checksum, packed = connection.execute("SELECT checksum, packed FROM kept_pairs").fetchone()
    if sha256(packed).hexdigest() != checksum:
        return {}
    return {packed[at : at + SIZE]: packed[at + SIZE] for at in range(0, len(packed), SIZE + 1)}


def _notes(connection: sqlite3.Connection) -> dict[str, bytes]:
    """The notes on readings; nothing where one of them is not as it was."""
    (checksum,) = connection.execute("SELECT notes FROM kept_meta").fetchone()
    notes = dict(connection.execute("SELECT sha256, note FROM kept_readings"))
    return notes if _checksum_of_notes(notes) == checksum else {}


def _checksum_of_notes(notes: Mapping[str, bytes]) -> str:
    return _checksum({bytes.fromhex(digest): note for digest, note in notes.items()})


def _checksum(kept: Mapping[bytes, bytes]) -> str:
    digest = sha256()
    for key, value in sorted(kept.items()):
        digest.update(key + value)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Left:
    """What a build leaves for the next one."""

    readings: Sequence[Reading]
    rows: Mapping[str, tuple[str, bytes]]
    """The `Kept.rows` of those readings that are taken over, so that they need not be packed again."""
    vectors: Mapping[bytes, bytes]
    """As in `Kept`."""
    claims: Mapping[str, bytes]
    """Id of a claim → its key; what was told of it is taken from its row."""
    pairs: Mapping[bytes, int]
    """As in `Kept`."""
    notes: Mapping[str, bytes]
    """Likewise, one for each of the `readings`."""


def store_kept(connection: sqlite3.Connection, hands: Hands, left: Left) -> None:
    """Keep what is `left` in a database that is being written; the caller commits. Equal content gives equal rows.

    The rows of the claims must be in.
    """
    for columns in (
        "kept_meta (readings TEXT NOT NULL, vectors TEXT NOT NULL, checksum TEXT NOT NULL, rules TEXT NOT NULL,"
        " told TEXT NOT NULL, notes TEXT NOT NULL) STRICT",
        "kept_readings (sha256 TEXT PRIMARY KEY, checksum TEXT NOT NULL, packed BLOB NOT NULL, note BLOB NOT NULL)"
        " STRICT, WITHOUT ROWID",
        "kept_vectors (text BLOB PRIMARY KEY, vector BLOB NOT NULL) STRICT, WITHOUT ROWID",
        "kept_claims (claim INTEGER PRIMARY KEY, key BLOB NOT NULL) STRICT",
        "kept_pairs (checksum TEXT NOT NULL, packed BLOB NOT NULL) STRICT",
    ):
        connection.execute(f"CREATE TABLE {columns}")
    by_row = connection.execute("SELECT row, id FROM claims ORDER BY row").fetchall()
    connection.executemany("INSERT INTO kept_claims VALUES (?, ?)", [(row, left.claims[name]) for row, name in by_row])
    told = sha256()
    for row in connection.execute(_TOLD):
        told.update(repr(row).encode())
    notes = _checksum_of_notes(left.notes)
    meta = (hands.readings, hands.vectors, _checksum(left.vectors), hands.rules, told.hexdigest(), notes)
    connection.execute("INSERT INTO kept_meta VALUES (?, ?, ?, ?, ?, ?)", meta)
    by_file = {reading.source.sha256: reading for reading in left.readings}
    for digest, reading in sorted(by_file.items()):
        row = (digest, *(left.rows.get(digest) or _row(reading)), left.notes[digest])
        connection.execute("INSERT INTO kept_readings VALUES (?, ?, ?, ?)", row)
    packed = b"".join(key + bytes((found,)) for key, found in sorted(left.pairs.items()))
    connection.execute("INSERT INTO kept_pairs VALUES (?, ?)", (sha256(packed).hexdigest(), packed))
    connection.executemany("INSERT INTO kept_vectors VALUES (?, ?)", sorted(left.vectors.items()))


def _row(reading: Reading) -> tuple[str, bytes]:
    """A packed reading and, before it, its checksum."""
    packed = zlib.compress(pack_reading(reading).encode())
    return sha256(packed).hexdigest(), packed
