"""Making the model of a view off the event loop: the newest wins, and what was made from the same is not made again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from time import thread_time
from typing import TYPE_CHECKING, cast

from textual.message import Message
from textual.worker import Worker, get_current_worker

from explorer.errors import ExplorerError
from explorer.store.connections import QueryInterruptedError
from explorer.tui.reading.errands import Cancelled, Errands, Urgency

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.tui.frame.commands import CommandScreen
    from explorer.tui.reading.history import Spot
    from explorer.tui.reading.places import ViewId
    from explorer.views.scope import Scope

    _Part = CommandScreen
else:

    class _Part:
        """No screen by itself: to make one more subclass of one takes Textual as long as to import a module."""


@dataclass
class Made(Message):
    """The model of a view was made, or could not be: then `reason` says why."""

    request: int
    """Which request this answers."""
    model: object = None
    reason: str = ""


class Making[Model](_Part):
    """A screen that shows a model. Subclasses say how it is made, and from what; this one has it made in a thread."""

    view: ViewId
    database: Database
    scope: Scope
    opened: Spot

    def __init__(self) -> None:
        super().__init__()
        self._kept: tuple[object, Model] | None = None
        """The model that was made last, and what it depended on."""
        self._making_from: object = None
        """What the model that is being made depends on: see `made_from`."""
        self.cost: float | None = None
        """Seconds of the processor's time that the last model took; None before there was one."""
        self._request = 0
        self._worker: Worker[None] | None = None
        self._thread: threading.Thread | None = None

    # -- for subclasses ---------------------------------------------------------------------------------------

    def make(self, database: Database, scope: Scope) -> Model:
        """Read what the view shows, in a thread; `scope.cancelled()` says whether it is still wanted."""
        raise NotImplementedError

    def made_from(self, scope: Scope) -> object:  # noqa: ARG002 - for subclasses
        """All that the model depends on apart from the database: for the same, the model of before is shown again.

        None where it is to be made at every opening.
        """
        return None

    def is_small(self, model: Model) -> bool:  # noqa: ARG002 - for subclasses
        """Whether the model may stay in memory when the reader has left."""
        return True

    # -- what is kept -----------------------------------------------------------------------------------------

    @property
    def kept(self) -> Model | None:
        """The model that stays in memory when the reader has left."""
        return self._kept[1] if self._kept is not None else None

    def _made_from(self, scope: Scope) -> object:
        made_from = self.made_from(scope)
        return None if made_from is None else (self.opened.query, made_from)

    def _known(self) -> Model | None:
        """The model, where the same was made before."""
        made_from = self._made_from(self.scope)
        return self._kept[1] if self._kept is not None and made_from == self._kept[0] is not None else None

    def _answer(self, message: Made) -> Model | None:
        """The model that was made, which is kept where it may be shown again; None where it could not be made."""
        if message.reason:
            return None
        model = cast("Model", message.model)
        if self._making_from is not None:
            self._kept = (self._making_from, model) if self.is_small(model) else None
        return model

    # -- reading ----------------------------------------------------------------------------------------------

    def read(self, cancelled: Callable[[], bool]) -> Model:
        """What is to be shown now, of all that the search finds; asked in a thread."""
        scope = replace(self.scope, cancelled=cancelled)
        return self.make(self.database, replace(scope, claims=self.main.all_found(self.opened.query, scope, cancelled)))

    def _read(self, cancelled: Callable[[], bool]) -> Model:
        since = thread_time()
        model = self.read(cancelled)
        self.cost = thread_time() - since
        return model

    def read_again(self) -> None:
        """Make the model; what is being made already is not wanted any more."""
        if self._worker is not None:
            self._worker.cancel()
        self._request += 1
        self._making_from = self._made_from(self.scope)
        self._worker = self.run_worker(
            partial(self._make, self._request), group="view", thread=True, exit_on_error=True
        )

    def _make(self, request: int) -> None:
        worker = get_current_worker()
        self._thread = thread = threading.current_thread()
        try:
            model = self._read(lambda: worker.is_cancelled)
        except ExplorerError as error:
            if not worker.is_cancelled:
                self.post_message(Made(request, reason=str(error)))
        else:
            if not worker.is_cancelled:
                self.post_message(Made(request, model))
        finally:
            if self._thread is thread:
                self._thread = None

    def _stop_reading(self) -> None:
        """What is being read is not wanted any more."""
        thread = self._thread
        self._request += 1
        if self._worker is not None:
            self._worker.cancel()
        if thread is not None:
            self.database.interrupt(thread)

    def _make_when_idle(self, errands: Errands) -> None:
        """Make the model while nobody waits for anything, unless it is known or would not be kept."""
        self._making_from = self._made_from(self.scope)
        if self._known() is not None or self._making_from is None:
            return
        self._request += 1
        request = self._request
        run = partial(self._make_ahead, request)
        errands.ask(Urgency.IDLE, run, lambda: request == self._request, f"view {self.view}")

    def _make_ahead(self, request: int, cancelled: Cancelled) -> None:
        try:
            self.post_message(Made(request, self._read(cancelled)))
        except QueryInterruptedError:
            raise  # it gave way, and is begun again
        except ExplorerError:
            return  # whoever opens the view is told
