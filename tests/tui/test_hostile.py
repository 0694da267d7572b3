"""Whatever an article holds, the screen shows it as it is and does nothing it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer import clipboard
from explorer.clipboard import Copied
from explorer.store.reader import Database
from explorer.text.inert import is_inert, make_inert
from explorer.tui.app import Explorer
from tests.tui.hostile import STRINGS, hostile_database
from tests.tui.screen import browser, lines, press, running, text

_SELECTORS = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")  # which are not drawn


def drawn(words: str) -> str:
    """How these words stand on the screen."""
    return re.sub(r"\s+", " ", _SELECTORS.sub("", make_inert(words))).strip()


def shown(app: Explorer) -> str:
    """The screen as one run of words, without the frame around them."""
    return re.sub(r"[\s│┃─━]+", " ", text(app))


@pytest.mark.parametrize("attack", STRINGS, ids=range(len(STRINGS)))
async def test_every_pane_shows_it_and_nothing_else_happens(
    tmp_path: Path, attack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy(text: str, *, osc52: Callable[[str], None] | None = None) -> Copied:
        return Copied("testclip", True, "", f"Copied (testclip) X{attack}")

    monkeypatch.setattr(clipboard, "copy", copy)
    async with running(hostile_database(tmp_path, attack), (170, 50)) as (app, pilot):
        for keys, prefixes in (
            ((), "TNCEODR"),
            (("2",), "NA"),
            (("1",), "TBZWPFE"),
            (("enter", "3", "enter"), "BC"),
            (("r",), "TBWE"),
            (("escape", "y"), "X"),
            (("Y",), ""),
        ):
            await press(pilot, *keys)
            body = shown(app)
            assert app.is_running
            assert is_inert(text(app))
            for prefix in prefixes:
                assert drawn(prefix + attack) in body, (keys, prefix)
            assert len(lines(app)) == 50


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 36)])
@pytest.mark.parametrize("attack", ["[@click=app.quit]x[/]", "中文字符 漢字", "\x1b[2J\u202e"])
async def test_it_survives_small_terminals(tmp_path: Path, size: tuple[int, int], attack: str) -> None:
    async with running(hostile_database(tmp_path, attack), size) as (app, pilot):
        for key in ("1", "2", "3", "enter", "n", "r", "escape", "question_mark"):
            await press(pilot, key)
            assert is_inert(text(app))
            assert app.is_running


async def test_a_click_on_an_article_runs_nothing(tmp_path: Path) -> None:
    async with running(hostile_database(tmp_path, "[@click=app.quit]x[/]")) as (app, pilot):
        for y, line in enumerate(lines(app)):
            for found in re.finditer(r"\[@click", line):
                await pilot.click(offset=(found.start() + 3, y))
        assert app.is_running
        assert app.return_value is None


async def test_a_search_for_it_shows_it(tmp_path: Path) -> None:
    async with running(hostile_database(tmp_path, "[smith2020]")) as (app, pilot):
        await press(pilot, "slash", *"smith")
        assert "search “smith”" in lines(app)[0]
        assert "T[smith2020]" in text(app)
        assert list(browser(app).pane("claim").rows) == [1]


def test_the_corpus_is_hostile(tmp_path: Path) -> None:
    with Database.open(hostile_database(tmp_path, "\x1b[2J")) as database:
        assert not is_inert(database.items("claim", [1])[0].text)
