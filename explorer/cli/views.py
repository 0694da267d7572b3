"""The verbs that print a view of the screen: the same model, as lines or as JSON."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from explorer.cli.output import say, write_json, write_line
from explorer.cli.parser import database_path
from explorer.errors import NotFoundError, UsageError
from explorer.lists import Filter, ListKind
from explorer.store.reader import Database
from explorer.text.phrases import one, several
from explorer.views.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_FOUND = 10_000  # claims of a search that a view speaks of


def matrix(args: Namespace) -> int:
    """`explorer matrix`."""
    from explorer.views import matrix as view
    from explorer.views import matrix_printed as printed

    with Database.open(database_path(args)) as database:
        model = view.make(
            database, scope_of(database, args), order=args.sort, across=args.columns, singles=args.all, first=args.limit
        )
    return _print(args, printed.record(model), printed.plain(model))


def origins(args: Namespace) -> int:
    """`explorer origins`."""
    from explorer.views import origins as view

    with Database.open(database_path(args)) as database:
        model = view.make(database, scope_of(database, args))
    return _print(args, view.record(model), view.plain(model))


def disagreements(args: Namespace) -> int:
    """`explorer disagreements`."""
    from explorer.views import disagreements as view

    with Database.open(database_path(args)) as database:
        model = view.make(database, scope_of(database, args), first=args.limit)
    return _print(args, view.record(model), view.plain(model))


def timeline(args: Namespace) -> int:
    """`explorer timeline`."""
    from explorer.views import timeline as view
    from explorer.views import timeline_printed as printed

    with Database.open(database_path(args)) as database:
        model = view.make(database, scope_of(database, args), first=args.limit)
        return _print(args, printed.record(model), printed.plain(model))  # its articles are read where they are printed


def _print(args: Namespace, record: dict[str, object], lines: Iterable[str]) -> int:
    if args.json:
        write_json(record)
    else:
        print_lines(lines)
    return 0


def print_lines(lines: Iterable[str]) -> None:
    """Print the lines of a view; on a terminal they are wrapped to its width, each under its own margin."""
    for line in lines:
        words = line.lstrip(" ")
        write_line(words, indent=len(line) - len(words))


def scope_of(database: Database, args: Namespace) -> Scope:
    """What the command line asks a view for: rows by id, or by any unique beginning of one, and claims by a query.

    Raises NotFoundError and UsageError for what fits nothing, or two things.
    """
    chosen: dict[ListKind, str] = {}
    for given, wanted in ((args.id, None), (args.source, "source"), (args.entity, "entity")):
        if given is None:
            continue
        kind, identity = database.find(given)
        if kind == "disagreement" or (wanted is not None and kind != wanted):
            raise UsageError(
                f"{identity} is {one(kind)}, not {one(wanted) if wanted else 'a source, an entity or a claim'}"
            )
        if chosen.get(kind, identity) != identity:
            raise UsageError(f"two of them are {several(kind)}: {chosen[kind]} and {identity}; give one")
        chosen[kind] = identity
    subject = next(iter(chosen.items()), None)
    return Scope(
        Filter(chosen.get("source"), chosen.get("entity"), chosen.get("claim")), _found(database, args.query), subject
    )


def _found(database: Database, typed: str | None) -> list[int] | None:
    """Rows of the claims with every word of a query, the best first; where none has, of the others.

    None without a query.
    """
    if typed is None:
        return None
    from explorer.search import Searcher

    query = typed.encode(errors="surrogateescape").decode(errors="replace")  # bytes that are no text
    results = Searcher(database).find(query, "claim", limit=_MOST_FOUND, is_finished=True)
    for problem in results.problems:
        say(problem)
    if not results.hits:
        near = f"; near are: {', '.join(results.nearest)}" if results.nearest else ""
        raise NotFoundError(f"no claim matches {query}{near}")
    if results.total > len(results.hits):
        say(f"Only the best {len(results.hits):,} of {results.total:,} claims that match are looked at.")
    whole = [hit.row for hit in results.hits if not hit.partial]
    return whole or [hit.row for hit in results.hits]
