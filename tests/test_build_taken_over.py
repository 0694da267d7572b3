"""What a build takes over about articles and pairs of statements: only what is new is worked out, to the same bytes."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from explorer.build import build
from explorer.models import Reading, Span
from explorer.resolve import notes, verdicts
from explorer.store.verify import verify
from tests.factories import WIRE

LINES = (
    "The council of Lund approved the sale of the yard to Norvik Motors on Monday.",
    "The council of Lund rejected the sale of the yard to Norvik Motors on Monday.",
    "The council of Lund did not approve the sale of the yard to Norvik Motors.",
    "Nobody at Norvik Motors would say whether the yard in Lund was sold on Monday.",
    "Norvik Motors will close its yard in Lund and cut 1,200 jobs, Anna Lindqvist said.",
    "Norvik Motors will not close its yard in Lund, Anna Lindqvist said on Monday.",
    "Norvik Motors will close its old yard in Lund and cut 1,300 jobs, the union said.",
    "The union denied that Norvik Motors would close its yard in Lund.",
    "Anna Lindqvist expects the sale of the yard to Norvik Motors to be approved.",
)
"""Much alike, and opposed, denied or withheld, so that many a pair needs a verdict."""


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The pairs of texts of which a verdict was worked out."""
    pairs: list[tuple[str, str]] = []
    plainly = verdicts.worked_out

    def counted(a: str, b: str) -> int:
        pairs.append((a, b))
        return plainly(a, b)

    monkeypatch.setattr(verdicts, "worked_out", counted)
    return pairs


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the articles of which a note was taken."""
    paths: list[str] = []
    plainly = notes.take

    def counted(reading: Reading) -> notes.Note:
        paths.append(reading.source.path)
        return plainly(reading)

    monkeypatch.setattr(notes, "take", counted)
    return paths


def story(chance: random.Random) -> str:
    body = "\n\n".join(" ".join(chance.sample(LINES, k=chance.choice((2, 3)))) for _ in range(2))
    return f"Lund and the yard\n\nBy Sara Dahl\nMarch {chance.randrange(3, 9)}, 2025\n\n{body}\n"


def change(folder: Path, chance: random.Random) -> None:
    """Add, change or remove one article."""
    there = sorted(folder.iterdir())
    if len(there) > 2 and chance.random() < 0.3:
        chance.choice(there).unlink()
    elif there and chance.random() < 0.4:
        path = chance.choice(there)
        path.write_text(path.read_text() + f"\n{chance.choice(LINES)}\n")
    else:
        (folder / f"{chance.randrange(100):02}.txt").write_text(story(chance))


def kept(database: Path) -> bytes:
    with closing(sqlite3.connect(database)) as connection:
        (packed,) = connection.execute("SELECT packed FROM kept_pairs").fetchone()
    assert isinstance(packed, bytes)
    return packed


def keys(database: Path) -> set[bytes]:
    packed, step = kept(database), verdicts.SIZE + 1
    return {packed[at : at + verdicts.SIZE] for at in range(0, len(packed), step)}


@pytest.mark.parametrize("seed", range(2))
def test_over_any_sequence_only_what_is_new_is_worked_out(
    tmp_path: Path, seed: int, worked_out: list[tuple[str, str]], noted: list[str]
) -> None:
    chance = random.Random(seed)
    folder, grown, new = tmp_path / "articles", tmp_path / "grown.db", tmp_path / "new.db"
    folder.mkdir()
    for _ in range(3):
        change(folder, chance)
    build([folder], grown)
    seen = [keys(grown)]
    for _ in range(6):
        before = {path.read_bytes() for path in folder.iterdir()}
        change(folder, chance)
        worked_out.clear()
        noted.clear()
        build([folder], grown)
        seen.append(keys(grown))
        assert noted == [path.name for path in sorted(folder.iterdir()) if path.read_bytes() not in before]
        assert len(worked_out) == len(seen[-1] - seen[-2])
        build([folder], new, fresh=True)
        assert grown.read_bytes() == new.read_bytes()
        assert verify(grown, folder).ok
    assert sum(len(before & after) for before, after in pairwise(seen)) > 20, "many must be taken over"
    assert any(after - before for before, after in pairwise(seen)), "and some must be new"


def test_what_is_damaged_is_worked_out_anew(
    tmp_path: Path, worked_out: list[tuple[str, str]], noted: list[str]
) -> None:
    folder, database = tmp_path / "articles", tmp_path / "data.db"
    folder.mkdir()
    for name, line in enumerate(LINES):
        (folder / f"{name}.txt").write_text(f"Lund and the yard\n\nMarch 4, 2025\n\n{line}\n")
    build([folder], database)
    before = database.read_bytes()
    assert len(worked_out) == len(keys(database)) > len(LINES)
    (folder / "more.txt").write_text(WIRE)
    build([folder], database)
    expected = database.read_bytes()
    packed = bytearray(kept(database))
    for at in range(verdicts.SIZE, len(packed), verdicts.SIZE + 1):
        packed[at] ^= 7
    for spoil, spoilt in (
        ("UPDATE kept_pairs SET packed = ?", worked_out),
        ("UPDATE kept_pairs SET packed = substr(?, 1, 20)", worked_out),
        ("UPDATE kept_readings SET note = ?", noted),
        ("UPDATE kept_readings SET note = substr(note, 1, 9) WHERE rowid_is_first AND ? != ''", noted),
    ):
        with closing(sqlite3.connect(database)) as connection:
            first = "sha256 = (SELECT min(sha256) FROM kept_readings)"
            connection.execute(spoil.replace("rowid_is_first", first), (bytes(packed),))
            connection.commit()
        worked_out.clear()
        noted.clear()
        build([folder], database)
        assert len(spoilt) >= len(LINES)
        assert database.read_bytes() == expected
    (folder / "more.txt").unlink()
    worked_out.clear()
    noted.clear()
    build([folder], database)
    assert (worked_out, noted) == ([], []), "of what is left all is known"
    assert database.read_bytes() == before


def test_a_note_is_read_back_as_it_was_and_never_from_what_is_none() -> None:
    note = notes.Note((0, 2, 1), {1: (Span(4, 9), Span(12, 40))}, (4, 8, 2**32 - 4))
    packed = notes.pack(note)
    assert notes.unpack(packed, 3) == note
    assert notes.unpack(notes.pack(notes.Note((), {}, ())), 0) == notes.Note((), {}, ())
    assert notes.unpack(packed, 2) is None, "of another reading"
    assert [notes.unpack(packed[:end], 3) for end in range(len(packed))] == [None] * len(packed)
