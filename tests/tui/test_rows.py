"""The virtual list: its cost is that of what is seen."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from textual.app import App, ComposeResult

from explorer.errors import DatabaseError
from explorer.lists import EntityItem
from explorer.tui.drawing.rendering import Line, Run
from explorer.tui.drawing.theme import DARK
from explorer.tui.lists.rows import ListItem, RowList

MILLION = 1_000_000


class Lists(App[None]):
    """A list of any length over items made as they are asked for."""

    def __init__(self, rows: array[int], *, broken: bool = False) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name  # the inks are made of its colours
        self.asked: list[int] = []
        self.moves = 0
        self.reasons: list[str] = []
        self.rows, self.broken = rows, broken
        self.list = RowList(self._fetch, self._draw, id="list")

    def _fetch(self, rows: Sequence[int]) -> list[ListItem]:
        if self.broken:
            raise DatabaseError("data.db is locked")
        self.asked.extend(rows)
        return [EntityItem(row, f"e{row}", f"Name {row}", "person", 1, 1) for row in rows]

    def _draw(self, item: ListItem, width: int) -> Line:
        assert isinstance(item, EntityItem)
        return [Run(item.name[:width])]

    def compose(self) -> ComposeResult:
        """Only the list."""
        yield self.list

    def on_mount(self) -> None:
        """Fill it."""
        self.list.show(self.rows, hint="Nothing here.")

    def on_row_list_moved(self) -> None:
        """Count."""
        self.moves += 1

    def on_row_list_unreadable(self, message: RowList.Unreadable) -> None:
        """Keep the reason."""
        self.reasons.append(message.reason)

    def seen(self) -> list[str]:
        """The drawn lines."""
        return [self.list.render_line(y).text.strip() for y in range(self.list.size.height)]


async def test_a_million_rows_cost_a_few_pages() -> None:
    app = Lists(array("q", range(1, MILLION + 1)))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.seen()[0] == "▌ Name 1"
        app.list.move_to(MILLION)
        await pilot.pause()
        assert app.seen()[-1] == "▌ Name 1000000"
        app.list.move(-5)
        await pilot.pause()
        assert app.list.item == EntityItem(MILLION - 5, f"e{MILLION - 5}", f"Name {MILLION - 5}", "person", 1, 1)
        assert len(app.asked) <= 256


async def test_the_cursor_stays_within_the_list_and_in_view() -> None:
    app = Lists(array("q", range(1, 101)))
    async with app.run_test(size=(60, 20)) as pilot:
        for delta, row in ((-5, 1), (30, 31), (1000, 100), (-50, 50)):
            app.list.move(delta)
            await pilot.pause()
            assert app.list.row == row
            assert f"▌ Name {row}" in app.seen()
        assert app.moves == 3


async def test_new_rows_keep_the_cursor_on_its_row() -> None:
    app = Lists(array("q", range(1, 101)))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        app.list.show(array("q", range(40, 60)), keep=45)
        assert app.list.row == 45
        app.list.show(array("q", [7, 8]), keep=45)
        assert app.list.row == 7
        app.list.show(array("q"))
        assert app.list.row == -1
        assert app.list.item is None


async def test_an_empty_list_says_so() -> None:
    app = Lists(array("q"))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert app.seen()[0] == "Nothing here."
        app.list.move(1)
        assert app.list.cursor == 0


async def test_rows_that_cannot_be_read_are_said_and_not_a_crash() -> None:
    app = Lists(array("q", range(1, 101)), broken=True)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "(cannot be read)" in app.seen()[0]
        await pilot.pause()
        assert app.reasons[0] == "data.db is locked"
        assert app.is_running
