"""How the lists stand: in which order, narrowed by which usual filters, and how wide beside the comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget

from explorer.lists import LIST_KINDS, ListKind
from explorer.tui.explore.marking import Marking
from explorer.tui.keys.actions import key_of
from explorer.tui.lists.panes import TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping

_LEAST_LISTS, _LEAST_COMPARISON = 4, 6  # lines that stay
_LEAST_WIDTH = 36  # cells that stay, as the narrowest column of a comparison has
_NO_ROW = -9
_STEP = 2  # cells that a step of the divider takes where lists and comparison stand side by side

FILTERS: Mapping[ListKind, tuple[tuple[str, str, str], ...]] = {
    "claim": (
        ("d", "has:disagreement", "accounts differ"),
        ("1", "origins:1", "one origin, however many tell it"),
        ("s", "sources:2..", "told by several sources"),
        ("3", "worth:3", "most worth checking"),
        ("n", "has:number", "tells a figure"),
        ("t", "has:date", "tells a date"),
        ("q", "has:quote", "quoted"),
        ("u", "has:unnamed", "from people who are not named"),
        ("p", "kind:prediction", "predicts"),
        ("o", "kind:opinion", "is an opinion"),
    ),
    "entity": (
        ("p", "type:person", "people"),
        ("o", "type:organization", "organizations"),
        ("l", "type:place", "places"),
        ("r", "type:product", "products"),
        ("a", "has:alias", "with other names"),
        ("s", "has:suggestion", "that may be the same as another"),
        ("m", "sources:2..", "in several sources"),
    ),
    "source": (
        ("f", "has:flag", "with something doubtful in the file"),
        ("p", "has:publisher", "whose publisher is known"),
        ("a", "has:author", "whose author is known"),
        ("s", "status:stated", "that state what they are"),
        ("i", "status:inferred", "of which something was inferred"),
        ("o", "has:original", "rewritten or copied"),
    ),
}
"""List → letter of the menu, what it adds to the search, and what that leaves."""


class Arranging(Marking):
    """Sorting, filtering, and the divider between the lists and the comparison."""

    divider = 0
    """Steps that the divider was moved: more is more room for the lists."""
    _dragged: tuple[int, int] | None = None
    """While the divider is dragged: where the mouse took it, and the steps it had then."""

    # -- order ------------------------------------------------------------------------------------------------

    def do_sort(self) -> None:
        """Choose in which order the list in focus stands."""
        from explorer.store.orders import ORDERS
        from explorer.tui.dialogs.menus import Choice, MenuScreen

        kind = self._list_kind()
        if self.query_text:
            self.tell(
                f"While a search is on, the best match comes first. {key_of('back')} clears it.", severity="warning"
            )
            return
        orders = ORDERS[kind]
        choices = [Choice(name, order.label, str(n)) for n, (name, order) in enumerate(orders.items(), 1)]
        now = self.seeker.orders.get(kind, "")

        def chosen(name: str | None) -> None:
            if name is not None and name != self.seeker.orders.get(kind, ""):
                self.take_order(kind, name)

        self.app.push_screen(MenuScreen(f"Sort the {TITLES[kind].lower()}", choices, current=now), chosen)

    def take_order(self, kind: ListKind, name: str) -> None:
        """Show a list in the order of that name."""
        self.seeker.orders[kind] = name
        self.pane(kind).sorted_by = self.order_words(kind)
        self._wanted[kind] = _NO_ROW  # so the cursor goes to the first
        self._before.pop(kind, None)
        self.reload()

    def order_words(self, kind: ListKind) -> str:
        """What the border says of an order: nothing of the stored one."""
        from explorer.store.orders import ORDERS

        name = self.seeker.orders.get(kind, "")
        return ORDERS[kind][name].label.partition(",")[0] if name else ""

    def _list_kind(self) -> ListKind:
        """The list in focus, or the one that the comparison follows."""
        return self.following if self.following in LIST_KINDS else "source"

    # -- filters ----------------------------------------------------------------------------------------------

    def do_filter(self) -> None:
        """Choose what the list in focus is narrowed to: a part of the search, that can be typed as well."""
        from explorer.tui.dialogs.menus import Choice, MenuScreen

        kind = self._list_kind()
        words = self.query_text.split()
        choices = [
            Choice(part, f"{'● ' if part in words else ''}{means}", key, part) for key, part, means in FILTERS[kind]
        ]
        if self.query_text:
            choices.append(Choice("", "nothing: clear the search", "x"))

        def chosen(part: str | None) -> None:
            if part is not None:
                self.take_filter(part)

        self.app.push_screen(MenuScreen(f"Narrow the {TITLES[kind].lower()} to those", choices), chosen)

    def take_filter(self, part: str) -> None:
        """Add a part to the search, or take it out where it is in it already; an empty one clears the search."""
        words = self.query_text.split() if part else []
        words = [word for word in words if word != part] if part in words else [*words, part]
        self.searchbar.put(" ".join(words).strip())
        self.searchbar.set_class(bool(part), "-asked")
        self.take_typed()

    # -- divider ----------------------------------------------------------------------------------------------

    def do_divider_back(self) -> None:
        """Less room for the lists."""
        self._step_divider(-1)

    def do_divider_on(self) -> None:
        """More room for the lists."""
        self._step_divider(1)

    def do_divider_reset(self) -> None:
        """The divider where it was at first."""
        if not self.divider:
            self.tell("The lists are as large as at first.", seconds=2)
        self.divider = 0
        self.place_divider()
        self.lay_out_at_once()

    def _step_divider(self, delta: int) -> None:
        if self.has_class("-single"):
            self.tell("There is one pane on the screen, and nothing beside it.", severity="warning")
            return
        before = self.divider
        self.divider += delta
        self.place_divider()
        self.lay_out_at_once()
        if self.divider == before:
            self.tell(
                f"The divider is at its end. {key_of('divider_reset')} puts it back.", severity="warning", seconds=2
            )

    def place_divider(self) -> None:
        """Put the divider where it belongs, as far as the screen has room for it."""
        lists = self.query_one("#lists")
        for rule in ("height", "max_height", "width", "max_width"):
            if lists.styles.inline.has_rule(rule):
                setattr(lists.styles, rule, None)  # `clear_rule` would not lay out anew
        if not self.divider or self.has_class("-single"):
            return
        body = self.query_one("#body").size
        if self.has_class("-wide"):
            usual = min(84, body.width * 36 // 100)
            room = max(_LEAST_WIDTH, min(usual + _STEP * self.divider, body.width - _LEAST_WIDTH))
            self.divider = (room - usual) // _STEP
            lists.styles.width = lists.styles.max_width = room
        else:
            usual = max(7, min(15, body.height * 34 // 100))
            room = max(_LEAST_LISTS, min(usual + self.divider, body.height - _LEAST_COMPARISON))
            self.divider = room - usual
            lists.styles.height = lists.styles.max_height = room

    def _is_on_divider(self, event: events.MouseEvent) -> bool:
        """Whether the mouse is on the border between the lists and the comparison."""
        if self.has_class("-single") or self.has_class("-tiny"):
            return False
        lists: Widget = self.query_one("#lists")
        if self.has_class("-wide"):
            return event.screen_x in (lists.region.right - 1, lists.region.right) and lists.region.y <= event.screen_y
        return event.screen_y in (lists.region.bottom - 1, lists.region.bottom)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the divider."""
        if event.button == 1 and self._is_on_divider(event):
            self._dragged = (self._along(event), self.divider)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Have the divider follow the mouse."""
        if self._dragged is not None:
            start, steps = self._dragged
            moved = self._along(event) - start
            self.divider = steps + (moved // _STEP if self.has_class("-wide") else moved)
            self.place_divider()

    def on_mouse_up(self) -> None:
        """Let the divider go."""
        if self._dragged is not None:
            self._dragged = None
            self.release_mouse()

    def _along(self, event: events.MouseEvent) -> int:
        return int(event.screen_x if self.has_class("-wide") else event.screen_y)
