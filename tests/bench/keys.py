"""From a key to the frame it makes, for any program that runs in a terminal.

    uv run python -m tests.bench.keys --before / --keys "nvida h20" -- uv run explorer claims.db
    uv run python -m tests.bench.keys --quiet 900 --keys "nvida h20" -- sh -c "exec fzf < claims.txt"

The program runs in a pseudo-terminal that answers its questions as a real one does. A key is written alone when the
screen is still; `first` is the first byte that comes back, `settled` the last one before --quiet milliseconds without
any. That must be longer than the program's slowest step, and shorter than the period of anything that blinks.

  start_ms          from the start of the program to its first byte, and to the end of its first frame
  first_ms          p50 and p95 over all keys
  settled_ms        p50, p95 and the longest over all keys
  bytes, cpu_ms     of output, and of processor time of the program and all it started, a key
  burst_ms          with --burst 40: the keys written one each 40 ms; from the last of them until the screen is still
  rss_mb            memory of the program and all it started, at the end
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

if __package__ in (None, ""):  # run as a file: its folder would come before ours
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from tests.bench.search_run import family, memory, share
from tests.terminal import Terminal

BACKSPACE = "\x7f"
_KEY = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]|\x1bO.|.", re.S)
_LONGEST = 20.0  # seconds that a program may take to start, or to come to rest
_SILENT = 4.0  # seconds after which a key has no answer
FRAME_END = b"\x1b[?2026l"
"""What programs write at the end of a frame, to terminals that show it as one."""
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Frame:
    """Milliseconds from a key to the first and the last byte that it caused, and how many; all 0 where none came."""

    first: float
    settled: float
    size: int
    whole: float = 0.0
    """Milliseconds to the end of the first frame; of a program that tells none, to the last byte."""


@dataclass(slots=True)
class Typed:
    """What keys have cost a program."""

    frames: list[Frame] = field(default_factory=list)
    cpu_ms: float = 0.0
    burst_ms: list[float] = field(default_factory=list)


class Typist:
    """Types into a program and watches the screen; a context manager that ends the program."""

    def __init__(self, command: Sequence[str], *, quiet: float, columns: int = 120, rows: int = 40) -> None:
        """`quiet` seconds without output are a still screen."""
        self.has_ended = False
        self.quiet = quiet
        self._state = tempfile.TemporaryDirectory(prefix="explorer-bench-")
        env = {"XDG_STATE_HOME": self._state.name}  # what is typed here is no history of the user's
        self.terminal = Terminal(command, columns=columns, rows=rows, env=env)
        opening = self._watch(self.terminal.started)
        self.first_byte_ms, self.first_frame_ms = opening.first, opening.settled
        """From the start of the program."""

    def __enter__(self) -> Typist:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the program."""
        self.terminal.close()
        self._state.cleanup()

    def _watch(self, since: float, *, may_be_silent: bool = False) -> Frame:
        """Read from `since` until the screen is still; wait for a first byte, unless there may be none."""
        seen, first, last, whole = len(self.terminal.output), 0.0, 0.0, 0.0
        known = seen
        end = since + (self.quiet if may_be_silent else _LONGEST if since == self.terminal.started else _SILENT)
        while (now := time.perf_counter()) < end:
            wait = (last + self.quiet if first else end) - now
            if wait <= 0 or not self.terminal.read(wait):
                break
            if len(self.terminal.output) > known:
                known, last = len(self.terminal.output), self.terminal.last_output
                first = first or last
                if not whole and FRAME_END in self.terminal.output[seen:]:
                    whole = last
                end = since + _LONGEST
        if not first:
            return Frame(0.0, 0.0, 0)
        return Frame(1e3 * (first - since), 1e3 * (last - since), known - seen, 1e3 * ((whole or last) - since))

    def press(self, key: str) -> Frame:
        """Write one key when all output of earlier ones has been read, and watch."""
        while self._pending():
            pass
        since = time.perf_counter()
        self.terminal.send(key)
        return self._watch(since)

    def _pending(self) -> bool:
        seen = len(self.terminal.output)
        return self.terminal.read(0.0) and len(self.terminal.output) > seen

    def burst(self, keys: Sequence[str], pause: float) -> float:
        """Write keys `pause` seconds apart; milliseconds from the last until the screen is still."""
        since = time.perf_counter()
        for number, key in enumerate(keys):
            self.terminal.send(key)
            since = time.perf_counter()
            while number < len(keys) - 1 and (left := since + pause - time.perf_counter()) > 0:
                self.terminal.read(left)
        return self._watch(since).settled

    def watch_for(self, key: str, pause: float) -> float:
        """Write a key and read for `pause` seconds; milliseconds to the first output, 0 where none came."""
        since = time.perf_counter()
        seen, first = len(self.terminal.output), 0.0
        self.terminal.send(key)
        while (left := since + pause - time.perf_counter()) > 0 and not self.has_ended:
            self.has_ended = not self.terminal.read(left)
            if not first and len(self.terminal.output) > seen:
                first = 1e3 * (self.terminal.last_output - since)
        return first

    def still(self) -> Frame:
        """Read until the screen is still; counted from now."""
        return self._watch(time.perf_counter(), may_be_silent=True)

    def cpu_ms(self) -> float:
        """Processor time of the program and all it started, so far; 0 where the system does not tell."""
        return sum(map(_cpu_ms, family(self.terminal.pid)))

    def rss_mb(self) -> float:
        """Memory of the program and all it started."""
        return sum(map(memory, family(self.terminal.pid)))

    def type_and_erase(self, text: str, typed: Typed, burst: float = 0.0) -> None:
        """Type `text` key by key, and with `burst` (seconds a key) once more without waiting; erase it each time."""
        keys = keys_of(text)
        before = self.cpu_ms()
        typed.frames += [self.press(key) for key in keys]
        typed.cpu_ms += self.cpu_ms() - before
        self.erase(len(keys))
        if burst:
            typed.burst_ms.append(self.burst(keys, burst))
            self.erase(len(keys))

    def erase(self, count: int) -> None:
        """Take `count` characters back."""
        self.burst([BACKSPACE] * count, 0.01)


