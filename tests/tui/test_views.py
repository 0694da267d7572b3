"""Views: each opens from each, for the row in focus and with the filters of now; what is slow or fails is said."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widget import Widget

from explorer.errors import DatabaseError
from explorer.store.reader import Database
from explorer.tui.frame.commands import CommandScreen
from explorer.tui.reading.entries import Entry, Goal, Section
from explorer.tui.reading.places import ViewId, screen_of
from explorer.tui.views.base import ViewScreen
from explorer.tui.views.sheet import lay_out
from explorer.views.scope import Scope
from tests.tui.screen import browser, lines, press, running, settle, text, toasts

Fill = Callable[[ViewScreen[object], Widget, object], None]
KEYS = {"M": "matrix", "O": "origins", "D": "disagreements", "L": "timeline"}


def view(app: object) -> str:
    screen = getattr(app, "screen", None)
    assert isinstance(screen, CommandScreen)
    return screen.view


async def test_each_view_opens_from_each_and_esc_leads_to_the_lists(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        main = browser(app)
        await press(pilot, "down")
        for here, name in KEYS.items():
            for there, other in KEYS.items():
                if here == there:
                    continue
                await press(pilot, here)
                assert view(app) == name
                assert len(app.screen_stack) == 2
                await press(pilot, there)
                assert view(app) == other
                assert len(app.screen_stack) == 2, "a view takes the place of the one before"
                await press(pilot, "escape")
                assert app.screen is main
        row = main.subject()
        await press(pilot, "M", "M")
        assert app.screen is main, "its own key leads out of a view"
        await press(pilot, "left_square_bracket", "left_square_bracket")
        assert app.screen is main
        assert main.subject() == row


async def test_filters_and_crumbs_go_with_the_reader(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "1", "enter", "3")
        chosen = browser(app).steps.taken[0]
        await press(pilot, "M")
        screen = app.screen
        assert isinstance(screen, screen_of("matrix"))
        assert screen.scope.filter.source == chosen.id
        assert "source" in lines(app)[0]
        await press(pilot, "D")
        assert isinstance(app.screen, screen_of("disagreements"))
        assert app.screen.scope.filter.source == chosen.id
        await press(pilot, "G", "escape")
        assert browser(app).steps.taken == (chosen,), "leaving a view gives no filter up"


async def test_a_view_that_is_slow_says_so_and_can_be_left(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began, ended, original = threading.Event(), threading.Event(), screen_of("matrix").make

    def slow(self: object, database: Database, scope: Scope) -> object:
        began.set()
        while not scope.cancelled():
            threading.Event().wait(0.002)
        ended.set()
        return original(self, database, scope)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(screen_of("matrix"), "make", slow)
    async with running(sample) as (app, pilot):
        await pilot.press("M")
        for _ in range(100):
            await pilot.pause(0.01)
            if "Reading …" in text(app):
                break
        assert began.is_set()
        assert "Reading …" in text(app)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen is browser(app)
        assert ended.is_set(), "nothing goes on in a thread that nobody waits for"


async def test_a_view_can_be_left_while_it_is_being_drawn(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(sample) as (app, pilot):
        views: dict[str, ViewId] = {
            "M": "matrix", "O": "origins", "D": "disagreements", "L": "timeline", "r": "source", "i": "about"
        }  # fmt: skip
        for key, name in views.items():
            kind = screen_of(name)

            def left(screen: ViewScreen[object], widget: Widget, model: object, fill: Fill = kind.fill) -> None:
                screen.do("leave")
                fill(screen, widget, model)

            monkeypatch.setattr(kind, "fill", left)
            await press(pilot, key)
            assert app.screen is browser(app)
            assert app.is_running


async def test_a_view_asked_for_otherwise_before_it_stands_is_shown_as_it_was_asked_for_last(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, original = threading.Event(), screen_of("matrix").make

    def slow(self: object, database: Database, scope: Scope) -> object:
        was_first, model = not began.is_set(), original(self, database, scope)  # type: ignore[arg-type]  # as it came
        began.set()
        for _ in range(1000):
            if not was_first or scope.cancelled():
                break
            threading.Event().wait(0.002)
        return model

    monkeypatch.setattr(screen_of("matrix"), "make", slow)
    async with running(sample) as (app, pilot):
        await pilot.press("M")
        assert began.wait(5)
        await press(pilot, "f")
        assert "3 claims × 3 sources" in text(app)
        assert "left out" not in text(app)


async def test_a_view_that_cannot_be_read_says_why_in_one_line(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object, database: Database, scope: Scope) -> object:
        raise DatabaseError("data.db is damaged; rebuild it with explorer build")

    monkeypatch.setattr(screen_of("matrix"), "make", broken)
    monkeypatch.setattr(screen_of("source"), "make", broken)
    async with running(sample, (60, 20)) as (app, pilot):
        await press(pilot, "r", "n")
        assert "No text is shown here." in toasts(app)
        await press(pilot, "escape", "M")
        shown = " ".join(text(app).split())
        assert "data.db is damaged; rebuild it with explorer build. Esc leads back." in shown
        assert "Back" in lines(app)[-1]
        assert "Cite" not in lines(app)[-1], "nothing is offered that needs something shown"
        for key in ("j", "enter", "y", "r", "i", "n"):
            await press(pilot, key)
        await press(pilot, "X")
        assert app.screen is browser(app)


TREE = (
    Section(
        "Tree",
        (
            Entry(
                "root", children=(Entry("leaf", indent=2), Entry("twig", indent=2, children=(Entry("bud", indent=4),)))
            ),
            Entry("alone", label="label", goal=Goal("claim", "c1")),
        ),
    ),
)


def test_a_fold_hides_what_stands_below_and_nothing_else() -> None:
    whole = lay_out("", TREE, 80)
    assert [entry.text for entry in whole.entries] == ["root", "leaf", "twig", "bud", "alone"]
    folded = lay_out("", TREE, 80, frozenset({(0, 0)}))
    assert [entry.text for entry in folded.entries] == ["root", "alone"]
    assert set(folded.marks.values()) == {"▸", "›"}
    assert [entry.text for entry in lay_out("", TREE, 80, frozenset({(0, 0, 1)})).entries][-2:] == ["twig", "alone"]


@pytest.mark.parametrize("width", [8, 40, 64, 120])
def test_every_entry_has_its_lines_at_every_width(width: int) -> None:
    laid = lay_out("a title", TREE, width)
    assert all(span.end > span.start for span in laid.rows)
    assert laid.rows[-1].end == len(laid.lines)
    assert lay_out("a title", (), width, nothing="Nothing here.").lines
