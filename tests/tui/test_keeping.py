"""Marks, bookmarks, notes and exports, by the keys that a reader presses."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from textual import events

from explorer.errors import DatabaseError, ExplorerError
from explorer.journal import Journal
from explorer.models import Span
from explorer.store.reader import Database
from explorer.tui import app as tui_app
from explorer.tui.views.reader import ReaderScreen
from explorer.tui.work import keeping
from explorer.tui.work.exporting import export_claims
from tests.factories import BETRAYAL, CLOSING, NO_CHOICE, NORVIK
from tests.failing import files_of_at_most
from tests.tui.screen import browser, lines, press, running, settle, text, toasts


def marks(database: Path) -> list[str]:
    return [each.id for each in Journal.of(database).kept.marked("claim")]


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where what is copied goes: the reader's own clipboard command writes it there."""
    monkeypatch.setenv("EXPLORER_CLIPBOARD", f"sh -c 'cat > {tmp_path / 'clipboard'}'")
    return tmp_path / "clipboard"


async def test_three_claims_are_marked_and_exported_as_markdown_with_five_keys(sample: Path, copied: Path) -> None:
    async with running(sample) as (app, pilot):
        claims = [item.id for item in Database.open(sample).items("claim", [1, 2, 3])]
        await press(pilot, "space", "space", "space")
        assert marks(sample) == claims
        assert "3 Claims 3 · 3 marked" in text(app)
        assert sum("*" in line[50:] for line in lines(app)[2:9]) == 3
        await press(pilot, "E", "m")
        await settle(pilot)
        assert copied.read_text().count("\n## ") + copied.read_text().startswith("## ") == 3
        assert "3 claims as markdown" in toasts(app)


