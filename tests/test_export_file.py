"""A file written by `export -o`: whole or not at all, and never over a database."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from explorer.cli.files import write_whole
from explorer.errors import ExplorerError, UsageError
from tests.factories import sample_database
from tests.privileges import public_folder, without_privileges


def test_it_takes_the_place_of_the_old_file_and_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.write_text("old")
    file.chmod(0o640)
    write_whole(file, "Über\r\n")
    assert file.read_bytes() == "Über\r\n".encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_has_the_mode_that_the_user_gives_to_new_files(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("")
    write_whole(tmp_path / "out.json", "new")
    assert (tmp_path / "out.json").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError(28, "No space left on device"), MemoryError])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException | type[BaseException]
) -> None:
    file = tmp_path / "out.json"
    file.write_text("old")

    def fail(_: int) -> None:
        raise failure

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises((KeyboardInterrupt, ExplorerError, MemoryError)) as caught:
        write_whole(file, "new" * 100_000)
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
    if isinstance(caught.value, ExplorerError):
        assert (caught.value.code, "no space left" in str(caught.value)) == (1, True)


def test_a_database_is_never_written_over(tmp_path: Path) -> None:
    database = sample_database(tmp_path)
    before = database.read_bytes()
    link = tmp_path / "link.json"
    link.symlink_to(database)
    for path in (database, link):
        with pytest.raises(UsageError, match=f"{path.name} is an explorer database and is left as it is"):
            write_whole(path, "{}")
    assert database.read_bytes() == before


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out.json").symlink_to(tmp_path / "real" / "out.json")
    write_whole(tmp_path / "out.json", "new")
    assert (tmp_path / "out.json").is_symlink()
    assert (tmp_path / "real" / "out.json").read_text() == "new"


def test_a_device_is_written_straight_into() -> None:
    write_whole(Path(os.devnull), "new")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("place", [".", "nowhere/out.json", "x" * 300])
def test_a_place_that_cannot_be_is_one_line(tmp_path: Path, place: str) -> None:
    with pytest.raises(UsageError, match=r"^cannot write .*; choose another place with -o$"):
        write_whole(tmp_path / place, "new")
    assert list(tmp_path.iterdir()) == []


def test_what_its_owner_protects_is_left_alone() -> None:
    with public_folder() as folder:
        folder.chmod(0o777)
        (folder / "out.json").write_text("old")
        (folder / "out.json").chmod(0o444)
        with without_privileges(), pytest.raises(UsageError, match="permission denied"):
            write_whole(folder / "out.json", "new")
        assert (folder / "out.json").read_text() == "old"
