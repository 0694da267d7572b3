"""First frame of the explorer against a minimal Textual app, started in turn in the same loop.

    uv run python -m tests.bench.startup [DATABASE] [--rounds 15] [--json]

Prints the median time from process start to the end of the first burst of output, for both, and their ratio pair by
pair. Only the ratio means anything on a shared machine.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import sys
import time
from pathlib import Path

from tests.terminal import Terminal

HERE = Path(__file__).parent


def first_frame(command: list[str], ready: str) -> float:
    """Milliseconds from the start of `command` until its output matches `ready`."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody's Python compiles a program anew at every start
    with Terminal(command) as terminal:
        if not terminal.wait_for(ready, limit=20):
            raise SystemExit(f"no frame from {' '.join(command)}: {terminal.text()[-300:]}")
        return (terminal.last_output - terminal.started) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", nargs="?", default="data.db")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    ours = [sys.executable, "-m", "explorer", args.database]
    floor = [sys.executable, str(HERE / "minimal.py")]
    pairs = []
    for warm_up in (True, *[False] * args.rounds):
        pair = (first_frame(ours, re.escape("Claims")), first_frame(floor, "row 20"))
        if not warm_up:
            pairs.append(pair)
        time.sleep(0.05)
    result = {
        "explorer_ms": round(statistics.median(a for a, _ in pairs), 1),
        "minimal_ms": round(statistics.median(b for _, b in pairs), 1),
        "ratio": round(statistics.median(a / b for a, b in pairs), 3),
        "rounds": args.rounds,
    }
    print(json.dumps(result) if args.json else "  ".join(f"{key} {value}" for key, value in result.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
