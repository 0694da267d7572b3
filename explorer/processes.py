"""Work in a process of its own, beside ours: for what is long and keeps the interpreter busy."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

from explorer.errors import BuildError


def has_several_cores() -> bool:
    """Whether two processes are done sooner side by side than one after the other."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) > 1
    return (os.cpu_count() or 1) > 1


@contextmanager
def beside[T](work: Callable[..., T], *arguments: object) -> Iterator[Callable[[], T]]:
    """Do `work`, a function of a module, in another process; what is yielded waits for what it returns.

    What it raises is raised there too, and BuildError when the process was killed. Whoever leaves early ends it.
    """
    # Spawned, not forked: the screen builds from a thread, and forking a process with threads may lock up.
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(sender, work, arguments), daemon=True)
    with interrupts_ignored():  # what the process inherits, from before its first line
        process.start()
    sender.close()
    try:
        yield lambda: _received(receiver)
    finally:
        process.terminate()
        process.join()
        receiver.close()


def _run(sender: Connection, work: Callable[..., object], arguments: tuple[object, ...]) -> None:
    leave_interrupts_to_the_parent()
    answer: tuple[object, BaseException | None]
    try:
        answer = work(*arguments), None
    except BaseException as error:  # it belongs to whoever waits
        answer = None, error
    with suppress(BrokenPipeError):  # nobody waits any more
        sender.send(answer)


def _received(receiver: Connection) -> Any:
    try:
        result, error = receiver.recv()
    except EOFError:
        raise BuildError("a process of the build was killed, perhaps for want of memory; try again") from None
    if error is not None:
        raise error
    return result


def leave_interrupts_to_the_parent() -> None:
    """In a process that was started: Ctrl-C is its parent's to act on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def interrupts_ignored() -> Iterator[None]:
    """Ignore Ctrl-C for the moment, where this thread may say so: processes started meanwhile print no traceback."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
