"""Words found in the full text: asked for in a line at its foot, marked as they are typed, gone through, given up."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.pilot import Pilot

from explorer.models import Span
from explorer.text.inert import is_inert
from explorer.tui.app import Explorer
from explorer.tui.dialogs.finding import FindScreen
from explorer.tui.drawing.rendering import styles_of
from explorer.tui.frame.chrome import Hints
from explorer.tui.views.finding import words_of
from explorer.tui.views.reader import ReaderScreen
from tests.tui.hostile import hostile_database
from tests.tui.screen import browser, lines, press, running, settle, text, toasts, type_at_once


def reading(app: Explorer) -> ReaderScreen:
    """The full text, whatever lies over it."""
    return next(screen for screen in app.screen_stack if isinstance(screen, ReaderScreen))


def marked(app: Explorer, ink: str = "match") -> list[str]:
    """The words on the screen that look like a match, or like the one in focus, line by line."""
    wanted = styles_of(reading(app))(ink)
    strips = app.screen._compositor.render_strips(app.size)[1:-1]
    return [
        segment.text
        for strip in strips
        for segment in strip
        if segment.style
        and segment.style.underline == wanted.underline
        and segment.style.color == wanted.color
        and (ink == "match" or segment.style.bgcolor == wanted.bgcolor)
    ]


def focused(app: Explorer) -> Span | None:
    """Where the match in focus stands in the text of record."""
    compare = reading(app).compare()
    return compare._layout.matches[compare.match] if compare._layout is not None and compare.match else None


def place_told(app: Explorer) -> str:
    """What the border says of the place in focus."""
    return str(reading(app).compare().border_subtitle)


async def read_wire(app: Explorer, pilot: Pilot[int]) -> str:
    """Open the full text of wire.txt; its words."""
    await press(pilot, "1", "g")
    while getattr(browser(app).pane("source").item, "path", "") != "wire.txt":
        await press(pilot, "j")
    await press(pilot, "r")
    focus = reading(app).compare().focus_excerpt
    assert focus is not None
    return focus.source.text


async def test_words_are_marked_as_typed_gone_through_and_given_up_before_the_text_is_left(sample: Path) -> None:
    async with running(sample, (100, 16)) as (app, pilot):
        words = await read_wire(app, pilot)
        assert place_told(app).startswith("evidence ")
        assert "/  Find" in lines(app)[-1]
        await press(pilot, "g")
        before = lines(app)
        await press(pilot, "slash", *"PLAN")
        assert isinstance(app.screen, FindScreen)
        assert lines(app)[-1].startswith(" / PLAN ")
        assert "4 found · Enter goes there · Esc leaves" in lines(app)[-1]
        assert lines(app)[:-1] == before[:-1], "nothing moves while one types"
        assert marked(app)[:2] == ["plan", "plan"]
        await press(pilot, "t")
        assert "2 found" in lines(app)[-1]
        await press(pilot, "enter")
        assert isinstance(app.screen, ReaderScreen)
        assert place_told(app) == "“PLANt” 1 of 2"
        assert marked(app, "here") == ["plant"]
        assert marked(app) == ["plant"]
        assert focused(app) == Span(words.index("plant"), words.index("plant") + 5)
        await press(pilot, "n")
        assert place_told(app) == "“PLANt” 2 of 2"
        await press(pilot, "n")
        assert place_told(app) == "“PLANt” 1 of 2"
        assert "From the top again: 1 of 2." in toasts(app)
        await press(pilot, "N")
        assert place_told(app) == "“PLANt” 2 of 2"
        assert "From the end again: 2 of 2." in toasts(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, ReaderScreen)
        assert not marked(app)
        assert place_told(app).startswith("evidence ")
        await press(pilot, "n")
        assert place_told(app).startswith("evidence "), "as before: the next piece of evidence"
        await press(pilot, "escape")
        assert app.screen is browser(app)


async def test_what_is_not_there_changes_nothing_and_the_empty_line_finds_the_last_words_again(sample: Path) -> None:
    async with running(sample, (60, 14)) as (app, pilot):
        words = await read_wire(app, pilot)
        await press(pilot, "slash", "enter")
        assert "No words were typed" in toasts(app)
        before = lines(app)[1:8]
        await press(pilot, "slash", *"zebra")
        assert "not in this text" in lines(app)[-1]
        await press(pilot, "enter")
        assert "“zebra” is not in this text." in toasts(app)
        assert lines(app)[1:8] == before
        await press(pilot, "slash", *"lund", "enter", "n")
        assert place_told(app) == "“lund” 2 of 3"
        await press(pilot, "slash", *"of", "escape")
        assert place_told(app) == "“lund” 2 of 3", "what was found stays where nothing else was wanted"
        await press(pilot, "slash", *"zebra", "enter")
        assert place_told(app) == "“lund” 2 of 3"
        await press(pilot, "g", "slash")
        assert "Enter finds “lund”" in lines(app)[-1]
        await press(pilot, "right")
        assert lines(app)[-1].startswith(" / lund")
        await press(pilot, *("backspace",) * 4, "enter")
        assert place_told(app) == "“lund” 1 of 3"
        await press(pilot, "slash", *"betrayal", "enter")
        assert focused(app) == Span(words.index("betrayal"), words.index("betrayal") + 8)
        await press(pilot, "G", "slash", *"reports", "enter")
        assert "From the top again: 1 of 1." in toasts(app)
        await press(pilot, "r")
        assert app.screen is browser(app), "the key of the full text leads out of it, whatever is looked for"
        await press(pilot, "r")
        assert "reports" not in place_told(app), "a text is opened without what was looked for in another"


async def test_words_are_found_where_one_paragraph_ends_and_the_next_begins(sample: Path) -> None:
    async with running(sample, (100, 24)) as (app, pilot):
        await read_wire(app, pilot)
        await press(pilot, "slash", *'choice." The union', "enter")
        assert place_told(app) == '“choice." The union” 1 of 1'
        assert "".join(marked(app, "here")) == "choice.”The union"
        await press(pilot, "slash", *"zebra", "escape")
        assert "".join(marked(app, "here")) == "choice.”The union"
        await press(pilot, "escape")
        assert not marked(app, "here")


async def test_keys_typed_at_once_and_the_report_and_the_mouse_come_to_the_text(sample: Path) -> None:
    async with running(sample, (60, 14)) as (app, pilot):
        await read_wire(app, pilot)
        await press(pilot, "tab")
        assert reading(app).report is not None
        type_at_once(app, "slash", *"regret", "enter", "g", "slash", *"lund", "enter", "n")
        await settle(pilot)
        await settle(pilot)
        assert app.focused is reading(app).compare()
        assert place_told(app) == "“lund” 2 of 3"
        hints = app.screen.query_one(Hints)
        await pilot.click("#hints", offset=(next(start for start, _, each in hints.targets if each == "find") + 1, 0))
        await settle(pilot)
        assert isinstance(app.screen, FindScreen)
        await pilot.click(offset=(4, 4))
        await settle(pilot)
        assert isinstance(app.screen, ReaderScreen)
        await press(pilot, "colon", *"find words", "enter")
        assert isinstance(app.screen, FindScreen)
        await press(pilot, "escape", "S")
        assert app.screen is browser(app)
        assert browser(app).context() == "search"


async def test_a_search_of_the_lists_is_what_the_line_offers_at_first_and_what_esc_leads_back_to(
    sample: Path, at_once: None
) -> None:
    async with running(sample, (100, 30)) as (app, pilot):
        await press(pilot, "slash", *"plant", "enter")
        await read_wire(app, pilot)
        assert "plant" in marked(app)
        await press(pilot, "slash")
        assert "Enter finds “plant”" in lines(app)[-1]
        await press(pilot, *"jobs", "enter")
        assert set(marked(app) + marked(app, "here")) >= {"jobs"}
        assert "plant" not in marked(app)
        await press(pilot, "escape")
        assert "plant" in marked(app)


def test_a_search_is_offered_as_words_that_stand_in_the_text() -> None:
    assert words_of("lund plant", "The Lund plant closes.") == "lund plant"
    assert words_of("plant lund -jobs kind:prediction", "The Lund plant closes.") == "plant"
    assert words_of('"Lund plant" closes', "In the Lund plant.") == "lund plant"
    assert words_of("source:reuters", "By Reuters.") == ""
    assert words_of("", "Anything.") == ""


ATTACK = "\x1b]52;c;x\x07 “漢字 Café”\n漢字 cafe\u0301 👍 \u202e漢字"


async def test_a_hostile_text_is_found_in_as_it_is_shown(tmp_path: Path) -> None:
    async with running(hostile_database(tmp_path, ATTACK), (60, 20)) as (app, pilot):
        await press(pilot, "1", "r")
        record = reading(app).compare().focus_excerpt
        assert record is not None
        words = record.source.text
        shown = [line for line in lines(app) if "漢字" in line and ("said" in line or "holds" in line)]
        for typed, count, first in (
            ("漢字 café", 2, "漢字 Café"),
            ('"漢字 cafe"', 1, "“漢字 Café”"),
            ("café” 漢字", 1, "Café”\n漢字"),
            ("👍", 1, "👍"),
            ("漢", 3, "漢"),
            ("␛]52", 1, "\x1b]52"),
        ):
            await press(pilot, "g", "slash")
            app.post_message(events.Paste(typed))
            await press(pilot, "enter")
            place = focused(app)
            assert place is not None, typed
            assert words[place.start : place.end] == first
            assert place_told(app) == f"“{typed}” 1 of {count}"
            assert "".join(marked(app, "here")) == first.replace("\n", "").replace("\x1b", "␛")
            assert is_inert(text(app).replace("\n", " "))
            assert [line for line in lines(app) if line in shown] == shown, "marks change no letter and move none"
            assert len(shown) == 2