def keys_of(text: str) -> list[str]:
    """The keys that write `text`; an escape sequence is one."""
    return _KEY.findall(text)


def _cpu_ms(pid: int) -> float:
    with suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        return 1e3 * (int(fields[11]) + int(fields[12])) / _TICK
    return 0.0


def figures(typed: Typed) -> dict[str, float]:
    """The figures of all keys that were typed."""
    first = [frame.first for frame in typed.frames if frame.size]
    settled = [frame.settled for frame in typed.frames if frame.size]
    if not settled:
        return {"keys": 0}
    found = {
        "keys": len(settled), "silent": len(typed.frames) - len(settled), "first_p50_ms": share(first, 0.5),
        "first_p95_ms": share(first, 0.95), "settled_p50_ms": share(settled, 0.5),
        "settled_p95_ms": share(settled, 0.95), "settled_max_ms": max(settled),
        "bytes": share([frame.size for frame in typed.frames], 0.5), "cpu_ms": typed.cpu_ms / len(typed.frames),
    }  # fmt: skip
    if typed.burst_ms:
        found["burst_ms"] = share(typed.burst_ms, 0.5)
    return found


def missing(command: Sequence[str]) -> str | None:
    """A sentence where a command's program is not there, else None."""
    return None if shutil.which(command[0]) else f"{command[0]} is not installed here"


def main(argv: Sequence[str] | None = None) -> int:
    """Run it; exit code 1 where a key got no answer, 2 where the program is not there or prints nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", action="append", help="what is typed (may be given several times)")
    parser.add_argument("--before", default="", help="keys that are not measured, after the first frame")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--quiet", type=float, default=300, metavar="MS", help="a still screen (300)")
    parser.add_argument("--burst", type=float, default=0, metavar="MS", help="also type without waiting, a key each MS")
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("command", nargs="+")
    args = parser.parse_args(argv)
    if why := missing(args.command):
        print(f"keys: {why}", file=sys.stderr)
        return 2
    columns, rows = map(int, args.size.split("x"))
    typed = Typed()
    with Typist(args.command, quiet=args.quiet / 1e3, columns=columns, rows=rows) as typist:
        if not typist.first_byte_ms:
            print(f"keys: {args.command[0]} has printed nothing", file=sys.stderr)
            return 2
        for key in keys_of(args.before):
            typist.press(key)
        for _ in range(args.repeat):
            for text in args.keys or ["nvida h20"]:
                typist.type_and_erase(text, typed, args.burst / 1e3)
        start = {"first_byte_ms": typist.first_byte_ms, "first_frame_ms": typist.first_frame_ms}
        result = {**start, **figures(typed), "rss_mb": typist.rss_mb()}
    if args.json:
        print(json.dumps(result))
    else:
        print("\n".join(f"{name:16} {value:10.1f}" for name, value in result.items()))
    return 1 if result["keys"] < len(typed.frames) else 0


if __name__ == "__main__":
    sys.exit(main())
