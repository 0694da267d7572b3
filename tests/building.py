"""Articles that are built again and again, and what is done to them and to their database in between."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.factories import PAPER, REWRITE, WIRE

STORY = (
    WIRE,
    REWRITE,
    PAPER,
    WIRE.replace("1,200", "1,300").replace("Lund", "Malmö"),
    "Norvik keeps Lund open\n\nBy Sara Dahl\nMarch 9, 2025\n\nNorvik Motors will keep its plant in Lund, Anna "
    "Lindqvist told the union on Sunday. About 200 jobs will go.\n",
    "The harbour of Malmö was closed on Friday after a ferry struck the pier. Nobody was hurt, the police said.\n",
)
"""Articles that have names, claims and dates in common, so that one changes what is made of the others."""


def change(folder: Path, chance: random.Random) -> None:
    """Add, change, rename, copy or remove one file, or spoil it."""
    there = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [f"{sub}{letter}.txt" for sub in ("", "wire/") for letter in "abcd"]
    target = folder / chance.choice(names)
    target.parent.mkdir(exist_ok=True)
    what = chance.choice(["write", "write", "write", "edit", "rename", "copy", "remove", "remove", "spoil"])
    if what == "write" or not there:
        target.write_text(chance.choice(STORY))
    elif what == "edit":
        path = chance.choice(there)
        path.write_bytes(path.read_bytes() + b"\nThe mayor of Lund said she was sorry.\n")
    elif what == "rename":
        chance.choice(there).replace(target)
    elif what == "copy":
        target.write_bytes(chance.choice(there).read_bytes())
    elif what == "remove":
        chance.choice(there).unlink()
    else:
        target.write_bytes(b"\x00\x01" * 40)


def spoil(database: Path, *statements: str) -> None:
    """Run `statements` on a database behind the program's back."""
    with closing(sqlite3.connect(database)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
