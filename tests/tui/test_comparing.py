"""What a reader does in the comparison: words against words, more or less around them, columns locked or freed."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.tui.app import Explorer
from explorer.tui.comparison.compare import Compare
from explorer.tui.comparison.painter import LaidColumn
from explorer.tui.drawing.rendering import Run
from explorer.tui.drawing.wording import letter
from explorer.tui.explore import following
from explorer.tui.explore.ahead import Ahead
from explorer.tui.explore.browser import Browser
from tests.tui.screen import browser, excerpt, lines, press, running, text, toasts, until

REWRITE = "Norvik Motors is closing its factory in Lund, eliminating 1,500 jobs by the summer"


def row_of(shown: list[str], words: str) -> int:
    return next(number for number, line in enumerate(shown) if words in line)


def caption(app: Explorer) -> str:
    """What stands in the lower edge of the comparison, over which a toast may lie."""
    return str(browser(app).compare().border_subtitle)


async def test_accounts_are_read_word_by_word_and_back_again(sample: Path) -> None:
    async with running(sample, (120, 48)) as (app, pilot):
        await press(pilot, "4", "l", "l")
        assert excerpt(app) == REWRITE
        shown = lines(app)
        assert row_of(shown, "will shut its plant") == row_of(shown, "is closing its")
        await press(pilot, "d")
        body = text(app)
        assert "word by word: [-only A-]" in body
        assert "eliminating 1,500+}" in body
        assert "will shut" in body, "the other account stands beside it as it is"
        assert excerpt(app) == REWRITE, "what is cited stays the article's own words"
        await press(pilot, "d")
        assert "{+" not in text(app)
        await press(pilot, "2", "d")
        assert "takes two accounts of one claim: 3 goes to the claims" in toasts(app)


async def test_any_two_of_several_accounts_are_read_word_by_word(bridge: Path) -> None:
    async with running(bridge, (120, 36)) as (app, pilot):
        await press(pilot, "4", "d")
        assert "A held against B word by word" in caption(app)
        assert "[-on" in text(app)
        assert "1 May 2024-] {+for lorries+}" in text(app)
        await press(pilot, "l")
        assert "A held against B word by word" in caption(app), "what is gone to is what it is compared with already"
        for other in "CD":
            await press(pilot, "l")
            assert f"A held against {other} word by word" in caption(app)
        assert "The Karsund bridge was [-closed on" in text(app)
        await press(pilot, "h", "h", "h")
        assert browser(app).compare().stop == (0, 0, 0)
        assert "A held against B word by word" in caption(app), "back on it, the one beside it was gone to last"
        await press(pilot, "d", "l", "d", "l", "l")
        assert "B held against D word by word" in caption(app)
        assert "The Karsund bridge was [-closed for" in text(app)
        await press(pilot, "d")
        assert "word by word" not in text(app)


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_matches_of_a_search_are_gone_to_and_marked_while_words_are_compared(
    bridge: Path, size: tuple[int, int]
) -> None:
    async with running(bridge, size) as (app, pilot):
        await press(pilot, "slash", *"bridge closed", "enter", "4", "d")
        compare = browser(app).compare()
        count = len(compare.found)
        for _ in range(count):
            await press(pilot, "n")
        assert compare.match == compare.found[-1]
        assert f"match {count}/{count}" in text(app)
        await press(pilot, "h")
        assert compare._laid is not None
        column = next(each for each in compare._laid.columns.values() if any("[-" in run.text for run in body(each)))
        assert any(run.ink.startswith(("match", "here")) for run in body(column))


def body(column: LaidColumn) -> list[Run]:
    return [run for line in column.body for run in line]


async def test_context_grows_and_shrinks_and_is_kept_for_the_next_claim(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        assert "It is a betrayal of" in text(app)
        await press(pilot, "minus")
        assert "sentences alone" in text(app)
        assert "It is a betrayal of" not in text(app)
        await press(pilot, "minus")
        assert "There is no less to show." in toasts(app)
        await press(pilot, "n")
        assert excerpt(app) == "Norvik (NRVK) may close the Lund plant"
        await press(pilot, "plus", "plus", "plus")
        assert excerpt(app) == "Norvik (NRVK) may close the Lund plant", "what is in focus stays in focus"
        await press(pilot, "plus")
        assert "There is no more to show here" in toasts(app)
        await press(pilot, "3", "G")
        assert "whole articles" in caption(app)


async def test_columns_scroll_together_until_they_are_freed(sample: Path) -> None:
    async with running(sample, (120, 24)) as (app, pilot):
        await press(pilot, "4", "plus", "plus")
        compare = browser(app).compare()
        before = dict(compare._offsets)
        await press(pilot, "j", "j")
        moved = {index: offset - before[index] for index, offset in compare._offsets.items()}
        assert set(moved.values()) == {2}
        await press(pilot, "vertical_line")
        assert "Each column scrolls on its own." in toasts(app)
        assert "scrolled each on its own" in caption(app)
        kept = dict(compare._offsets)
        await press(pilot, "k")
        changed = [letter(index) for index, offset in compare._offsets.items() if offset != kept[index]]
        assert changed == ["A"]
        await press(pilot, "vertical_line")
        assert "The columns scroll together." in toasts(app)


async def test_what_does_not_fit_is_said_and_reached(sample: Path) -> None:
    async with running(sample, (80, 24)) as (app, pilot):
        assert "A–B of 3 sources · 1 more →" in text(app)
        await press(pilot, "4", "l", "l")
        assert "← 1 more · B–C of 3 sources" in text(app)
        await press(pilot, "d")
        assert "C held against A word by word" in text(app), "both that are compared are in view"
        await press(pilot, "d", "h")
        assert isinstance(app.focused, Compare)
        assert excerpt(app) == "Norvik (NRVK) may close the Lund plant"
        await press(pilot, "enter")
        assert "Full text" in text(app)
        assert "may close the Lund plant" in text(app)
        await press(pilot, "escape")
        assert isinstance(app.focused, Compare)


async def test_a_click_on_a_further_account_leads_to_it(sample: Path) -> None:
    async with running(sample, (100, 60)) as (app, pilot):
        shown = lines(app)
        rule = row_of(shown, "1 further account")
        assert REWRITE not in " ".join(shown[:rule])
        places = list(browser(app).compare().jump_places())
        assert "│  C (no title) news/rewrite.txt" in lines(app)[browser(app).compare().content_region.y + places[-1].y]
        await pilot.click(offset=(20, rule + 2))
        await press(pilot)
        assert excerpt(app) == REWRITE
        assert "further account" in text(app), "now another one has no column"


async def test_keys_of_what_is_not_in_view_say_so(sample: Path) -> None:
    async with running(sample, (40, 12)) as (app, pilot):
        await press(pilot, "d")
        assert "not in view: 4 goes to it" in toasts(app)
        await press(pilot, "4", "vertical_line")
        assert "There is only one column to scroll." in toasts(app)
        await press(pilot, "d")
        assert "[-" in text(app), "stacked, the account below is brought into view"


@pytest.mark.parametrize("key", ["d", "plus", "minus", "vertical_line"])
async def test_where_nothing_is_compared_no_key_speaks_of_an_article(sample: Path, key: str) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"qqxxzz", "enter")
        browser(app).do_comparison()
        await press(pilot, key)
        assert "There is nothing to compare here." in toasts(app)
        assert "article" not in toasts(app)


async def test_the_first_key_is_answered_at_once_and_what_a_held_one_passes_is_not_read(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_HELD", 600.0)  # however slow the machine is
    monkeypatch.setattr(Ahead, "get", lambda *_, **__: None)  # what is known rests neither
    async with running(sample) as (app, pilot):
        main, read = browser(app), list[str]()
        monkeypatch.setattr(main.loader, "load_comparison", lambda _, row, **__: read.append(row))
        rows = [item.id for item in app.database.items("claim", [1, 2, 3])]
        monkeypatch.setattr(Browser, "DEBOUNCE", 60.0)
        main._moved_at = 0.0
        await press(pilot, "j")
        assert read == [rows[1]], "at once"
        await press(pilot, "j")
        assert read == [rows[1]], "not before it is let go"
        monkeypatch.setattr(Browser, "DEBOUNCE", 0.01)
        await press(pilot, "g")
        await until(pilot, lambda: len(read) > 1)
        assert read == [rows[1], rows[0]]
