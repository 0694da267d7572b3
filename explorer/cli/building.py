"""The verb `build`: read a folder of articles, and tell what became of every file and every character."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from explorer.build import BuildReport
from explorer.build import build as build_database
from explorer.cli.output import say, write_json
from explorer.cli.parser import database_path
from explorer.cli.progress import shown_progress
from explorer.text.nouns import singular
from explorer.text.phrases import plural


def build(args: Namespace) -> int:
    """`explorer build`."""
    report = build_and_tell(args.folders, database_path(args), fresh=args.fresh, related=args.related)
    if args.json:
        write_json(
            {
                "database": str(report.database),
                "counts": dict(report.counts),
                "files": [
                    {
                        "path": f.path,
                        "outcome": f.outcome,
                        "reason": f.reason,
                        "doubt": f.doubt,
                        "unchanged": f.unchanged,
                    }
                    for f in report.files
                ],
                "removed": list(report.removed),
                "words_alone": report.words_alone,
                "unrelated": report.unrelated,
                "characters": report.characters,
                "duplicates": [list(paths) for paths in report.duplicates],
            }
        )
    return 0


def build_and_tell(folders: list[Path], database: Path, *, fresh: bool = False, related: bool = False) -> BuildReport:
    """Build with progress, and tell what became of every file and every character."""
    with shown_progress() as show:
        report = build_database(folders, database, progress=show, fresh=fresh, related=related)
    try:
        _tell(report)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"{report.database} has been built") from None
    return report


def _tell(report: BuildReport) -> None:
    for outcome in ("refused", "skipped"):
        for file in report.by_outcome(outcome):
            named = file.reason.startswith(f"{file.path}: ")
            say(f"{outcome}: {file.reason if named else f'{file.path}: {file.reason}'}")
    for file in report.by_outcome("read"):
        if file.doubt:
            say(f"look at: {file.path}: {file.doubt}")
    for paths in report.duplicates:
        say(f"the same bytes: {', '.join(paths)}")
    for line in _taken_over(report):
        say(line)
    if report.words_alone:
        say(
            "statements were compared by their words alone, and no claim will be found by its meaning: no sentence "
            "encoder is installed, or it cannot be read"
        )
    if report.unrelated:
        say(report.unrelated)
    total = sum(report.characters.values())
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in report.characters.items())
    say(f"{plural(total, 'character')}: {kinds}")
    counts = ", ".join(plural(count, singular(kind)) for kind, count in report.counts.items())
    say(f"Built {report.database}: {counts}.")


def _taken_over(report: BuildReport) -> list[str]:
    """What was not read again because the database that stood before had it, or why all was."""
    if report.anew:
        return [f"all articles were read anew: {report.anew}"]
    if report.same:
        return ["nothing has changed: the database stays as it is"]
    read = report.by_outcome("read")
    unchanged = sum(file.unchanged for file in read)
    if not unchanged and not report.removed:
        return []
    parts = [f"{plural(unchanged, 'article')} unchanged", f"{len(read) - unchanged:,} read anew"]
    parts += [f"{len(report.removed):,} removed"] if report.removed else []
    return [f"{', '.join(parts)}; {report.told_anew:,} of {plural(report.counts['claims'], 'claim')} told anew"]
