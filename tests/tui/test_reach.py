"""Everything can be reached: by its key, by its name in the palette, by the mouse, by one letter in jump mode."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.models import Span
from explorer.tui.app import Explorer
from explorer.tui.comparison.compare import Compare
from explorer.tui.dialogs.palette import Command, PaletteScreen, commands_like
from explorer.tui.drawing.rendering import line_width
from explorer.tui.frame.chrome import Hints, OneLine, TopLine
from explorer.tui.frame.jump import JumpScreen, targets_on
from explorer.tui.keys.actions import ACTIONS, PLACES, Action, Context, actions_in, find, meant
from explorer.tui.keys.fuzzy import best, found_by_words, marks, worth
from explorer.tui.lists.searchbar import QueryInput
from explorer.tui.reading.places import ViewId
from explorer.tui.views.about import AboutScreen
from explorer.tui.views.matrix import MatrixScreen
from explorer.tui.views.reader import ReaderScreen
from tests.tui.screen import browser, lines, press, running, settle, text, toasts, until


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_key_a_name_and_a_way_for_the_mouse(action: Action) -> None:
    for place in action.contexts:
        assert all(meant(key, place) is action for key in action.keys)
        by_name = place != "search" and find("palette") in actions_in(place)
        if by_name and action.id != "palette":
            commands = [Command(each) for each in actions_in(place)]
            found = commands_like(commands, f"{action.label} {action.id.replace('_', ' ')}")
            assert any(command.action is action for command in found)
        assert by_name or action.rank or action.no_mouse, f"{place}: no hint, no palette and no word on why"


def test_the_palette_and_the_help_have_a_hint_wherever_they_can_be_called() -> None:
    for place in PLACES:
        assert all(action.rank for action in actions_in(place) if action.id in ("palette", "help"))


def test_words_count_for_more_than_letters() -> None:
    def words(name: str) -> tuple[str, str]:
        return name, "to the next theme" if name == "Theme" else ""

    names = ["Timeline", "Theme", "Matrix", "Retime"]
    assert best(names, "time", words) == ["Timeline", "Retime"]
    assert best(names, "tme", words) == ["Timeline", "Theme", "Retime"], "letters in their order, in the name alone"
    assert best(names, "next", words) == ["Theme"]
    assert best(names, "x y z", words) == []
    assert best(names, "  ", words) == names
    assert worth("theme next", "Theme", "to the next theme") > worth("theme", "Retheme")
    assert found_by_words("the", "Theme")
    assert not found_by_words("tme", "Theme")
    assert marks("E", "Theme") == [Span(2, 3)]
    assert marks("i", "İstanbul") == [], "lower case of another length marks nothing wrong"


@pytest.mark.parametrize(
    ("task", "action"),
    [("who reported first", "origins"), ("dropped", "origins"), ("contradict", "disagreements"),
     ("compare", "word_diff"), ("apa", "style"), ("markdown", "export"), ("date", "timeline"), ("exit", "quit"),
     ("find", "search")],
)  # fmt: skip
def test_what_people_come_for_is_found_by_their_own_words(task: str, action: str) -> None:
    commands = [Command(each) for each in actions_in("list")]
    assert action in [command.action.id for command in commands_like(commands, task)][:2]


async def test_the_palette_does_what_is_named_and_says_why_it_cannot(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    suspended: list[str] = []
    monkeypatch.setattr(Explorer, "action_suspend_process", lambda _: suspended.append("by its name"))
    async with running(sample) as (app, pilot):
        await press(pilot, "colon", *"suspend", "enter")
        assert suspended
        await press(pilot, "colon")
        assert isinstance(app.screen, PaletteScreen)
        await press(pilot, *"read whole")
        first = app.screen.entries.entries[0]
        assert isinstance(first, Command)
        assert first.action.id == "source"
        await press(pilot, "enter")
        assert isinstance(app.screen, ReaderScreen)
        await press(pilot, "escape", "slash", *"xqzzk", "enter", "escape")
        await press(pilot, "escape")
        main = browser(app)
        await press(pilot, "2")
        while getattr(main.pane("entity").item, "name", "") != "IF Metall":
            await press(pilot, "j")
        await press(pilot, "i", "ctrl+p", *"cite")
        assert "Nothing to cite here" in text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, PaletteScreen), "what cannot be done leaves the palette open"
        assert "Nothing to cite here" in toasts(app)


async def test_what_is_no_action_is_looked_for_in_the_lists(sample: Path, at_once: None) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", "escape", "colon", *"holm")
        await until(pilot, lambda: "Sara Holm" in text(app))
        await settle(pilot)
        await press(pilot, "enter")
        assert app.screen is browser(app)
        assert getattr(browser(app).pane("entity").item, "name", "") == "Sara Holm"
        await press(pilot, "left_square_bracket")
        assert browser(app).following == "claim"


async def test_a_click_in_the_palette_does_it(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "colon", *"zoom")
        await pilot.click("#entries", offset=(4, 0))
        await settle(pilot)
        assert browser(app).zoomed
        await press(pilot, "z")
        await pilot.click("#claims", offset=(9, 2), button=3)
        await settle(pilot)
        assert isinstance(app.screen, PaletteScreen)
        assert browser(app).pane("claim").cursor == 1, "of the row under the pointer"
        await press(pilot, "escape")
        await pilot.click("#topline", offset=(3, 0))
        await settle(pilot)
        assert isinstance(app.screen, PaletteScreen)
        await pilot.click(offset=(0, 0))
        await settle(pilot)
        assert app.screen_stack[-1] is browser(app)


def place_of(line: OneLine, target: str) -> int:
    """A cell of a line that asks for `target`."""
    return next(start for start, _, each in line.targets if each == target) + 1


async def test_the_mouse_reaches_views_hints_crumbs_rows_and_borders(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)
        await pilot.click("#hints", offset=(place_of(main.query_one(Hints), "about"), 0))
        await settle(pilot)
        assert isinstance(app.screen, AboutScreen)
        await pilot.click("#topline", offset=(place_of(app.screen.query_one(TopLine), "explore"), 0))
        await settle(pilot)
        assert len(app.screen_stack) == 1
        await pilot.click("#sources", offset=(5, 2), times=2)
        await settle(pilot)
        assert [step.kind for step in main.steps.taken] == ["source"]
        await pilot.click("#topline", offset=(place_of(main.query_one(TopLine), "-1"), 0))
        await settle(pilot)
        assert not main.steps.taken
        await pilot.click("#compare", offset=(20, 0), times=2)
        await settle(pilot)
        assert main.zoomed
        assert isinstance(app.focused, Compare)


async def test_one_letter_jumps_to_a_pane_a_row_a_column_or_a_view(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)

        async def jump(near: Callable[[int, int], bool]) -> None:
            await press(pilot, "semicolon")
            jumping = app.screen
            assert isinstance(jumping, JumpScreen)
            target = next(target for target in jumping.targets if near(target.x, target.y))
            assert lines(app)[target.y][target.x] == target.letter
            await press(pilot, target.letter)
            assert app.screen is not jumping

        pane = main.pane("entity")
        await jump(lambda x, y: (x, y) == (pane.region.x, pane.region.y))
        assert app.focused is pane
        await jump(lambda x, y: (x, y) == (pane.content_region.x + 1, pane.content_region.y + 2))
        assert pane.cursor == 2
        await press(pilot, "3", "semicolon", "escape")
        assert app.screen is main
        letters = [target.letter for target in targets_on(main)]
        assert len(letters) == len(set(letters)) > 10
        body = main.compare().region
        await jump(lambda x, y: y > body.y + 1 and x > body.x + body.width // 3)
        assert isinstance(app.focused, Compare)


async def test_the_help_finds_keys_by_words_and_begins_with_the_place(sample: Path) -> None:
    async with running(sample, (80, 24)) as (app, pilot):
        await press(pilot, "i", "question_mark")
        assert "in About" in text(app)
        await press(pilot, *"citation style")
        shown = text(app)
        assert "Y " in shown
        assert "Previous row" not in shown
        await press(pilot, "escape")
        assert app.focused is app.screen.query_one(QueryInput)
        await press(pilot, *"kind:")
        assert "What a search may ask for" in text(app)
        await press(pilot, *"zzzz")
        assert "Nothing of this is in the help" in text(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, AboutScreen)
        await press(pilot, "question_mark", "question_mark")
        assert isinstance(app.screen, AboutScreen)
        await press(pilot, "escape", "slash", *"jobs", "f1")
        assert "What a search may ask for" in lines(app)[4] + lines(app)[5], "in the search line that comes first"
        await press(pilot, "escape")
        assert browser(app).context() == "search"


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("view", ["matrix", "disagreements", "about"])
def test_the_top_line_fits_names_the_view_and_leaves_crumbs_their_room(width: int, view: ViewId) -> None:
    for crumbs in ([], ["source Reuters"], ["entity A", "claim " + "very long words " * 9, "search “漢字 x”"]):
        top = TopLine("data.db", ["5 sources", "12 claims"], view)
        top.crumbs = crumbs
        runs = top.line(width)
        words = "".join(run.text for run in runs)
        assert line_width(runs) <= width
        assert ("▸" in words) == bool(crumbs)
        assert ("12 claims" in words) == (not crumbs and width > 100)
        assert all(crumb[-9:-1] in words for crumb in crumbs[-1:] if width >= 60), "the last one is whole"
        assert {target for _, _, target in top.targets} >= {"explore", "matrix", "origins", "disagreements", "timeline"}
        (here,) = [run.text.strip() for run in runs if run.ink == "here"]
        assert here.lower() == view or (width == 40 and here == "D" and crumbs)
        assert [words[start:end].strip() for start, end, target in top.targets if target == view] == [here]


def context_words() -> set[Context]:
    return set(PLACES)


def test_every_context_has_a_name_for_people() -> None:
    assert context_words() == {context for action in ACTIONS for context in action.contexts}


async def test_jump_mode_leaves_the_keys_of_hints_and_views_legible_and_takes_them(sample: Path) -> None:
    async with running(sample, (40, 12)) as (app, pilot):
        before = lines(app)[-1]
        assert before.startswith("Enter Filter")
        await press(pilot, "semicolon")
        jumping = app.screen
        assert isinstance(jumping, JumpScreen)
        assert lines(app)[-1] == before
        assert lines(app)[0].split()[1:] == ["eXplore", "M", "O", "D", "L"]
        await press(pilot, "M")
        assert isinstance(app.screen, MatrixScreen)
        await press(pilot, "semicolon")
        assert "Esc Back" in lines(app)[-1]
        await press(pilot, "escape")  # out of jump mode, and no step further
        assert isinstance(app.screen, MatrixScreen)
        await press(pilot, "semicolon", "question_mark")
        assert "type to find a key" in text(app)


async def test_a_letter_of_jump_mode_is_never_the_key_of_something_else_in_view(sample: Path) -> None:
    async with running(sample, (120, 36)) as (app, _):
        targets = targets_on(browser(app))
        keys = {target.key for target in targets if target.key}
        assert {"M", "O", "D", "L", "enter", "slash"} <= keys
        assert not keys & {target.letter for target in targets if not target.key}
