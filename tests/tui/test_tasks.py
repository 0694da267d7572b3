"""What people come for, from a cold start and by keyboard alone: each within as many keys as README promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from explorer.tui.app import Explorer
from explorer.tui.views.reader import ReaderScreen
from tests.tui.screen import press, running, settle, text, toasts


class Counted:
    """Presses keys and counts them; what is typed as a word does not count."""

    def __init__(self, app: Explorer, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.keys = 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await press(self.pilot, *keys)

    async def type(self, word: str) -> None:
        await press(self.pilot, *word)

    @property
    def shown(self) -> str:
        """The screen without the frames of its panes, as running words."""
        return " ".join(text(self.app).translate(dict.fromkeys(map(ord, "┃│▌"), " ")).split())


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where what is copied goes."""
    monkeypatch.setenv("EXPLORER_CLIPBOARD", f"sh -c 'cat > {tmp_path / 'clipboard'}'")
    return tmp_path / "clipboard"


async def test_who_first_reported_a_claim_takes_three_keys_and_a_word(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        reader = Counted(app, pilot)
        await reader.press("slash")
        await reader.type("lund plant")
        await reader.press("enter", "O")
        assert reader.keys <= 6
        assert "First in this folder: Baltic Wire" in reader.shown
        assert "three people familiar with the plan" in reader.shown


async def test_what_a_rewrite_dropped_takes_one_key(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        reader = Counted(app, pilot)
        await reader.press("O")
        assert reader.keys <= 4
        assert "rewritten by" in reader.shown
        assert "on the way" in reader.shown


async def test_what_any_rewrite_dropped_takes_two_keys_from_a_claim_that_none_tells(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "slash", *"betrayal", "enter", "escape")
        reader = Counted(app, pilot)
        await reader.press("O")
        assert "a Rewrites" in reader.shown
        assert "rewritten by" not in reader.shown
        await reader.press("a")
        assert reader.keys <= 4
        assert "rewritten by" in reader.shown
        assert "on the way" in reader.shown
        await press(pilot, "j", "k", "r")
        assert isinstance(app.screen, ReaderScreen)
        await press(pilot, "escape")
        assert "rewritten by" in reader.shown, "the way back leads to all articles"
        await press(pilot, "a")
        assert "rewritten by" not in reader.shown


async def test_the_disagreements_on_an_entity_take_two_keys(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        reader = Counted(app, pilot)
        await reader.press("2", "D")
        assert reader.keys <= 5
        assert "2 disagreements on claims of Norvik Motors" in reader.shown
        assert "1,200 jobs" in reader.shown
        assert "1,500 jobs" in reader.shown


async def test_two_sources_on_one_claim_take_two_keys(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        reader = Counted(app, pilot)
        await reader.press("4", "d")
        assert reader.keys <= 4
        assert "A Norvik to shut" in reader.shown
        assert "B Norvik’s Lund exit" in reader.shown


async def test_an_apa_citation_takes_two_keys(sample: Path, copied: Path) -> None:
    async with running(sample) as (app, pilot):
        reader = Counted(app, pilot)
        await reader.press("Y", "a")
        await settle(pilot)
        assert reader.keys <= 3
        assert copied.read_text().endswith(
            "Norvik to shut Lund plant, Baltic Wire reports. (2025, March 4). Baltic Wire."
        )
        assert "APA 7 · Copied" in toasts(app)


async def test_three_marked_claims_as_markdown_take_five_keys(sample: Path, copied: Path) -> None:
    async with running(sample) as (app, pilot):
        reader = Counted(app, pilot)
        await reader.press("space", "space", "space", "E", "m")
        await settle(pilot)
        assert reader.keys <= 6
        assert len([line for line in copied.read_text().splitlines() if line.startswith("## ")]) == 3
