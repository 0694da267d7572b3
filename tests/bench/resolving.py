"""How well statements of many articles are brought together: pairs, candidates, copies, rewrites, conflicts, speed.

    uv run python -m tests.bench.resolving DATA [--develop] [--json]

DATA is a folder of data sets laid out as `match_data.py` says; a set that is missing costs one line. Without --develop
the parts are measured that no rule and no weight was made with. Every figure is one of the shipped functions'.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from math import isnan
from pathlib import Path

from explorer.text.inert import make_inert
from tests.bench import (
    resolving_articles,
    resolving_candidates,
    resolving_conflicts,
    resolving_entities,
    resolving_pairs,
)
from tests.bench.match_data import Row, each

ROOMS: tuple[Callable[[Path, bool], list[Row]], ...] = (
    resolving_pairs.rows,
    resolving_conflicts.rows,
    resolving_entities.rows,
    resolving_candidates.rows,
    resolving_articles.rows,
)
"""Each gives the rows of one part of the work, from (DATA, whether only what may be developed with is measured)."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run it; exit code 0 when every row reaches what it must, 1 when one does not, 2 for a folder that is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("--develop", action="store_true", help="measure on the parts that rules were made with")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    if not args.data.is_dir():
        print(make_inert(f"resolving: {args.data} is no folder"), file=sys.stderr)
        return 2
    found: list[Row] = []
    for room in ROOMS:
        rows = each(partial(room, args.data, args.develop))
        found += rows
        if not args.json:
            for row in rows:
                print(line(row), flush=True)
    if args.json:
        print(json.dumps({"develop": args.develop, "rows": [_record(row) for row in found]}, indent=1))
    return 0 if all(reaches(row) for row in found) else 1


def reaches(row: Row) -> bool:
    """Whether a row is as good as it must be; one without a goal or without a value is."""
    if row.wanted is None or isnan(row.value):
        return True
    return row.value <= row.wanted if row.at_most else row.value >= row.wanted


def line(row: Row) -> str:
    """A row of the table: measure, value, what it must reach, and whether it does."""
    if not row.measure:
        return make_inert(row.note)
    goal = "" if row.wanted is None else f"{'≤' if row.at_most else '≥'} {_number(row.wanted)}"
    told = "" if reaches(row) else "  NOT REACHED"
    note = f"  {row.note}" if row.note else ""
    return make_inert(f"{row.measure:<66} {_number(row.value):>9}  {goal:<9}{told}{note}".rstrip())


def _number(value: float) -> str:
    if isnan(value):
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}"


def _record(row: Row) -> dict[str, object]:
    return asdict(row) | {"value": None if isnan(row.value) else row.value, "reached": reaches(row)}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
