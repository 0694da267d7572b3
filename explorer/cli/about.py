"""`explorer about`: what this program is, and how well it reads, measured on the spot."""

from __future__ import annotations

import platform
from argparse import Namespace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import explorer
from explorer.cli.output import write_json, write_line
from explorer.cli.parser import database_path
from explorer.cli.progress import clear_line, is_watched, write_over
from explorer.state import state_path
from explorer.text.inert import make_inert

if TYPE_CHECKING:
    from explorer.measure.accuracy import Accuracy
    from explorer.measure.matching import Score

LICENSE = "MIT"
_CLASSES = 12  # classes of errors that the table names; the rest is counted
_WEAKEST, _ENOUGH = 5, 5  # rows named as the weakest, among those with at least so many cases
_NAME = 38  # columns of the longest name of a row


def about(args: Namespace) -> int:
    """`explorer about`."""
    if args.accuracy:
        _accuracy(as_json=args.json)
        return 0
    facts = _facts(args)
    if args.json:
        write_json(facts)
        return 0
    write_line(f"explorer {facts['version']}: {(explorer.__doc__ or '').strip()}")
    write_line()
    for name, value in facts.items():
        if name != "version":
            write_line(f"{name.replace('_', ' '):<16}{value}")
    write_line()
    write_line("It never uses the network. How well it reads: explorer about --accuracy")
    return 0


def _facts(args: Namespace) -> dict[str, str]:
    from explorer import extract, ingest, vectors
    from explorer.resolve import RULES_VERSION
    from explorer.store.schema import SCHEMA_VERSION

    database = database_path(args)
    return {
        "version": explorer.__version__,
        "license": LICENSE,
        "rules": f"ingest {ingest.RULES_VERSION}, extract {extract.RULES_VERSION}, resolve {RULES_VERSION}",
        "model": f"{extract.MODEL_VERSION} (spaCy {metadata.version('spacy')})",
        "vectors": vectors.installed() or "not installed: statements are compared and found by words alone",
        "database_schema": str(SCHEMA_VERSION),
        "export_schema": "explorer/1",
        "python": platform.python_version(),
        "program": str(Path(explorer.__file__).parent),
        "database": str(database.absolute()) + ("" if database.exists() else " (not there yet)"),
        "state": str(state_path()),
    }


# -- accuracy ----------------------------------------------------------------------------------------------------------


def _accuracy(*, as_json: bool) -> None:
    from explorer.measure.accuracy import measure
    from explorer.measure.items import load_items

    items = load_items()
    watched = is_watched()
    try:
        result = measure(items, _progress if watched else None)
    finally:
        if watched:
            clear_line()
    if as_json:
        write_json(_record(result))
        return
    traps = sum(bool(item.trap) for item in items)
    write_line(
        f"explorer {explorer.__version__} read {result.sentences} sentences of its own annotated set: "
        f"{result.statements} statements of somebody, {traps} sentences that only look like one."
    )
    _print_rows(result)
    _print_forms(result)
    _print_errors(result)
    for line in _meaning(result):
        write_line()
        write_line(line)


def _progress(done: int, total: int) -> None:
    write_over(f"Reading the annotated set: {done} of {total}")


def _print_rows(result: Accuracy) -> None:
    from explorer.measure.accuracy import GROUPS

    *full, shares = GROUPS
    for heading in full:
        write_line()
        write_line(f"{heading:<{_NAME}}{'n':>5}{'precision':>11}{'recall':>8}{'F1':>7}")
        for row in GROUPS[heading]:
            score = result.rows[row]
            if score.gold or score.found:
                figures = f"{_figure(score.precision):>11}{_figure(score.recall):>8}{_figure(score.f1):>7}"
                write_line(f"  {row.replace('_', ' '):<{_NAME - 2}}{score.gold:>5}{figures}")
    write_line()
    write_line(f"{shares:<{_NAME}}{'n':>5}{'per cent':>11}")
    for row in GROUPS[shares]:
        write_line(f"  {row:<{_NAME - 2}}{result.rows[row].gold:>5}{_figure(result.rows[row].recall):>11}")


def _print_forms(result: Accuracy) -> None:
    write_line()
    write_line(f"{'constructions':<{_NAME}}{'n':>5}{'found':>11}{'and speaker':>13}")
    for form, (count, found, right) in result.forms.items():
        write_line(f"  {form:<{_NAME - 2}}{count:>5}{found:>11}{right:>13}")


def _print_errors(result: Accuracy) -> None:
    errors = result.errors
    write_line()
    write_line(f"largest of {len(errors)} classes of errors, with the first of each")
    for error in errors[:_CLASSES]:
        write_line(f"{error.count:>5}  {error.name}: {error.example}")


def _meaning(result: Accuracy) -> list[str]:
    """What the figures mean, and what they do not."""
    seen = (
        f"a second reader has gone over {result.reviewed_twice} of its {result.items} items"
        if result.reviewed_twice
        else "no second reader has gone over it yet"
    )
    weakest = sorted(_weighable(result), key=lambda pair: (pair[1], pair[0]))[:_WEAKEST]
    return [
        "What this means: precision is the share of what the program found that is right, recall the share of what is "
        "there that it found, in per cent; n is what is there. A statement counts as found when at least half of the "
        "words of both are shared.",
        "What it does not mean: the set was written for this program, every construction on purpose and more often "
        "than news has it, and annotated by hand by its authors; "
        f"{seen}. On real news, with longer sentences, expect fewer of the statements and fewer exact boundaries. "
        "A row of few cases says little.",
        "Weakest here, by F1: " + ", ".join(f"{name.replace('_', ' ')} ({value:g})" for name, value in weakest) + ".",
    ]


def _weighable(result: Accuracy) -> list[tuple[str, float]]:
    """Rows with enough cases, and their F1; the recall where the program never says that it is of this kind."""
    from explorer.measure.accuracy import GROUPS

    *full, _ = GROUPS.values()
    scores = [(row, result.rows[row]) for rows in full for row in rows if result.rows[row].gold >= _ENOUGH]
    return [(row, score.recall or 0.0 if score.f1 is None else score.f1) for row, score in scores]


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _record(result: Accuracy) -> dict[str, Any]:
    return {
        "version": explorer.__version__,
        "items": result.items,
        "reviewed_twice": result.reviewed_twice,
        "sentences": result.sentences,
        "statements": result.statements,
        "rows": [{"name": name, **_scores(score)} for name, score in result.rows.items()],
        "constructions": [
            {"name": form, "n": count, "found": found, "with_speaker": right}
            for form, (count, found, right) in result.forms.items()
        ],
        "errors": [
            {"name": error.name, "count": error.count, "example": make_inert(error.example)} for error in result.errors
        ],
        "meaning": _meaning(result),
    }


def _scores(score: Score) -> dict[str, float | int | None]:
    return {
        "n": score.gold,
        "found": score.found,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }
