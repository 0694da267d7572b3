"""`--ascii`: the same screen with signs that every terminal and font has."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from rich.cells import cell_len

import explorer.tui
from explorer.store.reader import Database
from explorer.tui.app import Explorer
from explorer.tui.drawing.glyphs import TABLE, plain
from explorer.tui.drawing.theme import Look
from tests.tui.screen import press, settle

OURS = sorted(Path(explorer.tui.__file__).parent.rglob("*.py"))


def test_every_sign_takes_one_cell_as_its_glyph_does() -> None:
    for code, sign in TABLE.items():
        assert sign.isascii()
        assert cell_len(sign) == cell_len(chr(code)) == 1, chr(code)


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_no_glyph_that_we_draw_lacks_a_sign(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {
        id(body[0].value)
        for node in ast.walk(tree)
        if (body := getattr(node, "body", None)) and isinstance(body, list) and isinstance(body[0], ast.Expr)
    }
    told = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
    ]
    assert not {char for text in told for char in plain(text) if not char.isascii()}


def test_at_least_and_differs_are_written_as_programmers_do() -> None:
    assert plain("≥ 1,000 of A ≠ B, 2024 … 2025") == ">=1,000 of A!= B, 2024...2025"
    assert plain("They fired the coach…") == "They fired the coach~", "what is cut does not end as what is whole"
    assert plain("Ærø · 漢字") == "Ærø . 漢字", "letters stay what they are"


async def test_the_screen_in_ascii_says_the_same(sample: Path) -> None:
    with Database.open(sample) as database:
        drawn = []
        for look in (Look(), Look(ascii=True)):
            app = Explorer(database, look)
            async with app.run_test(size=(100, 30)) as pilot:
                await settle(pilot)
                for key in ("n", "slash"):
                    await press(pilot, key)
                filters = app.get_line_filters()
                strips = app.screen._compositor.render_strips(app.size)
                for each in filters:
                    strips = [strip.apply_filter(each, app.screen.background_colors[1]) for strip in strips]
                drawn.append([strip.text for strip in strips])
    usual, in_ascii = drawn
    assert any(not line.isascii() for line in usual)
    assert all(char.isascii() or char.isalpha() for line in in_ascii for char in line)
    assert [len(line) for line in usual] == [len(line) for line in in_ascii]
    assert "Norvik" in "".join(in_ascii)
