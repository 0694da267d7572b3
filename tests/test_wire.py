"""What is written to the terminal and what is not: frames that nobody wants to see, modes that are still on."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import cast

import pytest
from textual._ansi_sequences import SYNC_END, SYNC_START

from explorer.tui.frame.wire import Modes, Wire, Writer

START = (
    "\x1b[?1049h", "\x1b[?1000h", "\x1b[?25l", "\x1b[?1004h", "\x1b[>25u", "\x1b[?2026$p", "\x1b[?2004h", "\x1b[?7l"
)  # fmt: skip
FRAME = SYNC_START + "".join(f"\x1b[{line};1H\x1b[1m{'x' * 90}\x1b[0m" for line in range(1, 200)) + SYNC_END


@contextmanager
def wire() -> Iterator[tuple[Wire, int]]:
    """A wire and where it is read; it holds a frame."""
    reading, writing = os.pipe()
    with open(writing, "w", encoding="utf-8") as file:  # noqa: PTH123 - a descriptor
        yield Wire(file), reading
    os.close(reading)


def test_what_is_switched_on_is_switched_back_in_the_opposite_order() -> None:
    modes = Modes()
    for text in START:
        modes.follow(text.encode())
    assert modes.ends == (b"\x1b[?7h\x1b[?2004l\x1b[<u\x1b[?1004l\x1b[?25h\x1b[?1000l\x1b[?1049l"), (
        "the keyboard before the screen that it belongs to"
    )
    for text in ("\x1b[?7h", "\x1b[?2004l", "\x1b[<u", "\x1b[?1049l"):
        modes.follow(text.encode())
    assert modes.ends == b"\x1b[?1004l\x1b[?25h\x1b[?1000l"


def test_it_is_given_back_as_far_as_nobody_has_and_once() -> None:
    with wire() as (out, reading):
        for text in (*START, "\x1b[?7h", "\x1b[?2004l"):
            out.write(text)
        out.flush()
        out.give_back()
        assert os.read(reading, 999).decode() == (
            "".join((*START, "\x1b[?7h", "\x1b[?2004l")) + "\x1b[<u\x1b[?1004l\x1b[?25h\x1b[?1000l\x1b[?1049l"
        )
        out.give_back()
        out.write("the shell's")
        out.flush()
        assert os.read(reading, 999) == b"the shell's"


def test_a_terminal_that_refused_what_ends_its_modes_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[bool] = []
    reading, writing = os.pipe()
    with open(writing, "w", encoding="utf-8") as file:  # noqa: PTH123 - a descriptor
        out = Wire(file, lambda: gone.append(True))
        out.write("\x1b[?1049h")
        out.flush()

        def refuse(*_: object) -> int:
            raise OSError

        with monkeypatch.context() as refusing:
            refusing.setattr(os, "write", refuse)
            out.write(FRAME)
            out.write("\x1b[?1049l")
            out.flush()
        assert gone == [True]
        out.give_back()
        assert os.read(reading, 999) == b"\x1b[?1049h\x1b[?1049l"
    os.close(reading)


def test_a_frame_that_nobody_wants_to_see_stops_between_two_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []
    with wire() as (out, _):

        def slow(_: int, data: bytes) -> int:
            written.append(data)
            out.is_hurried |= len(written) == 3
            return len(data)

        monkeypatch.setattr(os, "write", slow)
        out.write(FRAME)
        out.flush()
        *pieces, end = written
        assert len(pieces) == 3
        assert FRAME.encode().startswith(b"".join(pieces))
        assert FRAME.encode()[len(b"".join(pieces)) :].startswith(b"\x1b[")
        assert end == SYNC_END.encode()
        clip = "\x1b]52;c;" + "eA==" * 99 + "\x07"
        for text in (clip, FRAME, "\x1b[?1049l"):
            out.write(text)
        out.flush()
        assert written[-3:] == [clip.encode(), SYNC_END.encode(), b"\x1b[?1049l"], "what was copied is not lost"


def test_a_frame_is_written_whole_where_nobody_hurries(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []
    with wire() as (out, _):

        def in_parts(_: int, data: bytes) -> int:
            written.append(data[:700])
            return len(written[-1])

        monkeypatch.setattr(os, "write", in_parts)
        for text in (FRAME, "\x1b[2J" + "without another escape " * 999):
            out.write(text)
        out.flush()
    assert b"".join(written).decode() == FRAME + "\x1b[2J" + "without another escape " * 999


def test_an_error_in_the_thread_that_writes_is_handed_over_and_holds_nobody_up() -> None:
    failed: list[Exception] = []
    with wire() as (out, _):
        out.failed = failed.append
        out.flush = cast("object", None)  # type: ignore[method-assign,assignment]  # fails when it is called
        writer = Writer(cast("StringIO", out))
        writer.start()
        writing = threading.Thread(target=lambda: deque(map(writer.write, "x" * 100)), daemon=True)
        writing.start()
        writing.join(10)
        assert not writing.is_alive()
        writer.end(lambda: False)
        assert not writer.is_alive()
    assert [type(error) for error in failed] == [TypeError]


def test_who_is_to_end_waits_no_longer_for_a_terminal_that_takes_nothing() -> None:
    taken = threading.Event()

    class Full(StringIO):
        def write(self, text: str) -> int:
            taken.wait()
            return len(text)

    writer = Writer(Full())
    writer.start()
    for _ in range(31):
        writer.write("x")
    asked = iter([False, False, True])
    writer.end(lambda: next(asked))
    assert writer.is_alive()
    taken.set()
    writer.end(lambda: False)
    assert not writer.is_alive()
