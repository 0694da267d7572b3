"""One thread that runs errands, the most urgent first: of each urgency the newest wins, and a newer one stops an older.

`exclusive=True` does not stop a thread that already runs (measured: `ab`, `abc`, `a` was the order of arrival), and a
thread for each key would pile up behind a slow query. So there is one worker, which ends when nothing has come for
a while; another takes its place only where it is held up by something that cannot be stopped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from enum import IntEnum
from time import monotonic
from typing import TYPE_CHECKING

from textual.worker import Worker, get_current_worker

from explorer.errors import ExplorerError
from explorer.store.reader import QueryInterruptedError
from explorer.tui.reading.messages import ComparisonFailed, Failed, RowsFailed

if TYPE_CHECKING:
    from dataclasses import dataclass

    from textual.screen import Screen

    from explorer.store.reader import Database
else:
    from explorer.records import dataclass

Cancelled = Callable[[], bool]

_LOOK = 0.02  # seconds after which a thread that waits looks whether the program ends
_MOST_WORKERS = 4
_TRIES = 50  # times an errand is begun again after others cut it short: each time the reader did something


class Urgency(IntEnum):
    """What is done first. An errand gives way to one that is more urgent, and is begun again after it."""

    SEARCH = 0
    COMPARE = 1
    ALSO = 2
    MORE = 3
    COMPLETE = 4
    EXPLAIN = 5
    IDLE = 6


_FAILURES = {Urgency.SEARCH: RowsFailed, Urgency.ALSO: RowsFailed, Urgency.COMPARE: ComparisonFailed}
"""What is told of an errand that failed, where keys may wait for it."""


@dataclass(eq=False)
class Errand:
    """Something to be done: `run` asks `cancelled` between pieces of work and posts what it found.

    Where it is cancelled it raises QueryInterruptedError, as a query does that is stopped.
    """

    urgency: Urgency
    run: Callable[[Cancelled], None]
    wanted: Callable[[], bool]
    name: str = ""
    tries: int = 0
    is_stopped: bool = False

    @property
    def place(self) -> tuple[Urgency, str]:
        """What it waits under: a newer errand of the same urgency and name takes its place."""
        return self.urgency, self.name

    @property
    def is_for_search(self) -> bool:
        """Whether it is for a query: another query makes it pointless."""
        return self.urgency is not Urgency.COMPARE


def go_on(cancelled: Cancelled) -> None:
    """Raise QueryInterruptedError where an errand is to stop."""
    if cancelled():
        raise QueryInterruptedError("this search was stopped")


class Errands:
    """The thread of one screen; to be asked from the event loop."""

    RELIEF = 0.1
    """Seconds after which an errand that does not stop when it should is left to itself, and another thread goes on."""

    LINGER = 0.5
    """Seconds that the thread waits for another errand: between two letters, a new one costs more than the wait."""

    def __init__(self, screen: Screen[None], database: Database) -> None:
        self._screen = screen
        self._database = database
        self._lock = threading.Lock()
        self._asked = threading.Condition(self._lock)
        self._waiting: dict[tuple[Urgency, str], Errand] = {}
        self._running: dict[threading.Thread, Errand] = {}
        self._workers = 0

    def ask(
        self, urgency: Urgency, run: Callable[[Cancelled], None], wanted: Callable[[], bool], name: str = ""
    ) -> None:
        """Run this as soon as nothing more urgent is wanted, in the place of what waits with this urgency and name.

        What it raises of ours is told to the reader while `wanted` says yes.
        """
        with self._lock:
            self._waiting[urgency, name] = Errand(urgency, run, wanted, name)
            self._stop(lambda errand: urgency < errand.urgency or (urgency, name) == errand.place)
            is_held_up = any(errand.is_stopped for errand in self._running.values())
            self._asked.notify()
            if not self._workers:
                self._start()
        if is_held_up:
            self._screen.set_timer(self.RELIEF, self._relieve)

    def drop(self) -> None:
        """No search that waits or runs is wanted any more."""
        with self._lock:
            self._waiting = {place: errand for place, errand in self._waiting.items() if not errand.is_for_search}
            self._stop(lambda errand: errand.is_for_search)

    def _stop(self, is_meant: Callable[[Errand], bool]) -> None:
        for thread, errand in self._running.items():
            if not errand.is_stopped and is_meant(errand):
                errand.is_stopped = True
                self._database.interrupt(thread)

    def _start(self) -> None:
        self._workers += 1
        self._screen.run_worker(self._work, group="errands", thread=True, exit_on_error=True)

    def _relieve(self) -> None:
        with self._lock:
            stuck = all(errand.is_stopped for errand in self._running.values())
            if self._waiting and stuck and self._workers < _MOST_WORKERS:
                self._start()

    def _work(self) -> None:
        worker, thread = get_current_worker(), threading.current_thread()
        while True:
            with self._lock:
                self._running.pop(thread, None)
                others = any(not errand.is_stopped for errand in self._running.values())
                if others or not self._await_errand(worker):
                    self._workers -= 1
                    return
                errand = self._waiting.pop(min(self._waiting))
                self._running[thread] = errand
            if errand.wanted():
                self._run(errand, worker)

    def _await_errand(self, worker: Worker[object]) -> bool:
        """Whether there is an errand, or comes one soon; the lock is held. It is free again while we wait."""
        end = monotonic() + self.LINGER
        while not self._waiting and not worker.is_cancelled and monotonic() < end:
            self._asked.wait(_LOOK)
        return bool(self._waiting) and not worker.is_cancelled

    def _run(self, errand: Errand, worker: Worker[object]) -> None:
        try:
            errand.run(lambda: errand.is_stopped or worker.is_cancelled)
        except QueryInterruptedError as error:
            errand.tries += 1
            if errand.tries < _TRIES:
                self._again(errand)
            elif errand.wanted() and errand.urgency is not Urgency.IDLE:  # nobody waits for what is idle
                self._tell(errand, error)
        except ExplorerError as error:
            if errand.wanted():
                self._tell(errand, error)

    def _tell(self, errand: Errand, error: ExplorerError) -> None:
        self._screen.post_message(_FAILURES.get(errand.urgency, Failed)(str(error)))

    def _again(self, errand: Errand) -> None:
        """Put an errand that was cut short back, unless there is a newer one."""
        with self._lock:
            if errand.wanted():
                again = Errand(errand.urgency, errand.run, errand.wanted, errand.name, errand.tries)
                self._waiting.setdefault(errand.place, again)
