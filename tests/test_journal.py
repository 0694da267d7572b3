"""The reader's own work: it is kept, taken back, and found again after the articles were built anew."""

from __future__ import annotations

import codecs
import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.errors import ExplorerError
from explorer.journal import Anchor, Journal, anchor, is_journal, journal_path, locate
from explorer.lists import Filter
from explorer.models import Resolution, Span
from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.text.ids import content_id
from tests.factories import CLOSING, LINDQVIST, NO_CHOICE, VERSIONS, WIRE, sample_database, sample_resolution
from tests.failing import files_of_at_most
from tests.hostile import ATTACK

ONE, TWO = Anchor("claim", "c1", name="one"), Anchor("claim", "c2", name="two")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "story.journal.jsonl")


def marked(journal: Journal) -> list[str]:
    return [each.id for each in journal.kept.marked("claim")]


def test_the_journal_lies_beside_its_database_for_its_owner_alone(tmp_path: Path) -> None:
    journal = Journal.of(tmp_path / "story.db")
    assert journal.path == tmp_path / "story.journal.jsonl"
    assert not journal.path.exists(), "looking writes nothing"
    journal.mark([ONE])
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600


def test_no_two_databases_of_a_folder_share_a_journal(tmp_path: Path) -> None:
    names = ("story", "story.db", "story.sqlite", "story.sqlite.db", "story.db.db", "story.DB", "story.notes")
    places = {journal_path(tmp_path / name) for name in names}
    assert len(places) == len(names)
    assert all(map(is_journal, places)), "nothing else is written there"
    Journal.of(tmp_path / "story").mark([ONE])
    assert marked(Journal.of(tmp_path / "story.db")) == []


@pytest.mark.parametrize("is_shared", [False, True])
def test_a_journal_by_an_earlier_name_goes_on_and_is_parted_from_that_of_another_database(
    tmp_path: Path, is_shared: bool
) -> None:
    earlier = tmp_path / "story.journal.jsonl"
    Journal(earlier).mark([ONE])
    if is_shared:
        (tmp_path / "story.db").touch()
    opened, window = Journal.of(tmp_path / "story"), Journal.of(tmp_path / "story")
    assert marked(opened) == marked(window) == ["c1"]
    assert not (tmp_path / "story.notes.jsonl").exists(), "looking writes nothing"
    opened.mark([TWO])
    window.mark([Anchor("claim", "c3")])
    assert marked(window) == marked(Journal.of(tmp_path / "story")) == ["c1", "c2", "c3"]
    assert stat.S_IMODE(opened.path.stat().st_mode) == 0o600
    assert marked(Journal.of(tmp_path / "story.db")) == (["c1"] if is_shared else [])
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_was_marked_is_there_in_another_session_and_another_window(journal: Journal) -> None:
    other = Journal(journal.path)
    journal.mark([ONE, TWO])
    journal.unmark([ONE])
    assert other.refresh()
    assert marked(other) == ["c2"]
    assert not other.refresh(), "nothing is read twice"
    other.mark([ONE])
    journal.mark([Anchor("claim", "c3")])
    assert marked(journal) == ["c2", "c1", "c3"], "no window loses what another wrote"


def test_undo_takes_back_one_thing_after_another_and_redo_brings_it_again(journal: Journal) -> None:
    journal.mark([ONE, TWO])
    journal.bookmark(ONE)
    journal.note(TWO, " ask the ministry ")
    assert [note.text for note in journal.kept.notes.values()] == ["ask the ministry"]
    undone = [journal.undo(), journal.undo(), journal.undo(), journal.undo()]
    assert [each.do if each else None for each in undone] == ["note", "bookmark", "mark", None]
    assert journal.kept.is_empty
    again = [journal.redo(), journal.redo()]
    assert [each.do if each else None for each in again] == ["mark", "bookmark"]
    assert marked(journal) == ["c1", "c2"]
    journal.note(ONE, "another")
    assert journal.redo() is None, "something else was done since"
    assert [each.text for each in journal.kept.notes.values()] == ["another"]
    journal.undo()
    journal.undo()
    assert not journal.kept.bookmarks
    assert marked(journal) == ["c1", "c2"]


