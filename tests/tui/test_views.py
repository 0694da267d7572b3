"""Views: each opens from each, for the row in focus and with the filters of now; what is slow or fails is said."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.widget import Widget

from explorer.errors import DatabaseError
from explorer.models import DisagreementKind
from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.tui.frame.commands import CommandScreen
from explorer.tui.reading.entries import Entry, Goal, Section
from explorer.tui.reading.places import ViewId, screen_of
from explorer.tui.views.base import ViewScreen
from explorer.tui.views.dispute_panes import KindLine
from explorer.tui.views.sheet import lay_out
from explorer.views.scope import Scope
from tests.factories import VERSIONS, sample_resolution
from tests.tui.screen import browser, lines, press, running, settle, text, toasts, until

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

    def slow(self: Any, database: Database, scope: Scope) -> object:
        began.set()
        while not scope.cancelled():
            threading.Event().wait(0.002)
        ended.set()
        return original(self, database, scope)

    monkeypatch.setattr(screen_of("matrix"), "make", slow)
    async with running(sample) as (app, pilot):
        await pilot.press("M")
        await until(pilot, lambda: began.is_set() and "Reading …" in text(app))
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
    began, goes_on, original = threading.Event(), threading.Event(), screen_of("matrix").make

    def slow(self: Any, database: Database, scope: Scope) -> object:
        was_first, model = not began.is_set(), original(self, database, scope)
        began.set()
        assert not was_first or goes_on.wait(120)
        return model

    monkeypatch.setattr(screen_of("matrix"), "make", slow)
    async with running(sample) as (app, pilot):
        await pilot.press("M")
        await until(pilot, began.is_set)
        await pilot.press("f")
        goes_on.set()
        await settle(pilot)
        assert "3 claims × 3 sources" in text(app)
        assert "left out" not in text(app)


async def test_a_view_that_cannot_be_read_says_why_in_one_line(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Any, database: Database, scope: Scope) -> object:
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


async def test_without_a_single_claim_each_place_says_so_and_what_leads_on(tmp_path: Path) -> None:
    bare = replace(
        sample_resolution(), entities=(), claims=(), disagreements=(), derivations=(), suggestions=(), kin=()
    )
    write(bare, tmp_path / "data.db", VERSIONS)
    async with running(tmp_path / "data.db", (80, 24)) as (app, pilot):
        assert "This database holds no claims" in text(app)
        assert "1 goes to them, r reads one" in text(app)
        for key in ("M", "D", "I"):
            await press(pilot, "3", key)
            assert "leads back" in " ".join(text(app).split()), key
            here = app.screen
            await press(pilot, "i")
            assert app.screen is here
            assert "Nothing to tell about" in toasts(app)
            await press(pilot, "escape")
        await press(pilot, "1", "r")
        assert "Full text" in text(app)


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


def test_labels_have_their_ink_at_every_width_and_nothing_is_ruled_off_from_nothing() -> None:
    for width in (40, 80):
        drawn = [[(run.text, run.ink) for run in line] for line in lay_out("", TREE, width).lines]
        assert any(text.strip().removesuffix(":") == "label" and ink == "label" for line in drawn for text, ink in line)
        assert any("alone" in text and ink == "text" for line in drawn for text, ink in line)
    alone = lay_out("", (Section("Nothing was found", ()),), 80)
    assert not any("─" in run.text for line in alone.lines for run in line)


@pytest.mark.parametrize(
    ("width", "chosen", "told"),
    [
        (80, None, " [all 20] number 3  date 2  attribution 11  modality 4 "),
        (24, None, " [all 20] number 3 …"),
        (24, "modality", "…[modality 4]"),
    ],
)
def test_kinds_that_do_not_fit_their_line_are_told_to_be_there(
    width: int, chosen: DisagreementKind | None, told: str
) -> None:
    line = KindLine()
    line.kinds, line.kind = (("number", 3), ("date", 2), ("attribution", 11), ("modality", 4)), chosen
    assert "".join(run.text for run in line.line(width)) == told
