"""Fixtures of the screen's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.tui.browser import Browser
from tests.factories import sample_database


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The three accounts of one story, as a database."""
    return sample_database(tmp_path)


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comparison follows the cursor at once, and nothing of the tester's terminal matters."""
    monkeypatch.setattr(Browser, "DEBOUNCE", 0.0)
    for name in ("NO_COLOR", "COLORFGBG", "TMUX"):
        monkeypatch.delenv(name, raising=False)
