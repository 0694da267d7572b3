"""Sorting, usual filters, and the divider between the lists and the comparison."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.lists import SEARCH_KINDS
from explorer.search.parsing import parse
from explorer.store.orders import ORDERS
from explorer.tui.explore.arranging import FILTERS
from tests.tui.screen import browser, lines, press, rows, running, settle, text, toasts


async def test_a_list_is_sorted_by_a_letter_and_says_so(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        usual = rows(app, "entity")
        await press(pilot, "2", "s")
        assert "Sort the entities" in text(app)
        await press(pilot, "2")
        by_name = rows(app, "entity")
        items = browser(app).database.items("entity", by_name)
        assert [item.name for item in items] == sorted((item.name for item in items), key=str.casefold)
        assert "by name" in text(app)
        assert browser(app).pane("entity").cursor == 0
        await press(pilot, "s", "1")
        assert rows(app, "entity") == usual
        assert "by name" not in text(app)


async def test_an_order_holds_within_a_filter_and_gives_way_to_a_search(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "2", "s", "2", "1", "enter")
        items = browser(app).database.items("entity", rows(app, "entity"))
        assert [item.name for item in items] == sorted((item.name for item in items), key=str.casefold)
        await press(pilot, "escape", "slash", *"lund", "enter", "s")
        assert "the best match comes first" in toasts(app)


async def test_a_filter_of_the_menu_is_a_part_of_the_search_and_goes_as_it_came(sample: Path) -> None:
    async with running(sample) as (app, pilot):
        await press(pilot, "f", "d")
        assert browser(app).query_text == "has:disagreement"
        assert rows(app, "claim") == [1]
        assert "has:disagreement" in lines(app)[1]
        await press(pilot, "f", "d")
        assert browser(app).query_text == ""
        assert len(rows(app, "claim")) == 3
        await press(pilot, "2", "f", "p", "f", "m")
        assert browser(app).query_text == "type:person sources:2.."


def test_the_filters_and_orders_mean_something_to_those_who_read_them() -> None:
    for kind, filters in FILTERS.items():
        assert kind in SEARCH_KINDS
        letters = [letter for letter, _, _ in filters]
        assert len(set(letters)) == len(letters)
        assert "x" not in letters
        for _, part, _ in filters:
            assert parse(part, kind).problems == (), part
        assert "" in ORDERS[kind]


@pytest.mark.parametrize(("size", "edge"), [((100, 30), "height"), ((180, 50), "width")])
async def test_the_divider_moves_by_key_and_mouse_and_comes_back(
    sample: Path, size: tuple[int, int], edge: str
) -> None:
    async with running(sample, size) as (app, pilot):
        lists = app.screen.query_one("#lists")

        def room() -> int:
            return int(getattr(lists.size, edge))

        usual = room()
        await press(pilot, "greater_than_sign", "greater_than_sign")
        assert room() > usual
        await press(pilot, "equals_sign")
        assert room() == usual
        for _ in range(40):
            await pilot.press("less_than_sign")
        await settle(pilot)
        assert 0 < room() < usual
        assert "at its end" in toasts(app)
        least = room()
        at = (lists.region.right - 1, 10) if edge == "width" else (10, lists.region.bottom - 1)
        await pilot.mouse_down(offset=at)
        await pilot.hover(offset=(at[0] + 12, at[1]) if edge == "width" else (at[0], at[1] + 6))
        await pilot.mouse_up(offset=(at[0] + 12, at[1]) if edge == "width" else (at[0], at[1] + 6))
        await settle(pilot)
        assert room() > least
        dragged = room()
        await pilot.hover(offset=(5, 5))
        assert room() == dragged, "a mouse that let go moves nothing"
        await pilot.resize_terminal(60, 20)
        await settle(pilot)
        assert "Comparison" in text(app)


async def test_with_one_pane_there_is_no_divider_to_move(sample: Path) -> None:
    async with running(sample, (40, 12)) as (app, pilot):
        await press(pilot, "greater_than_sign")
        assert "nothing beside it" in toasts(app)
