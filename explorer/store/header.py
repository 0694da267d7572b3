"""The first 100 bytes of an SQLite file (https://www.sqlite.org/fileformat2.html#the_database_header).

Reading them ourselves says what a file is without opening it as a database: ours or not, of which schema, and whether
its end is missing, which SQLite itself notices only when a query happens to need a lost page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from explorer.store.schema import APPLICATION_ID

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

_MAGIC = b"SQLite format 3\x00"
_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a file says; all zero where the file is no SQLite database."""

    is_sqlite: bool
    application_id: int
    schema: int
    """`user_version`."""
    promised: int
    """Bytes the file should have by its own page count."""
    size: int
    """Bytes it has."""

    @property
    def is_ours(self) -> bool:
        """Whether `explorer build` made this file, of whatever schema and in whatever shape it is now."""
        return self.is_sqlite and self.application_id == APPLICATION_ID

    @classmethod
    def read(cls, path: Path) -> Header:
        """Read the header of the file at `path`; raises OSError. Pipes and devices are no SQLite and not waited for."""
        if not path.is_file() and not path.is_dir() and path.exists():
            return cls(False, 0, 0, 0, 0)
        with path.open("rb") as file:
            head = file.read(_LENGTH)
            size = file.seek(0, 2)
        if len(head) < _LENGTH or not head.startswith(_MAGIC):
            return cls(head.startswith(_MAGIC), 0, 0, 0, size)
        page = int.from_bytes(head[16:18], "big")
        page = 65536 if page == 1 else page
        pages = int.from_bytes(head[28:32], "big")
        return cls(
            is_sqlite=True,
            application_id=int.from_bytes(head[68:72], "big"),
            schema=int.from_bytes(head[60:64], "big"),
            promised=page * pages,
            size=size,
        )
