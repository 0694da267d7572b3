"""What a test sees of the application: the drawn lines, the toasts, and a way to wait that never sleeps."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from itertools import zip_longest
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual import _wait, events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled

from explorer.lists import Results, SearchKind
from explorer.search import Searcher
from explorer.store.reader import Database
from explorer.tui.app import Explorer
from explorer.tui.explore.browser import Browser
from explorer.tui.lists.panes import Pane
from explorer.tui.views.reader import ReaderScreen

_PATIENCE = 30.0  # seconds for which what is still to come is awaited: what takes longer does not come


@contextmanager
def opened(path: Path) -> Iterator[Explorer]:
    """The application on a database, not yet running."""
    with Database.open(path) as database:
        yield Explorer(database)


@asynccontextmanager
async def running(path: Path, size: tuple[int, int] = (120, 36)) -> AsyncIterator[tuple[Explorer, Pilot[int]]]:
    """The application running, its first comparison shown, and read what it reads by itself once it has a moment."""
    with opened(path) as app:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await settle(pilot)
            browser(app).settle_engine()
            browser(app).read_own()
            await settle(pilot)
            yield app, pilot


async def idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """As Textual's, which takes the program for idle when it uses little of the processor; and until no turn is due.

    On a busy machine a program uses little because it gets little: messages wait all the same.
    """
    await _wait.wait_for_idle(min_sleep, max_sleep)
    await _no_turn_due()


async def _no_turn_due() -> None:
    """Wait until all tasks of the event loop wait for something: a timer, a thread or a key."""
    loop: Any = asyncio.get_running_loop()
    await asyncio.sleep(0)
    while loop._ready:
        await asyncio.sleep(0)


async def settle(pilot: Pilot[int]) -> None:
    """Wait until no thread works and no message waits."""
    is_settled = False
    while not is_settled:
        for _ in range(3):
            await pilot.pause(0.001)  # without a number it waits for twenty milliseconds without work
            await _no_turn_due()
            while any(not worker.is_finished for worker in pilot.app.workers):
                with suppress(WorkerCancelled):  # what nobody wants any more; the others go on
                    await pilot.app.workers.wait_for_complete()
                await _no_turn_due()
        await pilot.pause()
        await _no_turn_due()
        is_settled = all(worker.is_finished for worker in pilot.app.workers)


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Wait until something holds, and not for more than that; fail where it never does."""
    end = monotonic() + _PATIENCE
    while not holds():
        assert monotonic() < end, f"it never held:\n{text(pilot.app)}"
        await pilot.pause(0.01)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, each one's effect awaited; of a word that is typed into a line, that of the last letter.

    Without keys, what goes on is awaited.
    """
    if not keys:
        await settle(pilot)
    for key, after in zip_longest(keys, keys[1:], fillvalue=""):
        if len(key) == len(after) == 1 and isinstance(pilot.app.focused, Input):
            type_at_once(pilot.app, key)
        else:
            await pilot.press(key)
            await settle(pilot)


def lines(app: App[int]) -> list[str]:
    """What stands on the screen, line by line."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)
    assert len(strips) == height
    assert all(strip.cell_length == width for strip in strips)
    return [strip.text for strip in strips]


def text(app: App[int]) -> str:
    """The whole screen as one string."""
    return "\n".join(lines(app))


def toasts(app: Explorer) -> str:
    """Titles and messages of the toasts that are up."""
    return "\n".join(f"{toast.title}\n{toast.message}" for toast in app._notifications)


def browser(app: Explorer) -> Browser:
    """The main screen, whatever lies over it."""
    screen = app.screen_stack[0]
    assert isinstance(screen, Browser)
    return screen


def excerpt(app: Explorer) -> str:
    """The words of the evidence in focus, read from the text of record."""
    focus = browser(app).compare().focus_excerpt
    assert focus is not None
    assert focus.stop is not None
    return " … ".join(focus.source.text[span.start : span.end] for span in focus.stop.spans)


def opened_at(app: Explorer) -> tuple[str, str]:
    """The full text on the screen: the file of its source, and the words that stand in focus."""
    reader = app.screen
    assert isinstance(reader, ReaderScreen)
    focus = reader.compare().focus_excerpt
    assert focus is not None
    assert focus.stop is not None
    whole = focus.stop.whole
    return focus.source.path, focus.source.text[whole.start : whole.end]


def type_at_once(app: App[int], *keys: str) -> None:
    """All keys before the first of them is dealt with."""
    names = {"enter": "\r", "escape": "\x1b", "backspace": "\x7f", "tab": "\t"}
    for key in keys:
        app.post_message(events.Key(key, "/" if key == "slash" else names.get(key, key if len(key) == 1 else None)))


def hold_searches(
    monkeypatch: pytest.MonkeyPatch, is_held: Callable[[str, SearchKind], bool] = lambda _query, _kind: True
) -> threading.Event:
    """Hold these searches back, as broad ones in a large file would be, until the event is set."""
    release, find = threading.Event(), Searcher.find

    def slow(self: Searcher, query: str, kind: SearchKind, **more: Any) -> Results:
        assert not is_held(query, kind) or release.wait(120)
        return find(self, query, kind, **more)

    monkeypatch.setattr(Searcher, "find", slow)
    return release


async def rested(pilot: Pilot[int]) -> None:
    """Wait for what comes after a rest of the fingers, too."""
    for _ in range(4):
        await pilot.pause(0.004)
        await settle(pilot)


def rows(app: Explorer, kind: str) -> list[int]:
    """The row numbers that a list shows."""
    return list(next(pane for pane in browser(app).query(Pane) if pane.kind == kind).rows)
