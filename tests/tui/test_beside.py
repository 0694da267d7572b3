"""Origins, Entity and About on a wide screen: what the entry under the cursor speaks of stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from explorer.models import Span
from explorer.tui.comparison.compare import Compare
from explorer.tui.comparison.passages import Stop
from explorer.tui.reading.entries import Entry, Goal
from explorer.tui.views import outlines
from explorer.tui.views.beside import WIDE, Seen, seen_of
from explorer.tui.views.outlines import OutlineScreen
from tests.factories import NORVIK
from tests.tui.screen import browser, excerpt, press, running, settle, text, toasts


def test_an_entry_speaks_of_its_passage_its_row_or_what_stands_under_it() -> None:
    passage, claim = Goal("source", "s1", Span(3, 9)), Goal("claim", "c1")
    assert seen_of(None) is None
    assert seen_of(Entry("mere words")) is None
    assert seen_of(Entry("a claim", goal=claim)) == Seen("claim", "c1")
    assert seen_of(Entry("where it stands", goal=passage, about=("claim", "c1"))) == Seen("source", "s1", Span(3, 9))
    assert seen_of(Entry("of a claim", about=("claim", "c1"))) == Seen("claim", "c1")
    assert seen_of(Entry("folded", children=(Entry("words"), Entry("", children=(Entry("", goal=claim),))))) == (
        Seen("claim", "c1")
    )
    assert seen_of(Entry("words that can be cited", source=None, stop=Stop((Span(0, 1),)))) is None


async def look(pilot: Pilot[int], words: str) -> str:
    """Down to the entry that holds these words; what then stands beside it."""
    screen = pilot.app.screen
    assert isinstance(screen, OutlineScreen)
    for _ in range(60):
        if screen.entry is not None and words in screen.entry.text:
            break
        await press(pilot, "j")
    screen._look()  # whether the cursor has rested or not
    await settle(pilot)
    compare = screen.compare()
    assert compare.border_title is not None
    return str(compare.border_title) + "\n".join(strip.text for strip in map(compare.render_line, range(30)))


async def test_the_passage_of_an_origin_stands_beside_it_and_can_be_cited(sample: Path, copied: list[str]) -> None:
    async with running(sample, (160, 40)) as (app, pilot):
        await press(pilot, "O")
        assert "plant in Lund" in await look(pilot, "First in this folder")
        beside = await look(pilot, "1,200 became 1,500.")
        assert beside.startswith("Baltic Wire"), "of a folded entry the first that it holds"
        assert "1,200 jobs" in beside
        await press(pilot, "tab")
        assert isinstance(app.focused, Compare)
        await press(pilot, "n", "y")
        assert len(copied) == 1
        await press(pilot, "left")
        assert not isinstance(app.focused, Compare), "left of the first column is the sheet"
        await press(pilot, "tab", "enter")
        assert "Full text" in text(app)
        await press(pilot, "escape")
        assert "Who has it from whom" in text(app)


async def test_nothing_is_read_for_a_view_that_was_left_with_the_cursor_on_its_way(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OutlineScreen, "REST", 60.0)  # it is over when the test says so
    async with running(sample, (160, 40)) as (app, pilot):
        await press(pilot, "O")
        view = app.screen
        assert isinstance(view, OutlineScreen)
        read: list[Seen] = []
        monkeypatch.setattr(outlines, "read_seen", lambda _, seen: read.append(seen))
        await press(pilot, "j")
        assert view._resting is not None
        await press(pilot, "escape")
        view._look()
        await settle(pilot)
        assert app.screen is browser(app)
        assert not read


async def test_the_claims_of_an_entity_stand_beside_it_and_give_way_where_it_is_narrow(sample: Path) -> None:
    async with running(sample, (WIDE, 30)) as (app, pilot):
        main = browser(app)
        await press(pilot, "2")
        while getattr(main.pane("entity").item, "id", "") != NORVIK.id:
            await press(pilot, "j")
        await press(pilot, "I")
        beside = await look(pilot, "will shut its Lund plant")
        assert beside.startswith("Who says it")
        assert "Reuters" not in beside
        assert "A Norvik to shut Lund plant" in beside
        await press(pilot, "tab")
        await pilot.resize_terminal(WIDE - 1, 30)
        await settle(pilot)
        assert "Who says it" not in text(app)
        assert not isinstance(app.focused, Compare), "the keyboard is on what is seen"
        await press(pilot, "tab")
        assert f"a screen of {WIDE} columns" in toasts(app)
        await pilot.resize_terminal(WIDE, 30)
        await settle(pilot)
        assert "Who says it" in text(app)
        await press(pilot, "escape")
        assert app.screen is main
        assert excerpt(app)


async def test_about_a_source_begins_at_its_beginning(sample: Path) -> None:
    async with running(sample, (60, 20)) as (app, pilot):
        await press(pilot, "1", "i")
        assert "What is known of it" in text(app)
        assert isinstance(app.screen, OutlineScreen)
        assert app.screen.sheet is not None
        assert app.screen.sheet.cursor == 0
