"""Every size a terminal comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color

from explorer.lists import LIST_KINDS
from explorer.tui.comparison.compare import Compare
from explorer.tui.dialogs.help import HelpScreen
from explorer.tui.drawing.rendering import line_width
from explorer.tui.drawing.theme import THEMES
from explorer.tui.frame.chrome import Hints
from explorer.tui.keys.actions import ACTIONS, actions_in, find, key_name
from tests.tui.screen import browser, excerpt, lines, press, running, settle, text


@pytest.mark.parametrize("width", [40, 60, 80, 120])
async def test_footer_hints_are_whole_and_fit(sample: Path, width: int) -> None:
    async with running(sample, (width, 24)) as (app, pilot):
        for keys in ((), ("4",), ("slash",), ("escape", "r")):
            await press(pilot, *keys)
            hints = app.screen.query_one(Hints)
            line = hints.line(width)
            assert line_width(line) <= width + 2  # what may stand out is the space after the last word
            words = "".join(run.text for run in line)
            shown = [action for action in hints.actions if f"{key_name(action.keys[0])}" in words]
            assert shown
            assert lines(app)[-1].rstrip() == words.rstrip()
            assert all(
                any(f"{key_name(action.keys[0])}" in words and action.label in words for action in hints.actions)
                for action in shown
            )


def test_hints_leave_out_the_least_important_first_and_end_with_what_leads_to_all_others() -> None:
    hints = Hints()
    for place in ("list", "matrix", "search"):
        hints.offer(actions_in(place))
        shown = {width: _shown(hints, width) for width in (40, 60, 80, 120, 300)}
        for before, after in zip(shown, list(shown)[1:], strict=False):
            assert set(shown[before]) <= set(shown[after])
            assert len(shown[before]) <= len(shown[after])
        assert all(last[-1].startswith("help") for last in shown.values())
        ranks = [find(each).rank for each in shown[300] if each not in ("palette", "help", "help_typed")]
        assert ranks == sorted(ranks)
        assert len(shown[300]) <= 10, "more would be no help"


def _shown(hints: Hints, width: int) -> list[str]:
    runs = hints.line(width)
    words = "".join(run.text for run in runs)
    for start, end, target in hints.targets:
        assert words[start:end].split() == [key_name(find(target).keys[0]), *find(target).label.split()]
    assert len(words) <= width
    return [target for _, _, target in hints.targets]


async def test_no_count_is_cut_and_why_a_row_was_found_is_told_below_where_it_has_no_room(
    sample: Path, large: Path, at_once: None
) -> None:
    async with running(large, (60, 20)) as (app, pilot):
        for key in ("1", "2", "3"):
            await press(pilot, key)
            assert "3 Claims 1,200" in text(app)
            assert "…" not in lines(app)[2]
        await press(pilot, "slash", *"company 7", "enter")
        assert "…" not in lines(app)[2]
        found = str(browser(app).pane("claim").count)
        assert found in lines(app)[2] or found.partition("/")[0] in lines(app)[2]
    async with running(sample, (80, 24)) as (app, pilot):
        await press(pilot, "slash", *"lund", "enter")
        pane = browser(app).pane("claim")
        row = pane.row
        pane.explain({row: "named: because the paper of the union tells of it at great length"})
        assert "named: because the paper of the" in lines(app)[-1 - browser(app).compare().outer_size.height - 1]
        pane.explain({row: "named"})
        assert pane.border_subtitle is None, "that stands in the row"
        pane.move_to(pane.cursor + 1)
        assert pane.border_subtitle is None


async def test_a_small_terminal_shows_one_pane_and_enter_leads_to_the_comparison(sample: Path) -> None:
    async with running(sample, (40, 12)) as (app, pilot):
        assert "3 Claims 3" in text(app)
        assert "4 Comparison" not in text(app)
        await press(pilot, "enter")
        assert "4 Comparison" in text(app)
        assert "3 Claims" not in text(app)
        assert "A Norvik to shut Lund plant" in text(app)
        assert "will shut its" in text(app)
        await press(pilot, "n")
        assert "B Norvik’s Lund exit" in text(app)
        assert "may close the Lund" in text(app)
        await press(pilot, "escape")
        assert "3 Claims" in text(app)
        for key, title in (("1", "1 Sources"), ("2", "2 Entities")):
            await press(pilot, key)
            assert title in text(app)


async def test_the_search_line_of_a_small_terminal_appears_when_asked(sample: Path) -> None:
    async with running(sample, (40, 12)) as (app, pilot):
        assert "Search sources" not in text(app)
        await press(pilot, "slash", *"lund")
        assert lines(app)[1].startswith(" / lund")
        await press(pilot, "enter")
        assert lines(app)[1].startswith(" / lund")
        await press(pilot, "escape")
        assert "/ " not in lines(app)[1]
        await pilot.resize_terminal(120, 36)
        await settle(pilot)
        app.screen.set_focus(browser(app).searchbar.input)  # as a click does
        await settle(pilot)
        await pilot.resize_terminal(40, 12)
        await settle(pilot)
        assert lines(app)[1].startswith(" / "), "it stays where one types when the screen gets small"
        assert app.focused is browser(app).searchbar.input


@pytest.mark.parametrize("size", [(40, 12), (60, 15), (60, 20), (80, 24), (100, 18), (120, 17), (200, 20), (300, 100)])
async def test_the_excerpt_in_focus_is_in_view_at_every_size(sample: Path, size: tuple[int, int]) -> None:
    async with running(sample, size) as (app, pilot):
        ground = Color.parse(THEMES["dark"].variables["mark"]).rich_color
        await press(pilot, "4")
        for _ in range(3):
            strips = app.screen._compositor.render_strips(app.size)
            seen = "".join(words for strip in strips for words, style, _ in strip if style and style.bgcolor == ground)
            assert excerpt(app)[:3] in seen, excerpt(app)
            await press(pilot, "n")


@pytest.mark.parametrize("size", [(30, 8), (39, 40), (120, 11), (10, 3)])
async def test_too_small_is_said_in_one_line(sample: Path, size: tuple[int, int]) -> None:
    async with running(sample, size) as (app, _):
        words = " ".join(line.strip() for line in lines(app) if line.strip())
        said = f"Terminal too small ({size[0]}×{size[1]}): needs 40×12"
        assert words == said if size[0] >= 39 else said.startswith(words[:7])


async def test_a_wide_terminal_has_the_lists_beside_the_comparison(sample: Path) -> None:
    async with running(sample, (200, 60)) as (app, _):
        compare = browser(app).compare()
        assert compare.region.x > 50
        assert compare.region.y == browser(app).pane("source").region.y
        assert excerpt(app).startswith("Norvik Motors will shut")


async def test_lists_keep_their_widths_where_the_narrowest_has_room_and_else_widen_with_the_focus(sample: Path) -> None:
    async with running(sample, (120, 30)) as (app, pilot):
        lists = [browser(app).pane(kind) for kind in LIST_KINDS]
        for columns, jumps in ((120, False), (100, True), (130, False)):
            await pilot.resize_terminal(columns, 30)
            widths = set()
            for key in "123":
                await press(pilot, key)
                await settle(pilot)
                widths.add(tuple(pane.outer_size.width for pane in lists))
            assert all(sum(each) == columns for each in widths)
            assert (len(widths) > 1) is jumps, columns
        assert lists[0].outer_size.width >= 30


async def test_the_screen_follows_the_terminal_live(sample: Path) -> None:
    async with running(sample, (200, 60)) as (app, pilot):
        await press(pilot, "n")
        for size in ((120, 36), (80, 24), (40, 12), (20, 5), (44, 14), (300, 100), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert len(lines(app)) == size[1]
        assert excerpt(app) == "Norvik (NRVK) may close the Lund plant"
        assert app.focused is browser(app).pane("claim"), "the keyboard is where it was, also after (20, 5)"
        await press(pilot, "4")
        assert isinstance(app.focused, Compare)


async def test_every_page_of_the_help_is_reachable_on_a_small_terminal(sample: Path) -> None:
    async with running(sample, (40, 12)) as (app, pilot):
        await press(pilot, "question_mark")
        screen = app.screen
        assert isinstance(screen, HelpScreen)
        told = "\n".join("".join(run.text for run in line) for line in screen.text.lines)
        assert all(action.help.split()[0] in told for action in ACTIONS)
        first = text(app)
        await press(pilot, "pagedown")
        assert text(app) != first
        pages = len(screen.text.lines) // (screen.text.size.height - 1) + 1
        screen.move(0, pages=pages)
        await settle(pilot)
        assert "".join(run.text for run in screen.text.lines[-1]).strip() in text(app)
        await press(pilot, "escape")
        assert app.screen is browser(app)


async def test_all_choices_of_a_menu_and_the_beginning_of_what_they_give_fit_the_least_screen(sample: Path) -> None:
    async with running(sample, (40, 12)) as (app, pilot):
        await press(pilot, "Y")
        shown = text(app)
        assert all(style in shown for style in ("Plain quote", "Markdown", "APA 7", "BibTeX", "CSL-JSON"))
        assert "“Norvik Motors will shut" in shown
        assert "Enter copies · Esc leaves" in shown


async def test_on_a_low_screen_the_tour_leaves_room_for_an_excerpt(sample: Path) -> None:
    async with running(sample, (60, 20)) as (app, pilot):
        await press(pilot, "f4")
        assert "New here?" in text(app)
        assert "every key" in text(app)
        assert excerpt(app)[:20] in text(app)
        for size, is_whole in (((60, 30), True), ((60, 20), False)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert ("mark rows" in text(app)) is is_whole
            assert "every key" in text(app)