def test_each_of_two_windows_undoes_what_was_done_in_it(journal: Journal) -> None:
    journal.mark([ONE])
    other = Journal(journal.path)
    other.refresh()
    journal.note(ONE, "mine")
    other.note(TWO, "theirs")
    undone = journal.undo()
    assert undone is not None
    assert undone.text == "mine"
    other.refresh()
    assert [each.text for each in other.kept.notes.values()] == ["theirs"], "in both windows the same is kept"
    assert [each.text for each in journal.kept.notes.values()] == ["theirs"]
    assert other.redo() is None, "what is undone here is not done again there"
    assert journal.redo() == undone
    assert journal.undo() == undone
    undone = journal.undo()
    assert undone is not None
    assert undone.do == "mark"
    assert journal.undo() is None, "theirs is for them"
    undone = other.undo()
    assert undone is not None
    assert undone.text == "theirs"


def test_a_bookmark_and_a_note_are_taken_away_as_they_were_given(journal: Journal) -> None:
    passage = Anchor("passage", "s1", start=4, end=9)
    journal.bookmark(passage)
    journal.bookmark(replace(passage, start=5))
    assert len(journal.kept.bookmarks) == 2, "two passages of one article are two"
    journal.bookmark(passage)
    assert [each.start for each in journal.kept.bookmarks.values()] == [5]
    journal.note(passage, "first")
    journal.note(passage, "second")
    assert [each.text for each in journal.kept.notes.values()] == ["second"]
    journal.note(passage, "  ")
    assert not journal.kept.notes


def test_a_line_cut_short_by_a_crash_costs_itself_alone(journal: Journal) -> None:
    journal.mark([ONE])
    journal.mark([TWO])
    journal.path.write_bytes(journal.path.read_bytes()[:-20])
    journal.refresh()
    assert marked(journal) == ["c1"]
    assert journal.problems == ("line 2 of story.journal.jsonl is left as it is: it is damaged",)
    journal.mark([Anchor("claim", "c3")])
    assert marked(journal) == ["c1", "c3"], "what comes after it is a line of its own"


@pytest.mark.parametrize("line", [
    "[]", "1e999", "{}", '{"id": "a", "do": "explode"}', '{"id": 5, "do": "mark"}',
    '{"id": "a", "do": "mark", "on": 1}',
    '{"id": "a", "do": "mark", "on": [{"kind": "planet", "id": "p"}]}', "\x00\x1b]52;c;eA==\x07", "[" * 100_000,
    '{"id": "a", "do": "mark", "on": [{"kind": "claim", "id": "c", "start": -1}]}',
    '{"id": "a", "do": "note", "text": 2}',
])  # fmt: skip
def test_lines_that_are_no_entries_are_left_and_told_of(journal: Journal, line: str) -> None:
    journal.path.write_text(f"{line}\n", encoding="utf-8")
    journal.refresh()
    assert len(journal.problems) == 1
    assert "\x1b" not in journal.problems[0]
    journal.mark([ONE])
    assert marked(journal) == ["c1"]
    assert journal.path.read_text(encoding="utf-8").startswith(line)


def test_a_file_saved_by_an_editor_with_its_own_marks_and_line_ends_is_read_and_written_on(journal: Journal) -> None:
    journal.mark([ONE])
    journal.note(TWO, "first")
    written = journal.path.read_bytes()
    journal.path.write_bytes(codecs.BOM_UTF8 + written.replace(b"\n", b"\r\n") + codecs.BOM_UTF8 + b"\r\n")
    again = Journal(journal.path)
    again.refresh()
    assert marked(again) == ["c1"]
    assert [each.text for each in again.kept.notes.values()] == ["first"]
    again.mark([TWO])
    journal.refresh()
    assert marked(journal) == marked(again) == ["c1", "c2"]
    assert (journal.problems, again.problems) == ((), ())


def test_what_cannot_be_written_is_said_in_one_line_and_not_held_for_kept(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "no such folder" / "x.journal.jsonl")
    with pytest.raises(ExplorerError, match=r"^this cannot be kept: .* cannot be written"):
        journal.mark([ONE])
    assert journal.kept.is_empty
    (tmp_path / "folder.journal.jsonl").mkdir()
    with pytest.raises(ExplorerError, match=r"cannot be read"):
        Journal(tmp_path / "folder.journal.jsonl").refresh()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system with pipes")
def test_a_pipe_in_its_place_is_not_waited_for(journal: Journal) -> None:
    os.mkfifo(journal.path)
    with pytest.raises(ExplorerError, match="it is no file"):
        journal.refresh()
    with pytest.raises(ExplorerError, match="it is no file"):
        journal.mark([ONE])


