"""Keys that come before what they act on is there: they are done in their order as soon as it is.

Whoever knows the keys types several before the first is answered, and a slow line brings them in one piece. They wait
in the program and not in a screen, because what each means depends on where those before it have led.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from dataclasses import dataclass

    from textual import events
else:
    from explorer.records import dataclass

OVERTAKING = frozenset({"back", "help", "leave", "quit", "reopen", "search", "search_lists", "suspend"})
"""Actions that are done at once, where somebody has waited, and give up what waits: they lead away from it."""

STAYING = frozenset(
    "down up page_down page_up half_down half_up top bottom left right next_evidence previous_evidence next_cell "
    "previous_cell next_mark previous_mark next_side previous_side next_flag previous_flag copy mark range "
    "bookmark".split()
)
"""Actions behind which each key means what it means now."""

BURST = 0.4
"""Seconds after a key that waits within which the next is typed in one go with it, and by nobody who has had enough."""

LONGEST = 3.0
"""Seconds that a key may take to be done in a dialog, before the next is pressed all the same.

Only for one of which nothing is heard any more: words marked in a long text, or a machine that has much else to do,
take more than an instant, and what is pressed too early goes into a line that has closed, and is lost.
"""


@runtime_checkable
class Waits(Protocol):
    """A screen that knows what must wait in it."""

    def waits_for(self, key: str) -> bool:
        """Whether `key` acts on something here that is still to come."""

    def overtakes(self, key: str) -> bool:
        """Whether `key` is done at once, and those that wait are given up."""

    def stays(self, key: str) -> bool:
        """Whether what comes behind `key` means what it means here."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    must_wait: Callable[[], bool]
    act: Callable[[], Awaitable[None] | None]
    stays: bool
    """Whether what comes behind it means what it means here."""


class TypedAhead:
    """The keys that wait, and what else was asked for and waits with them."""

    def __init__(self, screen: Callable[[], object], press: Callable[[events.Key], Awaitable[None]]) -> None:
        """`screen` says which screen lies on top, `press` gives it a key."""
        self._screen = screen
        self._press = press
        self._waiting: deque[_Waiting] = deque()
        self._behind: object = None
        self._passed_on_at = self._held_at = 0.0

    def holds(self, event: events.Key) -> bool:
        """Whether a key waits now; else it is to be pressed."""
        screen = self._screen()
        if isinstance(screen, Waits) and screen.overtakes(event.key) and self._may_overtake(event):
            self._waiting.clear()
        if not self._waiting and not self._must_wait(event):
            return False
        self._held_at = monotonic()
        stays = isinstance(screen, Waits) and screen.stays(event.key)
        self.keep(lambda: self._must_wait(event), lambda: self._press(event), stays=stays)
        return True

    def _may_overtake(self, event: events.Key) -> bool:
        """Whether a key that leads away from what waits is meant so.

        One that is typed in one go with what waits means what it means behind that, as it does where nothing has to
        wait; and behind keys that lead elsewhere, to a line in which one types maybe, a sign means so for as long as
        they wait.
        """
        is_sign = event.is_printable and not all(each.stays for each in self._waiting)
        return not is_sign and monotonic() - self._held_at >= BURST

    def keep(
        self, must_wait: Callable[[], bool], act: Callable[[], Awaitable[None] | None], *, stays: bool = False
    ) -> None:
        """Have something done in its turn, once it need not wait any longer.

        However many wait: a held key sends thirty a second, and to leave out some of them, and do those that come
        after, would end where nobody meant to go.
        """
        self._waiting.append(_Waiting(must_wait, act, stays))

    def passes_on(self, behind: object) -> None:
        """A key is on its way through a dialog, and may close it: the next waits for what goes behind it."""
        self._behind, self._passed_on_at = behind, monotonic()

    def has_come(self, behind: object) -> None:
        """What went behind a key has come: if it is the last, that has been done."""
        if behind is self._behind:
            self.is_through()

    def is_through(self) -> None:
        """The dialog has gone, and what was on its way through it with it."""
        self._behind, self._passed_on_at = None, 0.0

    def clear(self) -> None:
        """What they would act on does not come."""
        self._waiting.clear()

    @property
    def can_go_on(self) -> bool:
        """Whether the first need not wait any longer."""
        return bool(self._waiting) and not self._waiting[0].must_wait()

    async def go_on(self) -> None:
        """Do what need not wait any longer."""
        while self.can_go_on:
            done = self._waiting.popleft().act()
            if done is not None:
                await done

    def _must_wait(self, event: events.Key) -> bool:
        if monotonic() - self._passed_on_at < LONGEST:
            return True
        screen = self._screen()
        return isinstance(screen, Waits) and screen.waits_for(event.key)
