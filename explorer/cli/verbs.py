"""One function a verb. What is slow to import is imported by the verb that needs it: the screen opens without it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.output import say, write, write_json, write_line
from explorer.cli.parser import Verb, database_path
from explorer.cli.progress import doing
from explorer.errors import NotFoundError, UsageError, VerifyError
from explorer.text.inert import make_inert
from explorer.text.phrases import one, plural

if TYPE_CHECKING:
    from explorer.models import Claim, Evidence
    from explorer.store.reader import Database
    from explorer.store.verify import VerifyReport


def _open(args: Namespace) -> Database:
    from explorer.store.reader import Database

    return Database.open(database_path(args))


def show(args: Namespace) -> int:
    """`explorer show`."""
    from explorer.cli import cards, records, texts

    with _open(args) as database:
        kind, identity = database.find(args.id)
        if args.text and kind != "source":
            raise UsageError(f"--text takes a source, and {identity} is {one(kind)}")
        if not args.json:
            {
                "source": cards.print_source,
                "entity": cards.print_entity,
                "claim": cards.print_claim,
                "disagreement": cards.print_disagreement,
            }[kind](database, identity)
            if args.text:
                texts.print_text(database, identity)
            return 0
        if kind == "disagreement":
            found = next(each for each in database.disagreements() if each.id == identity)
            record = records.disagreement_record(database, found)
        else:
            make = {
                "source": records.source_record,
                "entity": records.entity_record,
                "claim": records.claim_record,
            }[kind]
            record = make(database, identity)
        if args.text:
            record["text"] = database.text(identity)
            record["evidence"] = [each._asdict() for each in texts.told_in(database, identity)]
        write_json({"kind": kind, "record": record})
    return 0


def cite(args: Namespace) -> int:
    """`explorer cite`."""
    from explorer.cite import cite as citation_of

    with _open(args) as database:
        kind, identity = database.find(args.claim)
        if kind != "claim":
            raise UsageError(
                f"{identity} is {one(kind)}; cite takes a claim (explorer show {identity} lists its claims)"
            )
        claim = database.claim(identity)
        evidence = _evidence_of(database, claim, args.source)
        statement = evidence.statement
        source = database.source(statement.source)
    citation = citation_of(source, statement.extent, args.style, claim=claim, evidence=evidence)
    if args.json:
        write_json(
            {
                "claim": claim.id,
                "source": source.id,
                "start": statement.extent.start,
                "end": statement.extent.end,
                "style": args.style,
                "text": citation.text,
                "warnings": list(citation.warnings),
            }
        )
    else:
        write(make_inert(citation.text, keep_newlines=True) + "\n")  # never wrapped: it is there to be pasted
    for warning in citation.warnings:
        say(f"Warning: {warning}")
    if args.copy:
        from explorer.clipboard import copy

        say(copy(citation.text).message)
    return 0


def _evidence_of(database: Database, claim: Claim, wanted: str | None) -> Evidence:
    """The first evidence of `claim`, or the first in the source that `wanted` names by id or path."""
    if wanted is None:
        return claim.evidence[0]
    sources = {e.statement.source: database.source(e.statement.source).path for e in claim.evidence}
    matches = [
        [source for source, path in sources.items() if path == wanted],
        [source for source, path in sources.items() if source.startswith(wanted.lower())],
        [
            source
            for source, path in sources.items()
            if path.endswith("/" + wanted) or Path(path).name.startswith(wanted)
        ],
    ]
    found = next((match for match in matches if match), [])
    if len(found) != 1:
        has = ", ".join(f"{path} ({source})" for source, path in sources.items())
        what = "fits several sources" if found else "is no source"
        raise NotFoundError(f"{wanted} {what} of claim {claim.id}, which has: {has}")
    return next(e for e in claim.evidence if e.statement.source == found[0])


def export(args: Namespace) -> int:
    """`explorer export`."""
    if args.schema:
        from explorer.cite.export import json_schema

        text = json_schema()
    else:
        with _open(args) as database, doing("Gathering what is exported …"):
            text = _exported(args, database)
    if args.output is None or str(args.output) == "-":
        write(text)
        return 0
    from explorer.cli.files import write_whole

    write_whole(args.output, text)
    say(f"Wrote {args.output}.")
    return 0


def _exported(args: Namespace, database: Database) -> str:
    """All, the claims that are named, or those that are marked."""
    from explorer.cite.formats import in_format
    from explorer.cli.notes import claim_notes, marked_claims

    wanted = marked_claims(database) if args.marked else _claims(database, args.claims)
    return in_format(database, args.format, wanted, claim_notes(database) if args.format == "markdown" else {})


def _claims(database: Database, prefixes: list[str] | None) -> list[str] | None:
    """Whole ids of claims; None where none is named. Raises UsageError for an id of something else."""
    if prefixes is None:
        return None
    found = [database.find(prefix) for prefix in prefixes]
    for kind, identity in found:
        if kind != "claim":
            raise UsageError(f"{identity} is {one(kind)}; export --claim takes claims")
    return [identity for _, identity in found]


def build(args: Namespace) -> int:
    """`explorer build`."""
    from explorer.cli.building import build as run

    return run(args)


def verify(args: Namespace) -> int:
    """`explorer verify`."""
    from explorer.store.verify import verify as verify_database

    path = database_path(args)
    with doing("Reading every span again …"):
        report = verify_database(path, *args.folder)
    if args.json:
        write_json(
            {
                "database": str(path),
                "ok": report.ok,
                "spans": report.spans,
                "wrong": [str(wrong) for wrong in report.wrong],
                "damaged": list(report.damaged),
                "folder": str(report.folder) if report.folder else None,
                "files_checked": report.files_checked,
                "changed": list(report.changed),
                "missing": list(report.missing),
                "added": list(report.added),
            }
        )
    else:
        _print_findings(report, args.folder)
    if not report.ok:
        raise VerifyError(_verdict(path, report, guessed=not args.folder))
    return 0


def _print_findings(report: VerifyReport, folders: list[Path]) -> None:
    write_line(f"{plural(report.spans, 'span')} read again, {len(report.wrong):,} wrong")
    if report.folder:
        where = ", ".join(map(str, folders)) or report.folder
        count = plural(report.files_checked, "file")
        write_line(f"{count} hashed again in {where}, {len(report.changed):,} changed")
    else:
        write_line("no file hashed again: none lies beside the database; name their folder with --folder")
    for what, lines in (
        ("wrong span", [str(wrong) for wrong in report.wrong]),
        ("damaged", report.damaged),
        ("changed file", report.changed),
        ("missing file", report.missing),
        ("not in the database", report.added),
    ):
        for line in lines:
            write_line(f"{what}: {line}")


def _verdict(path: Path, report: VerifyReport, *, guessed: bool) -> str:
    """What is wrong, the database or the files beside it, and what to do."""
    inside = len(report.wrong) + len(report.damaged)
    if inside:
        found = plural(inside + len(report.changed) + len(report.missing), "finding")
        return (
            f"{path} no longer holds what was built: {found}, listed on standard output; rebuild it with explorer build"
        )
    counts = [
        f"{len(paths):,} {what}" for what, paths in (("changed", report.changed), ("missing", report.missing)) if paths
    ]
    todo = "name their folder with --folder" if guessed and report.missing else "put them back"
    found = f"the articles of {path} are no longer those that were built ({', '.join(counts)})"
    return f"{found}, listed on standard output; {todo}, or build again"


def open_screen(args: Namespace) -> int:
    """`explorer` and `explorer DB`, with options."""
    from explorer.cli.screen import open_screen as run

    if args.database is not None and args.db is not None:
        raise UsageError("name the database once: as DB or with --db")
    return run(args.database or args.db, theme=args.theme, ascii_only=args.ascii, fresh=args.fresh)


def search(args: Namespace) -> int:
    """`explorer search`."""
    from explorer.cli.search import search as run

    return run(args)


def notes(args: Namespace) -> int:
    """`explorer notes`."""
    from explorer.cli.notes import notes as run

    return run(args)


def config(args: Namespace) -> int:
    """`explorer config`."""
    from explorer.cli.settings import config as run

    return run(args)


def about(args: Namespace) -> int:
    """`explorer about`."""
    from explorer.cli.about import about as run

    return run(args)


def matrix(args: Namespace) -> int:
    """`explorer matrix`."""
    from explorer.cli.views import matrix as run

    return run(args)


def origins(args: Namespace) -> int:
    """`explorer origins`."""
    from explorer.cli.views import origins as run

    return run(args)


def disagreements(args: Namespace) -> int:
    """`explorer disagreements`."""
    from explorer.cli.views import disagreements as run

    return run(args)


def timeline(args: Namespace) -> int:
    """`explorer timeline`."""
    from explorer.cli.views import timeline as run

    return run(args)


RUN: dict[str, Verb] = {
    "open": open_screen,
    "build": build,
    "search": search,
    "matrix": matrix,
    "origins": origins,
    "disagreements": disagreements,
    "timeline": timeline,
    "show": show,
    "cite": cite,
    "export": export,
    "notes": notes,
    "verify": verify,
    "config": config,
    "about": about,
}
