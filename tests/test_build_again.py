"""Building again: what has not changed is not read again, and the database is the very one that a fresh build gives."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from explorer import vectors
from explorer.build import BuildReport, build, making
from explorer.cli import main
from explorer.errors import BuildError
from explorer.models import Reading, Resolution
from explorer.resolve import Recall, resolve
from explorer.store.verify import verify
from tests.building import change, spoil
from tests.factories import FILES, REWRITE, WIRE


def unchanged(report: BuildReport) -> list[str]:
    return [file.path for file in report.files if file.unchanged]


# -- random sequences --------------------------------------------------------------------------------------------------


def failure(folder: Path, database: Path, *, fresh: bool = False) -> str:
    """Build; why nothing was built, or nothing."""
    try:
        build([folder], database, fresh=fresh)
    except BuildError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_of_changes_ends_where_a_fresh_build_does(
    tmp_path: Path, seed: int, read_again: Callable[[], list[str]]
) -> None:
    chance = random.Random(seed)
    folder, grown, new = tmp_path / "articles", tmp_path / "grown.db", tmp_path / "new.db"
    folder.mkdir()
    known: set[bytes] = set()
    built = 0
    for _ in range(8):
        for _ in range(chance.choice([1, 1, 2, 3])):
            change(folder, chance)
        refused = failure(folder, new, fresh=True)
        if refused:  # an empty folder, or one without a good article
            before = grown.read_bytes() if grown.exists() else b""
            assert failure(folder, grown) == refused
            assert (grown.read_bytes() if grown.exists() else b"") == before
            continue
        read_again()
        build([folder], grown)
        now = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.txt")}
        good = {path: data for path, data in now.items() if b"\x00" not in data}
        assert read_again() == sorted(path for path, data in good.items() if data not in known)
        known = set(good.values())
        built += 1
        assert grown.read_bytes() == new.read_bytes(), "not even the bytes differ"
        assert verify(grown, folder).ok
    assert built >= 5


# -- what the report says ----------------------------------------------------------------------------------------------


def test_only_what_is_new_is_read_and_the_report_tells(
    articles: Path, database: Path, read_again: Callable[[], list[str]]
) -> None:
    first = build([articles], database)
    assert (unchanged(first), first.removed, first.anew) == ([], (), "")
    read_again()
    (articles / "paper.txt").unlink()
    (articles / "wire.txt").write_text(WIRE + "More.\n")
    (articles / "again.txt").write_text(REWRITE)
    (articles / "news" / "rewrite.txt").unlink()
    second = build([articles], database)
    assert read_again() == ["wire.txt"]
    assert unchanged(second) == ["again.txt"], "it only has another name"
    assert second.removed == ("paper.txt",)
    assert build([articles], database, fresh=True).by_outcome("read") != []
    assert read_again() == ["again.txt", "wire.txt"]


def test_an_article_that_is_gone_leaves_no_word_behind(articles: Path, database: Path) -> None:
    (articles / "secret.txt").write_text(
        "Quentin Zwiebelbaum of the ministry said on Monday that the dam would break.\n"
    )
    build([articles], database)
    (articles / "secret.txt").unlink()
    build([articles], database)
    build([articles], database.with_name("never.db"))
    assert database.read_bytes() == database.with_name("never.db").read_bytes()


# -- nothing has changed -----------------------------------------------------------------------------------------------


@pytest.fixture
def resolved(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles were resolved, in each build that did so."""
    counts: list[int] = []

    def counted(readings: Sequence[Reading], encoder: vectors.Encoder | None, recall: Recall) -> Resolution:
        counts.append(len(readings))
        return resolve(readings, encoder, recall)

    monkeypatch.setattr(making, "resolve", counted)
    return counts


def test_where_nothing_has_changed_nothing_is_done(articles: Path, database: Path, resolved: list[int]) -> None:
    first = build([articles], database)
    before = database.read_bytes()
    second = build([articles], database)
    assert (first.same, second.same) == (False, True)
    assert second.counts == first.counts
    assert [replace(file, unchanged=False) for file in second.files] == list(first.files)
    assert database.read_bytes() == before
    assert resolved == [len(FILES)]
    assert [path.name for path in database.parent.iterdir()] == ["data.db"]


def test_all_is_done_again_where_that_is_wanted(articles: Path, database: Path, resolved: list[int]) -> None:
    build([articles], database)
    before = database.read_bytes()
    assert not build([articles], database, fresh=True).same
    assert database.read_bytes() == before
    assert len(resolved) == 2


def test_another_name_of_an_article_is_a_change(articles: Path, database: Path, resolved: list[int]) -> None:
    build([articles], database)
    (articles / "paper.txt").rename(articles / "journal.txt")
    assert not build([articles], database).same
    build([articles], database.with_name("new.db"))
    assert database.read_bytes() == database.with_name("new.db").read_bytes()
    assert len(resolved) == 3


def test_other_rules_make_another_database(
    articles: Path, database: Path, resolved: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    build([articles], database)
    monkeypatch.setattr("explorer.build.hand.build_hand", lambda: "another")
    assert not build([articles], database).same
    assert len(resolved) == 2


@pytest.mark.parametrize("seed", range(3))
def test_a_byte_that_has_changed_anywhere_never_survives(
    articles: Path, database: Path, seed: int, resolved: list[int]
) -> None:
    build([articles], database)
    whole = database.read_bytes()
    chance = random.Random(seed)
    for _ in range(6):
        place = chance.randrange(100, len(whole))  # what stands before is SQLite's header, by which a file is known
        database.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
        build([articles], database)
        assert database.read_bytes() == whole, place
    assert len(resolved) == 7


# -- on the command line -----------------------------------------------------------------------------------------------


def test_the_command_says_how_many_were_read_anew(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one process, so that the rules are the same in all builds also where somebody edits them meanwhile."""
    monkeypatch.chdir(articles.parent)

    def told(*argv: str) -> str:
        assert main(["build", "articles", "--db", "out/data.db", *argv]) == 0
        return capsys.readouterr().err

    assert "unchanged" not in told(), "the first build has nothing to compare with"
    assert "nothing has changed: the database stays as it is\n" in told()
    (articles / "paper.txt").unlink()
    (articles / "wire.txt").write_text(WIRE + "More.\n")
    assert re.search(r"1 article unchanged, 1 read anew, 1 removed; \d of \d claims told anew\n", told())
    assert "unchanged" not in told("--fresh")
    spoil(database, "DROP TABLE kept_readings")
    assert "all articles were read anew: out/data.db is damaged\n" in told()
