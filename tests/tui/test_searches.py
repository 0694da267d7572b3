"""The searches of earlier sessions: kept per database, bounded, and never a reason to stop."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Thread

import pytest

from explorer.config import Settings, read_config
from explorer.state import database_file, state_path
from explorer.tui.explore.remembered import Remembered, recall
from explorer.tui.reading.searches import LONGEST, MOST_REMEMBERED, UNREADABLE, Recall, Saved, Searches


def searches(tmp_path: Path, database: str = "data.db") -> Searches:
    made = Searches(tmp_path / database, lambda: tmp_path)
    made.load()
    return made


def the_file(tmp_path: Path) -> Path:
    (path,) = (tmp_path / "searches").glob("*.json")
    return path


def test_what_was_searched_is_there_in_the_next_session_and_only_for_that_database(tmp_path: Path) -> None:
    first = searches(tmp_path)
    first.remember("lund 1,200")
    first.change(lambda kept: kept.with_saved(Saved('kind:quote "no choice"', "the quote")))
    first.write()
    second = searches(tmp_path)
    assert second.kept.history == ("lund 1,200",)
    assert second.kept.saved == (Saved('kind:quote "no choice"', "the quote"),)
    assert searches(tmp_path, "other.db").kept.history == ()


def test_two_sessions_at_once_lose_nothing_of_one_another(tmp_path: Path) -> None:
    first, second = searches(tmp_path), searches(tmp_path)
    for session, query in ((first, "one"), (second, "two"), (first, "three")):
        session.remember(query)
        session.write()
    assert searches(tmp_path).kept.history == ("one", "two", "three")


def test_a_query_is_remembered_once_and_the_oldest_are_forgotten(tmp_path: Path) -> None:
    session = searches(tmp_path)
    for number in range(MOST_REMEMBERED + 20):
        session.remember(f"q{number}")
    assert session.remember("q25")
    assert not session.remember(" q25 ")
    assert not session.remember("  ")
    session.remember("x" * 5000)
    session.write()
    kept = searches(tmp_path).kept.history
    assert len(kept) == MOST_REMEMBERED
    assert kept[-2:] == ("q25", "x" * LONGEST)
    assert kept.count("q25") == 1


def test_naming_and_forgetting_a_saved_search(tmp_path: Path) -> None:
    session = searches(tmp_path)
    for query in ("a", "b"):
        session.change(lambda kept, query=query: kept.with_saved(Saved(query)))  # type: ignore[misc]  # a default
    session.change(lambda kept: kept.with_saved(Saved("a", "first")))
    assert [search.title for search in session.kept.saved] == ["first", "b"]
    session.change(lambda kept: kept.without_saved("b"))
    session.write()
    assert searches(tmp_path).kept.saved == (Saved("a", "first"),)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"version": 2}', b'{"version": 1, "history": [1], "saved": []}', b"[" * 100_000,
     b'{"version": 1, "history": ["\\ud800"], "saved": []}', b'{"version": 1, "history": null, "saved": []}'],
)  # fmt: skip
def test_a_damaged_file_is_said_in_one_sentence_set_aside_and_begun_anew(tmp_path: Path, content: bytes) -> None:
    session = searches(tmp_path)
    session.remember("x")
    session.write()
    path = the_file(tmp_path)
    path.write_bytes(content)
    session = Searches(tmp_path / "data.db", lambda: tmp_path)
    assert session.load() == UNREADABLE
    assert session.kept.history == ()
    session.remember("anew")
    session.write()
    assert searches(tmp_path).kept.history == ("anew",)
    assert path.with_suffix(".unreadable").read_bytes() == content, "what was in it is not thrown away"


def test_a_file_saved_by_an_editor_with_its_own_mark_and_line_ends_is_read(tmp_path: Path) -> None:
    session = searches(tmp_path)
    session.remember("ferry")
    session.write()
    path = the_file(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    session = Searches(tmp_path / "data.db", lambda: tmp_path)
    assert session.load() == ""
    assert session.kept.history == ("ferry",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
def test_nobody_waits_for_a_pipe_in_the_place_of_a_file(tmp_path: Path) -> None:
    database, pipe = tmp_path / "a.db", tmp_path / "config.toml"
    for path in (pipe, *(database_file(tmp_path / each, database) for each in ("screens", "searches"))):
        os.mkfifo(path)
    read: list[object] = []

    def read_all() -> None:
        read.append(read_config(lambda: pipe).settings)
        read.append(recall(database, lambda: tmp_path))
        read.append(Searches(database, lambda: tmp_path).load())

    thread = Thread(target=read_all, daemon=True)
    thread.start()
    thread.join(5)
    assert read == [Settings(), Remembered(), UNREADABLE]


@pytest.mark.skipif(os.name == "nt", reason="rights are others there")
def test_the_file_is_for_its_owner_alone_and_holds_what_was_typed_as_it_was_typed(tmp_path: Path) -> None:
    session = searches(tmp_path)
    session.remember("[/] “北京” \u202ex")
    session.write()
    path = the_file(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert json.loads(path.read_text("utf-8"))["history"] == ["[/] “北京” \u202ex"]
    assert [file.name for file in path.parent.iterdir()] == [path.name], "nothing half written is left"


def test_without_a_home_a_session_works_and_says_what_it_cannot_keep(tmp_path: Path) -> None:
    def nowhere() -> Path:
        raise RuntimeError("no home")

    session = Searches(tmp_path / "data.db", nowhere)
    assert session.load() == ""
    session.remember("x")
    assert session.kept.history == ("x",)
    with pytest.raises(RuntimeError):
        session.write()


def test_walking_through_the_history_comes_back_to_what_was_being_typed() -> None:
    recall, history = Recall(), ("one", "two", "three")
    assert recall.step(1, "dra", history) is None
    assert [recall.step(-1, "dra", history) for _ in range(4)] == ["three", "two", "one", None]
    assert [recall.step(1, "one", history) for _ in range(3)] == ["two", "three", "dra"]
    assert not recall.is_walking
    assert recall.step(-1, "three", history) == "two", "what stands in the line already is passed over"
    recall.rest()
    assert recall.step(-1, "", ()) is None


def test_the_state_folder_is_where_each_system_keeps_such_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada"))
    assert state_path("linux", {}) == Path("/home/ada/.local/state/explorer")
    assert state_path("darwin", {}) == Path("/home/ada/Library/Application Support/explorer")
    assert state_path("win32", {"LOCALAPPDATA": "/c/local"}) == Path("/c/local/explorer")
    for platform in ("linux", "darwin", "win32"):
        assert state_path(platform, {"XDG_STATE_HOME": "/s"}) == Path("/s/explorer")
