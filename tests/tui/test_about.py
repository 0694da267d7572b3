"""What is known about a row, on a screen of its own: `i` opens it, Enter follows an entry, Esc leads back."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.tui.views.about import AboutScreen
from explorer.tui.views.sheet import Sheet
from tests.tui.screen import browser, excerpt, lines, opened_at, press, running, text, toasts


def entry(screen: object) -> str:
    """The words of the entry under the cursor."""
    assert isinstance(screen, AboutScreen)
    found = screen.query_one(Sheet).entry
    assert found is not None
    return found.text


async def test_a_claim_tells_origins_differences_losses_and_its_event(sample: Path) -> None:
    async with running(sample, (120, 70)) as (app, pilot):
        await press(pilot, "i")
        shown = text(app)
        assert "About this claim" in shown
        assert "1 independent origin" in shown
        assert "✗ 1,200 jobs against 1,500. (cannot both be right)" in shown
        assert "Baltic Wire: “about 1,200 jobs”" in shown
        assert "→ rewritten by news/rewrite.txt" in shown
        assert "Both tell the same two things in the same order." in shown
        assert "The three people are gone." in shown
        assert "Other claims about the same event" in shown
        assert "The plan is a betrayal." in shown
        await press(pilot, "escape")
        assert app.screen is browser(app)


async def test_enter_opens_a_passage_in_its_source_and_marks_it(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "i")
        while "told by Baltic Wire" not in entry(app.screen):
            await press(pilot, "j")
        await press(pilot, "enter")
        assert opened_at(app)[1] == "three people familiar with the plan"
        await press(pilot, "escape")
        assert "told by Baltic Wire" in entry(app.screen), "back to where one was"
        await press(pilot, "escape")
        assert len(app.screen_stack) == 1


async def test_enter_on_another_claim_goes_to_it_though_a_filter_hid_it(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "1", "down", "enter", "3", "i")
        while "betrayal" not in entry(app.screen):
            await press(pilot, "j")
        await press(pilot, "enter")
        assert app.screen is browser(app)
        assert excerpt(app) == "It is a betrayal of the town,"


async def test_y_cites_the_passage_under_the_cursor(sample: Path, copied: list[str]) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "i", "j", "y")
        assert "Nothing to cite here" in toasts(app)
        while "1,500 jobs" not in entry(app.screen):
            await press(pilot, "j")
        while not entry(app.screen).endswith("“1,500 jobs”"):
            await press(pilot, "j")
        await press(pilot, "y")
        assert "1,500 jobs" in copied[0]


async def test_what_was_told_of_the_main_screen_does_not_cover_it(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "escape")
        assert "This is the beginning" in toasts(app)
        await press(pilot, "i")
        assert not toasts(app).strip()


async def test_an_entity_tells_whom_it_may_be_one_with(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "2")
        pane = browser(app).pane("entity")
        while pane.item is None or getattr(pane.item, "name", "") != "Sara Holm":
            await press(pilot, "j")
        await press(pilot, "i")
        shown = text(app)
        assert "May be the same, and was not merged" in shown
        assert "Both speak for Lund." in shown
        while "Both speak" not in entry(app.screen):
            await press(pilot, "j")
        await press(pilot, "enter")
        assert getattr(pane.item, "name", "") == "Anna Lindqvist"


async def test_a_source_tells_what_to_look_at_before_trusting_it(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "1", "g", "i")
        shown = text(app)
        assert "About this source" in shown
        assert "Look at before you trust it" in shown


async def test_an_entry_that_leads_nowhere_says_so(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "i", "j", "enter")
        assert "Nothing to open here" in toasts(app)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
async def test_every_entry_can_be_read_at_every_size(sample: Path, size: tuple[int, int]) -> None:
    async with running(sample, size) as (app, pilot):
        await press(pilot, "3", "i")
        about = app.screen.query_one(Sheet)
        seen: set[str] = set()
        for _ in range(40):
            marked = [line for line in lines(app) if "▌" in line]
            assert marked, "the entry under the cursor is out of view"
            seen.add(entry(app.screen))
            await press(pilot, "j")
        assert any("1,500 jobs" in words for words in seen)
        await press(pilot, "g")
        assert about.cursor == 0
        assert about.scroll_offset.y == 0
