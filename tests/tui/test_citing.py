"""`y` and `Y`: what is copied, by which route, and what the reader is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Static

from explorer import clipboard
from explorer.cite import STYLES
from explorer.clipboard import Copied
from explorer.tui.dialogs.menus import MenuScreen
from tests.tui.screen import browser, press, running, settle, text, toasts


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that went to the clipboard, by way of a helper called `testclip`."""
    texts: list[str] = []

    def copy(text: str, *, osc52: Callable[[str], None] | None = None) -> Copied:
        assert osc52 is not None
        texts.append(text)
        return Copied("testclip", True, "", "Copied (testclip)")

    monkeypatch.setattr(clipboard, "copy", copy)
    return texts


async def test_y_copies_the_citation_of_the_excerpt_in_focus(sample: Path, copied: list[str]) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "y")
        assert len(copied) == 1
        assert "Norvik Motors will shut its plant in Lund and cut about 1,200 jobs by June" in copied[0]
        assert "Baltic Wire" in copied[0]
        told = toasts(app)
        assert "Plain quote with locator · Copied (testclip)" in told
        assert copied[0].splitlines()[0][:60] in told
        await press(pilot, "n", "y")
        assert "Norvik (NRVK) may close the Lund plant" in copied[1]


async def test_the_toast_tells_when_nobody_knows_whether_it_worked(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def doubtful(text: str, *, osc52: Callable[[str], None] | None = None) -> Copied:
        return Copied("OSC 52", False, "", "Sent to the terminal by OSC 52; it does not say whether it took it")

    monkeypatch.setattr(clipboard, "copy", doubtful)
    async with running(sample) as (app, pilot):
        await press(pilot, "y")
        assert "Sent to the terminal by OSC 52; it does not say whether it took it" in toasts(app)
        assert "Copied" not in toasts(app)


async def test_warnings_of_the_citation_are_shown(sample: Path, copied: list[str]) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "n", "n", "y")
        assert "Note: The passage does not say the same as the claim" in toasts(app)


async def test_the_style_picker_previews_copies_and_remembers(sample: Path, copied: list[str]) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "Y")
        assert isinstance(app.screen, MenuScreen)
        body = text(app)
        assert all(label in body for label in STYLES.values())
        previews = []
        for _ in STYLES:
            previews.append(str(app.screen.query_one("#preview", Static).content))
            await press(pilot, "down")
        assert len(set(previews)) == len(STYLES)
        await press(pilot, "down", "down", "enter")
        assert len(app.screen_stack) == 1
        assert app.citation_style == "apa"
        assert copied == [previews[2]]
        await press(pilot, "y")
        assert copied[1] == copied[0]


async def test_a_style_is_chosen_by_its_first_letter(sample: Path, copied: list[str]) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "Y", "a")
        assert len(app.screen_stack) == 1
        assert app.citation_style == "apa"
        assert len(copied) == 1
        assert "(2025, March 4)" in copied[0]


async def test_leaving_the_picker_changes_nothing(sample: Path, copied: list[str]) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "Y", "down", "escape")
        assert app.citation_style == "quote"
        assert copied == []


async def test_a_mention_is_cited_with_its_sentence(sample: Path, copied: list[str]) -> None:
    async with running(sample) as (_, pilot):
        await press(pilot, "2", "G", "y")
        assert '"It is a betrayal of the town," said Sara Holm, who chairs IF Metall in Lund.' in copied[0].replace(
            "“", '"'
        ).replace("”", '"').replace("‘", '"').replace("’", '"')


async def test_what_cannot_be_done_says_why(sample: Path, copied: list[str]) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"zqx", "escape", "escape")
        browser(app).compare().show(None, hint="empty")
        browser(app).do("copy")
        await settle(pilot)
        assert "Nothing to cite: no excerpt is shown." in toasts(app)
        browser(app).do("source")
        await settle(pilot)
        assert "No source to open here: go to a passage or an article." in toasts(app)
        assert copied == []


async def test_ctrl_c_copies_a_selection_and_else_gives_a_hint(sample: Path, copied: list[str]) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "ctrl+c")
        assert "Nothing is selected. q leaves." in toasts(app)
        assert copied == []
        rows = text(app).splitlines()
        row = next(number for number, line in enumerate(rows) if "plan said on Tuesday" in line)
        left = rows[row].index("plan said")
        await pilot.mouse_down(offset=(left, row))
        await pilot.hover(offset=(left + 9, row))
        await pilot.mouse_up(offset=(left + 9, row))
        await press(pilot, "ctrl+c")
        assert copied == ["plan said"]
        assert "Copied (testclip)" in toasts(app)
