"""A minute of typing, erasing and typing again at 40 ms a key: is what is shown in the end what was asked for?

    uv run python -m tests.bench.minute claims.db [--seconds 60] [--json]

Queries are made of the database's claims by seed, with typing errors; each is typed, taken back in part or whole, and
typed on. At the end the screen is made to draw itself anew, and compared with that of a program just started in which
the last query was typed key by key: no word of a list, a count, a hint or the comparison may differ (`differing` counts
those that do).

  echo_p95_ms, echo_max_ms  from a key to the next byte of output
  unechoed                  keys after which nothing came before the next one
  settled_ms                from the last key of all until the screen is still
  rss_start_mb … rss_mb     memory after the first tenth of the time, around half-time and towards the end, each the
                            middle of the figures of a fifth of the time: what a key takes for a moment comes and goes
  rss_max_mb, growth_mb     the most of all; and what the second half has added, when all that is read once is there
"""

from __future__ import annotations

import argparse
import fcntl
import json
import random
import re
import statistics
import struct
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

if __package__ in (None, ""):  # run as a file: its folder would come before ours
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from tests.bench.keys import BACKSPACE, Typist, keys_of
from tests.bench.search_database import sample
from tests.bench.search_queries import make_queries
from tests.bench.search_run import FailedError, share
from tests.terminal import ESCAPES

_QUIET = 1.0  # seconds; what comes in idle time comes within
_SHOWN = 20  # words that differ
_SLOW = 0.2  # seconds a key, by which one cannot outrun the program
_LOOKS = 20  # at most, until the screen no longer changes
_LOADING = "loading"  # what the screen says while the index is read
_COLUMNS, _ROWS = 120, 40


@dataclass(slots=True)
class Minute:
    """What happened."""

    last: str = ""
    """What the search line holds in the end."""
    echoes: list[float] = field(default_factory=list)
    """Milliseconds from a key to the next output; those without any are not among them."""
    keys: int = 0
    memory: list[float] = field(default_factory=list)
    """MB, once a second."""
    settled_ms: float = 0.0
    differing: list[str] = field(default_factory=list)
    """Words that only one of the two screens has at the end."""

    def figures(self) -> dict[str, float]:
        """What is printed."""
        half, end = self._around(0.5), self._around(0.9)
        return {
            "keys": self.keys, "unechoed": self.keys - len(self.echoes), "echo_p95_ms": share(self.echoes, 0.95),
            "echo_max_ms": max(self.echoes), "settled_ms": self.settled_ms, "rss_start_mb": self._around(0.1),
            "rss_half_mb": half, "rss_mb": end, "rss_max_mb": max(self.memory), "growth_mb": end - half,
            "differing": len(self.differing),
        }  # fmt: skip

    def _around(self, part: float) -> float:
        """The middle of the memory in the fifth of the time around a part of it (0–1)."""
        size = len(self.memory)
        return statistics.median(self.memory[int((part - 0.1) * size) : int((part + 0.1) * size) + 1])


def typed_and_erased(texts: Sequence[str], chance: random.Random) -> Iterator[str]:
    """Keys without end: a text, some or all of it taken back, the rest of it again or another."""
    line = ""
    while True:
        for key in keys_of(chance.choice(texts)):
            line += key
            yield key
        back = chance.choice((len(line), len(line), len(line) // 2))
        again = line[len(line) - back :]
        yield from [BACKSPACE] * back
        line = line[: len(line) - back]
        if line:  # half is left: its end is typed again, then all goes
            yield from keys_of(again)
            line += again
            yield from [BACKSPACE] * len(line)
            line = ""


def run(command: Sequence[str], texts: Sequence[str], seconds: float, *, pause: float = 0.04, seed: int = 5) -> Minute:
    """Type for `seconds`, a key each `pause`; then compare with a fresh program."""
    chance, told = random.Random(seed), Minute()
    with Typist(command, quiet=_QUIET, columns=_COLUMNS, rows=_ROWS) as typist:
        typist.press("/")
        end = time.perf_counter() + seconds
        second = 0.0
        for key in typed_and_erased(texts, chance):
            sent = time.perf_counter()
            if sent > end:
                break
            told.last = told.last[:-1] if key == BACKSPACE else told.last + key
            told.keys += 1
            if typist.has_ended:
                raise FailedError(f"the program has ended: {typist.terminal.text()[-200:].strip()}")
            if echo := typist.watch_for(key, pause):
                told.echoes.append(echo)
            if sent - second > 1:
                second = sent
                told.memory.append(typist.rss_mb())
        if not told.last:
            told.last = texts[0]
            for key in keys_of(told.last):
                typist.watch_for(key, pause)
        told.settled_ms = typist.still().settled
        told.memory.append(typist.rss_mb())
        tired = _drawn_anew(typist)
    with Typist(command, quiet=_QUIET, columns=_COLUMNS, rows=_ROWS) as typist:
        typist.press("/")
        for key in keys_of(told.last):
            typist.watch_for(key, _SLOW)
        typist.still()
        told.differing = sorted(_drawn_anew(typist) ^ tired)
    return told


def _drawn_anew(typist: Typist) -> set[str]:
    """The words on the screen as they are drawn when the size changes, once nothing changes."""
    before: set[str] = set()
    for _ in range(_LOOKS):
        _resize(typist, _ROWS - 2)
        seen = len(typist.terminal.output)
        _resize(typist, _ROWS - 1)
        drawn = ESCAPES.sub(b" ", bytes(typist.terminal.output[seen:])).decode("utf-8", "replace")
        words = set(re.findall(r"[^\s│─╭╮╰╯▂▌▃▄▅▆▇]+", drawn))
        if words == before and _LOADING not in words:
            break
        before = words
    return before


def _resize(typist: Typist, rows: int) -> None:
    fcntl.ioctl(typist.terminal.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, _COLUMNS, 0, 0))
    typist.still()


def main(argv: Sequence[str] | None = None) -> int:
    """Run it; exit code 1 where the screen is not what it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    texts = [query.text for query in make_queries(sample(args.database, 20_000), args.seed)]
    command = [sys.executable, "-m", "explorer", str(args.database)]
    try:
        told = run(command, texts, args.seconds, seed=args.seed)
    except FailedError as error:
        print(f"minute: {error}", file=sys.stderr)
        return 2
    result = told.figures()
    print(json.dumps(result) if args.json else "\n".join(f"{name:14} {value:10.1f}" for name, value in result.items()))
    if told.differing:
        print(f"minute: on one screen only: {' '.join(told.differing[:_SHOWN])}", file=sys.stderr)
    return 1 if told.differing else 0


if __name__ == "__main__":
    sys.exit(main())
