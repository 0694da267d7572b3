"""What others do with the same files while the screen is open: another window, a build, a file that is taken away."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.errors import DatabaseError
from explorer.journal import Journal, anchor
from explorer.store.reader import Database
from explorer.store.writer import write
from tests.factories import CLOSING, VERSIONS, large_resolution
from tests.tui.screen import press, running, settle, text, toasts, until


def other_window(database: Path, note: str) -> None:
    with Database.open(database) as opened:
        Journal.of(database).note(anchor(opened, "claim", CLOSING.id), note)


def notes(database: Path) -> list[str]:
    return [each.text for each in Journal.of(database).kept.notes.values()]


async def test_a_note_of_another_window_is_shown_and_never_written_over_unseen(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        assert "✎" not in text(app)
        other_window(sample, "theirs")
        app.look_after()
        await settle(pilot)
        assert "✎" in text(app), "it is shown without a key"
        other_window(sample, "theirs, longer")
        await press(pilot, "e")
        assert "theirs, longer" in text(app), "what is changed is what is there"
        other_window(sample, "quite another")
        await press(pilot, *"!", "enter")
        assert "Another window has changed this note" in toasts(app)
        assert notes(sample) == ["quite another"]
        assert "quite another / theirs, longer!" in text(app)
        await press(pilot, "enter")
        assert notes(sample) == ["quite another / theirs, longer!"]
        await press(pilot, "u")
        assert notes(sample) == ["quite another"], "undone is what was done here"


async def test_what_another_window_notes_is_looked_for_now_and_then(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.tui.app._LOOK", 0.01)
    async with running(sample) as (app, pilot):
        other_window(sample, "theirs")
        await until(pilot, lambda: "✎" in text(app))


async def test_a_build_is_told_of_once_and_the_database_opened_anew_where_one_was(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "2", "j")
        write(large_resolution(20), sample, VERSIONS)
        app.look_after()
        await settle(pilot)
        assert "has been built anew since it was opened" in toasts(app)
        assert "R opens" in toasts(app)
        app.clear_notifications()
        app.look_after()
        await settle(pilot)
        assert not toasts(app), "once is enough"
        await press(pilot, "M")
        assert "Matrix" in text(app)
        assert "damaged" not in text(app)
        await press(pilot, "R")
    assert app.is_reopening
    assert app.leaving is not None
    assert (app.leaving.view, app.leaving.kind) == ("matrix", "entity")


async def test_a_database_that_is_gone_is_read_on_and_not_opened_anew(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        sample.unlink()
        app.look_after()
        await settle(pilot)
        assert "is no longer there: it was deleted or moved" in toasts(app)
        app.clear_notifications()
        await press(pilot, "slash", *"plant", "enter")
        await settle(pilot)
        assert not toasts(app)
        await press(pilot, "R")
        assert "Not opened anew: there is no database" in toasts(app)
        assert not app.is_reopening


async def test_a_source_that_another_program_holds_costs_one_line(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disagreement shows what was read for it; what is cited of it is read anew."""

    def locked(*_: object) -> None:
        raise DatabaseError("data.db is locked by another program")

    async with running(sample) as (app, pilot):
        await press(pilot, "D")
        monkeypatch.setattr(Database, "source", locked)
        for key in ("y", "colon"):
            app.clear_notifications()
            await press(pilot, key)
            assert "is locked by another program" in toasts(app)


async def test_what_was_written_over_the_database_costs_one_line_at_each_key(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        sample.write_bytes(b"nothing of a database")
        app.look_after()
        await settle(pilot)
        assert "is not an explorer database" in toasts(app)
        assert "read on" not in toasts(app)
        for key in ("2", "j", "space", "M", "escape", "D", "escape", "b", "E", "escape", "i", "escape"):
            await press(pilot, key)
    assert app.return_code in (0, None)