async def test_an_export_of_many_claims_says_that_it_is_under_way(
    sample: Path, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_AT_ONCE", 2)
    async with running(sample) as (app, pilot):
        await press(pilot, "space", "space", "space")
        said: list[str] = []
        monkeypatch.setattr(app, "say", lambda words, **_: said.append(words))
        await press(pilot, "E", "m")
        assert said[0] == "Exporting 3 claims … Esc stops it."
        assert "3 claims as markdown" in said[-1]


async def test_esc_stops_an_export_and_then_means_what_it_does(
    sample: Path, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(database: Database, *_: object) -> str:
        while True:
            database.claim(CLOSING.id)

    monkeypatch.setattr("explorer.cite.formats.in_format", endless)
    for keys, end in (("m", "copied"), ("J", "written")):
        async with running(sample) as (app, pilot):
            for key in ("E", *keys, *(("enter",) if end == "written" else ())):
                await pilot.press(key)
            await pilot.press("escape")
            await settle(pilot)
            assert f"stopped, and nothing was {end}" in toasts(app)
            await press(pilot, "escape")
            assert "This is the beginning" in toasts(app)
    assert not copied.exists()


async def test_what_still_reads_once_the_reader_has_left_holds_up_no_end(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui_app, "_GRACE", 0.01)

    async with running(sample) as (app, _):

        def read_on() -> None:
            while True:
                app.database.rows("claim")

        app.leave()
        with pytest.raises(DatabaseError, match=r"is closed|was stopped"):
            await asyncio.wait_for(asyncio.to_thread(read_on), 120)


async def test_a_range_is_marked_at_its_other_end_and_undone_in_one_step(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "v", "j", "j", "space")
        assert len(marks(sample)) == 3
        await press(pilot, "u")
        assert marks(sample) == []
        await press(pilot, "U")
        assert len(marks(sample)) == 3
        await press(pilot, "g", "v", "j", "escape", "j")
        assert len(marks(sample)) == 3, "a range that is given up marks nothing"
        await press(pilot, "g", "v", "G", "v")
        assert marks(sample) == [], "where all are marked, their marks go"
        assert "marked" not in lines(app)[3]


async def test_marks_are_there_again_and_shown_in_the_lists(sample: Path) -> None:
    async with running(sample) as (_, pilot):
        await press(pilot, "2", "space")
    async with running(sample) as (app, pilot):
        await settle(pilot)
        assert "2 Entities 6 · 1 marked" in text(app)
        row = next(line for line in lines(app) if "Norvik Motors" in line and "org" in line)
        assert "*" in row


async def test_a_note_is_written_changed_and_found_in_the_list(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "e", *"ask", "enter")
        (noted,) = Journal.of(sample).kept.notes.values()
        assert noted.text == "ask"
        await press(pilot, "e", "space", *"them", "enter")
        (noted,) = Journal.of(sample).kept.notes.values()
        assert noted.text == "ask them"
        await press(pilot, "i")
        assert "Your note" in text(app)
        assert "ask them" in text(app)
        await press(pilot, "escape", "e", "escape", "2", "b")
        assert "Bookmarked" in toasts(app)
        await press(pilot, "3", "B")
        assert "ask them" in text(app)
        await press(pilot, "enter")
        await settle(pilot)
        assert browser(app).following == "entity", "Enter goes to the bookmark, the first of the list"
        assert browser(app).subject() == ("entity", NORVIK.id)


async def test_in_the_comparison_the_excerpt_is_kept_and_returned_to(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "4", "n", "b")
        (kept,) = Journal.of(sample).kept.bookmarks.values()
        assert kept.kind == "passage"
        await press(pilot, "3", "B", "enter")
        await settle(pilot)
        reader = app.screen
        assert isinstance(reader, ReaderScreen)
        focus = reader.compare().focus_excerpt
        assert focus is not None
        assert focus.stop is not None
        assert (focus.source.id, focus.stop.whole) == (kept.id, Span(kept.start, kept.end))
        await press(pilot, "b")
        assert not Journal.of(sample).kept.bookmarks, "the same passage, the same bookmark"


async def test_without_anything_kept_each_key_says_what_to_do(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        for key, words in (
            ("u", "Nothing to undo"),
            ("U", "Nothing to do again"),
            ("B", "No bookmarks and no notes yet"),
        ):
            await press(pilot, key)
            assert words in toasts(app), key
        await press(pilot, "2", "E")
        assert "mark claims with Space" in toasts(app)
        await press(pilot, "3", "E")
        assert "Export this claim (none is marked)" in text(app)
        await press(pilot, "escape")


async def test_a_journal_that_cannot_be_written_is_told_in_one_line_and_nothing_is_lost(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await settle(pilot)
        sample.with_suffix(".journal.jsonl").mkdir()
        await press(pilot, "space")
        assert "cannot be" in toasts(app)
        await press(pilot, "j", "2")
        assert browser(app).following == "entity"


def test_an_export_goes_to_a_new_file_and_never_over_another(sample: Path, tmp_path: Path) -> None:
    claims = [CLOSING.id, NO_CHOICE.id, BETRAYAL.id]
    with Database.open(sample) as database:
        told = export_claims(database, claims, "json", {}, str(tmp_path / "out.json"), lambda _: None)
        assert told == f"3 claims as json: written to {tmp_path / 'out.json'}"
        assert len(json.loads((tmp_path / "out.json").read_text())["claims"]) == 3
        with pytest.raises(ExplorerError, match="is there already and is left as it is"):
            export_claims(database, claims, "csv", {}, str(tmp_path / "out.json"), lambda _: None)
        with pytest.raises(ExplorerError, match="cannot be written"):
            export_claims(database, claims, "bibtex", {}, str(tmp_path / "none" / "\x1b.bib"), lambda _: None)
        for name in ("~nobody-of-this-name/x.md", "nul\x00", str(tmp_path / "other.journal.jsonl"), str(tmp_path)):
            with pytest.raises(ExplorerError):
                export_claims(database, claims, "csv", {}, name, lambda _: None)
        with files_of_at_most(100), pytest.raises(ExplorerError, match="cannot be written"):
            export_claims(database, claims, "csv", {}, str(tmp_path / "part.csv"), lambda _: None)
        assert not (tmp_path / "part.csv").exists(), "half a table is worse than none"


async def test_a_name_that_is_taken_is_asked_for_again_as_it_was_typed(sample: Path) -> None:
    taken = sample.with_name("taken.md")
    taken.write_text("mine")
    async with running(sample) as (app, pilot):
        await press(pilot, "E", "M", "ctrl+u")
        app.post_message(events.Paste(f"{taken}\n"))
        await press(pilot, "enter")
        assert "is there already" in toasts(app)
        await press(pilot, "2", "enter")
        await settle(pilot)
        assert "written to" in toasts(app)
    assert taken.read_text() == "mine"
    assert "plant" in sample.with_name("taken.md2").read_text()


async def test_a_large_file_that_is_pasted_by_mistake_is_cut_and_lines_become_one(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "e")
        app.post_message(events.Paste("first\r\nsecond\n" + "x" * 100_000))
        await press(pilot, "enter")
        (noted,) = Journal.of(sample).kept.notes.values()
        assert noted.text.startswith("first second x")
        assert len(noted.text) <= 5000