def test_what_is_written_in_part_is_not_held_for_kept(journal: Journal) -> None:
    """As on a disk that becomes full in the middle of a line."""
    journal.mark([ONE])
    with (
        files_of_at_most(journal.path.stat().st_size + 10),
        pytest.raises(ExplorerError, match=r"^this cannot be kept: .* cannot be written"),
    ):
        journal.mark([TWO])
    journal.mark([Anchor("claim", "c3")])
    assert marked(journal) == ["c1", "c3"]


@pytest.mark.parametrize("text", [ATTACK, "two\nlines\u2028three", "\ud800", "漢字 🧑‍🚒"])
def test_hostile_words_come_back_as_they_were_and_lie_harmless_in_the_file(journal: Journal, text: str) -> None:
    journal.note(Anchor("claim", "c1", quote=text, name=text), f"a{text}z")
    again = Journal(journal.path)
    again.refresh()
    (noted,) = again.kept.notes.values()
    assert noted.text == f"a{text}z"
    assert noted.on.quote == text
    data = journal.path.read_bytes()
    assert data.count(b"\n") == 1
    assert b"\x1b" not in data


# -- finding it again after a rebuild ---------------------------------------------------------------------------------


def rebuilt(folder: Path, change: Resolution) -> Database:
    write(change, folder / "again.db", VERSIONS)
    return Database.open(folder / "again.db")


def test_every_row_and_passage_is_found_where_it_stands(tmp_path: Path) -> None:
    start = WIRE.index("We regret")
    with Database.open(sample_database(tmp_path)) as database:
        wire = next(item for item in database.items("source", database.rows("source")) if item.path == "wire.txt")
        at = Span(start, start + 9)
        tied = [
            anchor(database, "claim", CLOSING.id),
            anchor(database, "entity", LINDQVIST.id),
            anchor(database, "source", wire.id),
            anchor(database, "passage", wire.id, at),
        ]
        places = [locate(database, each) for each in tied]
    assert [(place.kind, place.id) for place in places if place] == [
        ("claim", CLOSING.id),
        ("entity", LINDQVIST.id),
        ("source", wire.id),
        ("source", wire.id),
    ]
    assert places[3] is not None
    assert places[3].at == at
    assert tied[3].quote == "We regret"


def test_a_claim_that_has_another_id_now_is_found_by_its_words(tmp_path: Path) -> None:
    with Database.open(sample_database(tmp_path)) as database:
        tied = anchor(database, "claim", NO_CHOICE.id)
    sample = sample_resolution()
    moved = replace(NO_CHOICE, id=content_id("c", "another centre"))
    claims = tuple(sorted((moved if each == NO_CHOICE else each for each in sample.claims), key=lambda each: each.id))
    with rebuilt(tmp_path, replace(sample, claims=claims)) as database:
        place = locate(database, tied)
        assert place is not None
        assert (place.kind, place.id) == ("claim", moved.id)
        assert place.row in database.rows("claim", Filter())


def test_a_passage_of_an_edited_article_is_found_where_its_words_stand_alone(tmp_path: Path) -> None:
    from explorer.build import build

    folder = tmp_path / "story"
    folder.mkdir()
    text = (
        "Ferry line to close\n\nThe island ferry will stop in May, the harbour office said.\n\nNobody else was asked.\n"
    )
    (folder / "ferry.txt").write_text(text)
    build([folder], tmp_path / "a.db")
    start = text.index("The island ferry")
    with Database.open(tmp_path / "a.db") as database:
        (source,) = database.items("source", database.rows("source"))
        tied = anchor(database, "passage", source.id, Span(start, start + 34))
        claim = database.items("claim", database.rows("claim"))[0]
        told = anchor(database, "claim", claim.id)
    (folder / "ferry.txt").write_text("Corrected on Monday.\n\n" + text)
    build([folder], tmp_path / "b.db")
    with Database.open(tmp_path / "b.db") as database:
        place = locate(database, tied)
        assert place is not None
        assert place.at is not None
        assert database.text(place.id)[place.at.start : place.at.end] == text[start : start + 34]
        found = locate(database, told)
        assert found is not None
        assert database.claim(found.id).text == claim.text
    (folder / "ferry.txt").write_text("The bridge is open again, the mayor said.\n\nIt had been shut since winter.\n")
    build([folder], tmp_path / "c.db")
    with Database.open(tmp_path / "c.db") as database:
        assert locate(database, tied) is None, "an orphan is told of, never put elsewhere"


def test_a_journal_is_readable_json_a_line(journal: Journal) -> None:
    journal.mark([ONE])
    (line,) = journal.path.read_text().splitlines()
    record = json.loads(line)
    assert record["do"] == "mark"
    assert record["on"] == [{"kind": "claim", "id": "c1", "name": "one"}]
