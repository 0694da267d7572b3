"""A seal over a whole database: of what it was made, and that not a byte of it has changed since.

Who builds from the very same with the very same rules would get the very same bytes, so a database whose seal says so
can stay as it is. The seal is the SHA-256 of the file with `_OPEN` in its own place. It lies in a table that is no
content (`content.py`), like all that a build keeps for the next one.
"""

from __future__ import annotations

import mmap
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path

from explorer.store.header import Header
from explorer.store.schema import SCHEMA_VERSION

_TABLE = "kept_seal"
_OPEN = sha256(b"a database of explorer that is not sealed yet").digest()
"""Stands where the seal will be; no text of an article gets into a file as these bytes but by design, and then the
file is not sealed."""


def prepare_seal(connection: sqlite3.Connection, made: str) -> None:
    """Leave room for the seal in a database that is being written; `made` names all that it is made of."""
    connection.execute(f"CREATE TABLE {_TABLE} (made TEXT NOT NULL, seal BLOB NOT NULL) STRICT")
    connection.execute(f"INSERT INTO {_TABLE} VALUES (?, ?)", (made, _OPEN))  # noqa: S608 - a constant


def seal(stage: Path) -> None:
    """Seal a finished database, of at least one page, that nobody has open.

    Where the file system maps no files it stays unsealed, which costs the next build what a change would.
    """
    with suppress(OSError), stage.open("r+b") as file, mmap.mmap(file.fileno(), 0) as data:
        place = data.find(_OPEN)
        if place >= 0 and data.find(_OPEN, place + 1) < 0:
            data[place : place + len(_OPEN)] = sha256(data).digest()


def copy_sealed(database: Path, stage: Path, made: str) -> bool:
    """Whether `database` is made of just this and unchanged since; then the file `stage` holds its bytes, else none.

    Never raises for what lies at `database`; raises OSError where `stage` cannot be emptied again.
    """
    try:
        header = Header.read(database)
        if not header.is_ours or header.schema != SCHEMA_VERSION or _read(database)[0] != made:
            return False
        shutil.copyfile(database, stage)
        is_sealed = _is_sealed(stage)
    except (OSError, sqlite3.Error, TypeError, ValueError):
        is_sealed = False
    if not is_sealed:
        os.truncate(stage, 0)
    return is_sealed


def _read(database: Path) -> tuple[str, bytes]:
    with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        made, found = connection.execute(f"SELECT made, seal FROM {_TABLE}").fetchone()  # noqa: S608 - a constant
    return made, found


def _is_sealed(stage: Path) -> bool:
    """Whether the seal of a database is that of its bytes."""
    _, found = _read(stage)
    with stage.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        place = data.find(found)
        if len(found) != len(_OPEN) or place < 0:
            return False
        with memoryview(data) as view:
            digest = sha256(view[:place])
            digest.update(_OPEN)
            digest.update(view[place + len(found) :])
        return digest.digest() == found
