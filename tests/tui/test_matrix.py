"""The matrix on the screen: `M` opens it; signs have words, the cell under the cursor tells its own below."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.tui.app import Explorer
from explorer.tui.views.matrix import MatrixScreen
from explorer.tui.views.matrix_grid import Place
from explorer.tui.views.matrix_lines import WIDTHS, detail_lines, head_lines, lay_out, legend_rule
from explorer.views import matrix as view
from explorer.views.matrix_cells import EMPTY, SIGNS, Cell, State
from explorer.views.scope import WHOLE
from tests.bridge import CLOSED, EIGHT, MESS, NINE
from tests.factories import VERSIONS, large_resolution
from tests.tui.screen import browser, lines, opened_at, press, running, settle, text, toasts


def matrix(app: Explorer) -> MatrixScreen:
    """The screen that is open."""
    screen = app.screen
    assert isinstance(screen, MatrixScreen)
    return screen


async def test_a_journey_from_the_list_through_cells_to_the_passage_and_back(bridge: Path) -> None:
    async with running(bridge, (120, 36)) as (app, pilot):
        await press(pilot, "M")
        shown = text(app)
        assert "3 claims that several sources make or dispute × 4 sources" in shown
        assert "4 claims that one source alone makes are left out: f shows them" in shown
        for words in ("✗ differs", "number", "↳ repeats", "after A", "in title", "▾ narrower", "○ omits", "● says"):
            assert words in shown
        # it opens on the claim from which the reader comes, on the first source that has it
        assert matrix(app).subject() == ("claim", CLOSED.id)
        assert "A Fjord Wire" in shown
        assert "● says it" in shown
        await press(pilot, "n")
        assert "▾ says it more narrowly" in text(app)
        await press(pilot, "g")
        await press(pilot, "h")
        while matrix(app).grid.column is not None:
            await press(pilot, "h")
        assert "worth" not in toasts(app)
        await press(pilot, "n")
        detail = "\n".join(lines(app)[-12:])
        assert "✗ differs: number, cannot both be right" in detail
        assert "“Nine people were hurt”" in detail
        assert "“Eight people were hurt”" in detail
        assert "Nine against eight." in detail
        await press(pilot, "enter")
        assert "people were hurt" in opened_at(app)[1]
        await press(pilot, "left_square_bracket")
        assert "✗ differs: number, cannot both be right" in text(app)
        await press(pilot, "escape")
        assert app.screen is browser(app)


async def test_rows_columns_and_widths_follow_the_keys_and_say_so(bridge: Path) -> None:
    async with running(bridge, (120, 36)) as (app, pilot):
        await press(pilot, "M", "s")
        assert "Claims: by weight" in toasts(app)
        assert matrix(app).subject() == ("claim", CLOSED.id)  # the cursor stays on its claim
        await press(pilot, "c")
        assert "who makes most claims first" in toasts(app)
        await press(pilot, "f")
        assert "7 claims × 4 sources" in text(app)
        assert "f shows them" not in text(app)
        await press(pilot, "i", "left_square_bracket")
        assert "7 claims × 4 sources" in text(app)  # back in the order that was left
        assert matrix(app).grid.matrix.order == "weight"
        await press(pilot, "s")
        assert "the most sources for the fewest origins first" in toasts(app)
        await press(pilot, "f")
        before = matrix(app).grid.laid.column
        await press(pilot, "minus")
        assert matrix(app).grid.laid.column < before
        while "narrower" not in toasts(app):
            await press(pilot, "minus")
        assert matrix(app).grid.laid.column == WIDTHS[0]
        assert "● says" in text(app)  # the legend has the words now
        assert "· not covered" in text(app)
        await press(pilot, "equals_sign")
        assert matrix(app).grid.laid.column == before


async def test_an_empty_cell_says_so_and_cites_nothing(bridge: Path, copied: list[str]) -> None:
    async with running(bridge, (120, 36)) as (app, pilot):
        await press(pilot, "M", "s", "g", "j")
        grid = matrix(app).grid
        while grid.cell is not None or grid.column is None:
            await press(pilot, "right")
        assert "does not cover it" in text(app)
        await press(pilot, "enter", "y")
        assert "does not cover the claim" in toasts(app)
        assert copied == []
        await press(pilot, "N", "y")
        assert copied[0].startswith("“Nine people were hurt”")


async def test_without_shared_claims_it_says_what_to_do_and_f_shows_the_others(tmp_path: Path) -> None:
    write(large_resolution(30), tmp_path / "data.db", VERSIONS)
    async with running(tmp_path / "data.db", (80, 24)) as (app, pilot):
        await press(pilot, "M")
        assert "30 claims have one source each" in " ".join(text(app).split())
        await press(pilot, "enter")
        assert "There is no cell here" in toasts(app)
        await press(pilot, "f")
        assert "30 claims × 1 source" in text(app)
        matrix(app).grid.show(matrix(app).grid.matrix, Place(15))
        assert matrix(app).grid.top == 13, "where it opens some are seen above, and more below"
        await press(pilot, "f")
        assert "30 claims have one source each" in " ".join(toasts(app).split())
        assert "30 claims × 1 source" in text(app)


@pytest.mark.parametrize("size", [(40, 12), (200, 60)])
async def test_every_cell_can_be_reached_and_read_at_every_size(bridge: Path, size: tuple[int, int]) -> None:
    async with running(bridge, size) as (app, pilot):
        await press(pilot, "M", "g")
        grid = matrix(app).grid
        while grid.place.column > 0:
            await press(pilot, "left")
        seen = set()
        for _ in range(3):
            while True:
                head = grid.column
                assert head is not None
                below = "\n".join(lines(app)[-grid.laid.detail - 2 :])
                assert f" {head.letter} " in below
                seen.add((grid.place.row, grid.place.column))
                assert any("▌" in line for line in lines(app)[3:])
                if grid.place.column == 3:
                    break
                await press(pilot, "right")
            await press(pilot, "j", "left", "left", "left")
        assert len(seen) == 12
        await pilot.resize_terminal(*(60, 18))
        await press(pilot, "k")
        assert "▌" in text(app)


async def test_the_mouse_takes_a_cell_and_opens_it(bridge: Path) -> None:
    async with running(bridge, (120, 36)) as (app, pilot):
        await press(pilot, "M")
        laid = matrix(app).grid.laid
        await pilot.click("#grid", offset=(laid.claim + 2 + laid.column, laid.head + 1))
        await settle(pilot)
        grid = matrix(app).grid
        assert (grid.place.row, grid.place.column) == (0, 1)
        assert grid.line is not None
        assert grid.line.item.id == EIGHT.id
        await pilot.click("#grid", offset=(laid.claim + 2, laid.head + 1), times=2)
        await settle(pilot)
        assert opened_at(app)[0] == "wire.txt"


async def test_a_search_narrows_the_matrix_too(bridge: Path, at_once: None) -> None:
    async with running(bridge, (120, 36)) as (app, pilot):
        await press(pilot, "slash", *"nine", "enter", "M")
        assert NINE.text in text(app)
        assert CLOSED.text not in text(app)
        assert MESS.text not in text(app)


@pytest.mark.parametrize("columns", [1, 4, 30, 300])
def test_the_layout_fits_every_width(columns: int) -> None:
    for width, wanted in product(range(40, 301, 7), (None, *WIDTHS)):
        laid = lay_out(width, 40, columns, ["word " * 40] * 9, wanted)
        assert laid.claim + 1 + laid.across * laid.column <= width
        assert laid.claim >= 8
        assert laid.across >= 1
        assert 2 < laid.row <= 5


def test_the_legend_tells_every_sign_that_is_seen_and_what_an_empty_cell_is() -> None:
    states: tuple[State, ...] = ("says", "narrower", "broader", "repeats", "omits")
    for width in (57, 70, 90, 120):
        line = legend_rule(lay_out(width, 14, 9, wanted=WIDTHS[0]), [Cell(state, ()) for state in states])
        told = "".join(run.text for run in line)
        assert len(told) == width
        assert all(f"{SIGNS[state].glyph} {SIGNS[state].word}" in told for state in states)
        assert EMPTY.glyph in told
    assert "◐ overlaps" in told, "with room for all signs it tells those that are not seen, too"


async def test_the_smallest_screen_says_what_the_signs_mean(bridge: Path) -> None:
    async with running(bridge, (40, 12)) as (app, pilot):
        await press(pilot, "M")
        rule = next(line for line in lines(app) if "says" in line)
        assert rule.startswith("┃─ ")
        assert rule.endswith("─┃")
        words = {word for sign in SIGNS.values() for word in (sign.word,) if word in rule}
        assert len(words) > 1
        for word in rule.strip("┃─ …").split()[1::2]:
            assert word in {sign.word for sign in SIGNS.values()}, "none is cut in the middle"


def test_a_name_that_does_not_fit_its_column_goes_on_in_a_second_line(bridge: Path) -> None:
    with Database.open(bridge) as database:
        made = view.make(database, WHOLE)
        heads = view.heads(database, made, range(2))
    long = [replace(head, item=replace(head.item, publisher="The Fjord Wire of Norvik")) for head in heads]
    laid = lay_out(100, 26, 9, names=[head.label for head in long])
    first, second, day, _ = ["".join(run.text for run in line) for line in head_lines(laid, "", long, 0)]
    assert "A The Fjord" in first
    assert "Wire of N…" in second
    assert long[0].day in day
    assert lay_out(100, 26, 9, names=["AP"]).head == laid.head - 1
    assert lay_out(100, 18, 9, names=[head.label for head in long]).head == laid.head - 1


def test_a_claim_that_is_cut_in_its_row_is_told_whole_below_an_empty_cell_too(bridge: Path) -> None:
    with Database.open(bridge) as database:
        made = view.make(database, WHOLE)
        row, head = view.read(database, made.rows[:1])[0], view.heads(database, made, range(1))[0]
    long = replace(row, item=replace(row.item, text="The mayor " + "and the council " * 6 + "agreed."), cells={})
    told = detail_lines(lay_out(100, 36, 9), long, head, made.letters(), {})
    assert long.item.text in " ".join("".join(run.text for run in line).strip() for line in told)


async def test_marks_stand_before_claims_and_letters_on_cells(bridge: Path) -> None:
    async with running(bridge, (120, 36)) as (app, pilot):
        await press(pilot, "M", "g", "space")
        grid = matrix(app).grid
        assert grid.place.row == 1
        assert any("*" in line.partition("people were hurt.")[0] and "were hurt." in line for line in lines(app))
        places = list(grid.jump_places())
        assert len(places) == 2 + 3 + 4  # the cells that say something, and no other
        await press(pilot, "semicolon")
        assert app.screen is not matrix_behind(app)
        await press(pilot, "escape")
        places[0].go()
        await settle(pilot)
        assert (grid.place.row, grid.place.column) == (0, 0)


def matrix_behind(app: Explorer) -> MatrixScreen:
    """The matrix, under what lies over it."""
    return next(screen for screen in app.screen_stack if isinstance(screen, MatrixScreen))


def test_where_all_claims_fit_anyway_what_is_said_in_a_cell_gets_the_lines_that_are_left() -> None:
    claims = ["The bridge was closed."] * 12
    assert lay_out(300, 98, 5, claims).row > lay_out(300, 44, 5, claims).row
    assert lay_out(300, 98, 5, claims).rows >= len(claims)
    assert lay_out(100, 98, 5, claims).row == lay_out(100, 44, 5, claims).row, "one word needs one line"
