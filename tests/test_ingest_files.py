"""Which files are read, which are not and why; a bad file costs one line."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from explorer.errors import BuildError
from explorer.ingest import find_files, read_source
from explorer.ingest.files import MAX_CHARACTERS
from tests.privileges import public_folder, without_privileges


def test_articles_come_sorted_by_relative_path_with_their_root(tmp_path: Path) -> None:
    for name in ("z.txt", "b/2.txt", "b/1.TXT", "a.text"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("News.")
    listing = find_files([tmp_path])
    assert [found.relative for found in listing.found] == ["a.text", "b/1.TXT", "b/2.txt", "z.txt"]
    assert {found.root for found in listing.found} == {tmp_path}
    assert listing.skipped == ()


def test_everything_else_is_listed_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("News.")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / ".hidden.txt").write_text("secret")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "b.txt").write_text("no")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "same.txt").symlink_to(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    listing = find_files([tmp_path])
    assert [found.relative for found in listing.found] == ["a.txt"]
    assert {skipped.relative: skipped.reason for skipped in listing.skipped} == {
        ".git": "hidden",
        ".hidden.txt": "hidden",
        "again": "link to a folder",
        "gone.txt": "link to nothing",
        "loop.txt": "link that leads in a circle",
        "photo.jpg": "not a .txt file",
        "pipe.txt": "not a regular file",
        "same.txt": "already listed",
    }


def test_a_file_is_listed_by_its_own_name_rather_than_a_link(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("News.")
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    assert [found.relative for found in find_files([tmp_path]).found] == ["b.txt"]
    assert [found.relative for found in find_files([tmp_path / "a.txt"]).found] == ["a.txt"]


def test_an_inner_folder_that_nobody_may_list_costs_one_line() -> None:
    with public_folder() as folder:
        (folder / "a.txt").write_text("News.")
        (folder / "private").mkdir(mode=0)
        with without_privileges():
            listing = find_files([folder])
            with pytest.raises(BuildError, match=r"private: cannot be listed \(Permission denied\)"):
                find_files([folder / "private"])
    assert [found.relative for found in listing.found] == ["a.txt"]
    assert [(each.relative, each.reason) for each in listing.skipped] == [
        ("private", "cannot be listed (Permission denied); check its permissions")
    ]


def test_two_folders_keep_their_own_roots_and_overlap_is_listed_once(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "a.txt").write_text("News.")
    listing = find_files([tmp_path, inner])
    assert [(found.root, found.relative) for found in listing.found] == [(tmp_path, "inner/a.txt")]
    assert [(skipped.relative, skipped.reason) for skipped in listing.skipped] == [("a.txt", "already listed")]


def test_a_file_named_directly_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("News.")
    assert [found.relative for found in find_files([tmp_path / "a.txt"]).found] == ["a.txt"]


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="no such folder"):
        find_files([tmp_path / "nowhere"])


def test_a_name_that_is_no_text_is_shown_with_replacement_characters(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("News.")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    assert [found.relative for found in find_files([tmp_path]).found] == ["caf\ufffd.txt"]


def test_neither_pipe_nor_socket_is_ever_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket may have about 100 bytes
    os.mkfifo("pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        for name in ("pipe.txt", "socket.txt"):
            with pytest.raises(BuildError, match=rf"^{name}: not a regular file"):
                read_source(tmp_path / name, tmp_path)


def test_an_unreadable_file_is_one_line() -> None:
    with public_folder() as folder:
        (folder / "a.txt").write_text("News.")
        (folder / "a.txt").chmod(0)
        with without_privileges(), pytest.raises(BuildError, match=r"^a\.txt: cannot be read \(Permission denied\)"):
            read_source(folder / "a.txt", folder)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"^a\.txt: cannot be read \(No such file"):
        read_source(tmp_path / "a.txt", tmp_path)


@pytest.mark.parametrize("text", ["", " \n\t\r\n "])
def test_an_empty_file_is_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    with pytest.raises(BuildError, match=r"^a\.txt: the file is empty"):
        read_source(tmp_path / "a.txt", tmp_path)


def test_fifty_megabytes_on_one_line_are_refused_without_reading_them(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(BuildError, match=r"^a\.txt: longer than 1,000,000 characters"):
        read_source(tmp_path / "a.txt", tmp_path)


def test_the_longest_article_is_read_and_one_character_more_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(("word " * (MAX_CHARACTERS // 5))[:-1] + ".")
    assert len(read_source(path, tmp_path).text) == MAX_CHARACTERS
    path.write_text("word " * (MAX_CHARACTERS // 5) + ".")
    with pytest.raises(BuildError, match="longer than"):
        read_source(path, tmp_path)
