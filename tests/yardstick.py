"""Our own sentences with what a careful reader finds in them, kept as data: see the heads of the files."""

from __future__ import annotations

import tomllib
from pathlib import Path

DATA = Path(__file__).parent / "data"


def cases(name: str) -> list[tuple[str, list[list[str]]]]:
    """Every sentence of a file with its expectations, each split into its fields."""
    groups = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    return [
        (sentence, [[field.strip() for field in line.split("|")] for line in expected])
        for group in groups.values()
        for sentence, expected in group.items()
    ]
