"""Fixtures of the screen's tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.notifications import Notification

from explorer.clipboard import Copied
from explorer.store.writer import write
from explorer.tui.explore.asking import Asking
from explorer.tui.explore.browser import Browser
from explorer.tui.reading.errands import Errands
from tests.bridge import bridge_database
from tests.factories import VERSIONS, large_resolution, sample_database
from tests.tui.screen import idle

_GLANCE = 0.005  # seconds for which is looked whether the program is idle
_LONG = 60.0  # seconds, longer than anything takes on any machine
_NEVER = 3600.0  # seconds


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The three accounts of one story, as a database."""
    return sample_database(tmp_path)


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    """The four accounts of the bridge."""
    return bridge_database(tmp_path)


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was given to the clipboard, which is nobody's here."""
    texts: list[str] = []

    def copy(words: str, **_: object) -> Copied:
        texts.append(words)
        return Copied("a test", True, "", "Copied")

    monkeypatch.setattr("explorer.clipboard.copy", copy)
    return texts


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison follows the cursor at once, no thread lingers, and nothing of the tester's terminal matters.

    Textual takes the program for idle when it has done next to nothing for 20 ms, and waits for that three times for
    each key: twice as long as the key takes. A fourth of that tells as well: `settle` waits for threads and messages.
    """
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", _GLANCE)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", _GLANCE / 20)
    for room in ("app", "pilot"):
        monkeypatch.setattr(f"textual.{room}.wait_for_idle", idle)
    monkeypatch.setattr(Browser, "DEBOUNCE", 0.0)
    monkeypatch.setattr(Errands, "LINGER", 0.0)
    monkeypatch.setattr("explorer.tui.explore.browser._SETTLED", 0.001)
    monkeypatch.setattr("explorer.tui.explore.browser._UNHURRIED", _NEVER)  # `running` does it, and tests that want it
    monkeypatch.setattr("explorer.tui.app._LOOK", _NEVER)
    for room in ("app", "frame.typed_ahead"):
        monkeypatch.setattr(f"explorer.tui.{room}.LONGEST", _LONG)  # a key that a dialog deals with takes what it takes
    monkeypatch.setattr("explorer.tui.frame.typed_ahead.BURST", _LONG)  # what a test types it types in one go
    monkeypatch.setattr("explorer.clipboard._TIMEOUT", _LONG)
    monkeypatch.setattr(Notification, "time_left", _NEVER)  # a toast is there when a test comes to look at it
    for name in ("NO_COLOR", "COLORFGBG", "COLORTERM", "TEXTUAL_COLOR_SYSTEM", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve hundred claims: "Company 0 sold 0 units." and so on."""
    path = tmp_path_factory.mktemp("large") / "data.db"
    write(large_resolution(1200), path, VERSIONS)
    return path


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What waits for a rest of the fingers does not wait here; searches are kept in a folder of the test."""
    monkeypatch.setattr(Asking, "IDLE", 0.002)
    monkeypatch.setattr(Asking, "SLOW", 0.002)
    monkeypatch.setattr(Errands, "RELIEF", 0.002)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
