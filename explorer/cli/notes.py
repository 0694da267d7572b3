"""The verb `notes`: the reader's bookmarks, notes and marks, listed and written."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, cast

from explorer.cli.output import say, write_json, write_line
from explorer.cli.parser import database_path
from explorer.errors import NotFoundError, UsageError
from explorer.journal import Anchor, AnchorKind, Entry, Journal, Noted, anchor, locate
from explorer.store.reader import Database
from explorer.text.phrases import plural

if TYPE_CHECKING:
    from explorer.journal import Place

_DONE = {
    "mark": "marked",
    "unmark": "no longer marked",
    "bookmark": "bookmarked",
    "unbookmark": "no longer bookmarked",
    "note": "noted",
}


def notes(args: Namespace) -> int:
    """`explorer notes`."""
    with Database.open(database_path(args)) as database:
        journal = Journal.of(database.path)
        for problem in journal.problems:
            say(problem)
        entry = _act(args, database, journal)
        if args.json:
            write_json(_record(database, journal))
        elif entry is None and not (args.undo or args.redo):
            _print(database, journal)
    return 0


def _act(args: Namespace, database: Database, journal: Journal) -> Entry | None:
    """Do what is asked for, if anything, and say what was done."""
    if args.undo or args.redo:
        entry = journal.undo() if args.undo else journal.redo()
        if entry is None:
            raise NotFoundError(f"there is nothing to {'undo' if args.undo else 'redo'} in {journal.path}")
        say(f"{'undone' if args.undo else 'done again'}: {entry_words(entry)}")
        return entry
    if args.bookmark:
        entry = journal.bookmark(_anchor(database, args.bookmark))
    elif args.note:
        identity, text = args.note
        entry = journal.note(_anchor(database, identity), text)
    elif args.mark:
        entry = journal.mark([_anchor(database, identity) for identity in args.mark])
    elif args.unmark:
        entry = journal.unmark([_anchor(database, identity) for identity in args.unmark])
    else:
        return None
    say(entry_words(entry))
    return entry


def _anchor(database: Database, identity: str) -> Anchor:
    kind, whole = database.find(identity)
    if kind == "disagreement":
        raise UsageError(
            f"{whole} is a disagreement; notes are for sources, entities and claims (explorer show {whole} lists those)"
        )
    return anchor(database, cast(AnchorKind, kind), whole)


def entry_words(entry: Entry) -> str:
    """What an entry did, in a line: "bookmarked: claim “…”"."""
    done = "note taken away" if entry.do == "note" and not entry.text else _DONE[entry.do]
    if len(entry.on) != 1:
        return f"{done}: {plural(len(entry.on), 'row')}"
    return f"{done}: {entry.on[0].kind} “{entry.on[0].name}”"


# -- listing ----------------------------------------------------------------------------------------------------------


def _print(database: Database, journal: Journal) -> None:
    kept = journal.kept
    if kept.is_empty:
        write_line(
            "no bookmarks, notes or marks yet: b, e and Space on the screen, or explorer notes --note ID 'your words'"
        )
        return
    _print_part(database, "bookmark", kept.bookmarks.values())
    _print_part(database, "note", kept.notes.values())
    _print_part(database, "marked row", kept.marks.values())


def _print_part(database: Database, what: str, parts: Iterable[Anchor | Noted]) -> None:
    lines = list(parts)
    if not lines:
        return
    write_line(plural(len(lines), what))
    for part in lines:
        on = part.on if isinstance(part, Noted) else part
        place = locate(database, on)
        if place is None:
            write_line(f"no longer in {database.path.name}: {on.kind} “{on.name}”{_where(on)}", indent=2)
        else:
            write_line(f"{place.id}  {on.kind}  {on.name}{_where(on)}", indent=2)
        if isinstance(part, Noted):
            write_line(part.text, indent=4)


def _where(on: Anchor) -> str:
    return f" [{on.start}:{on.end}] “{' '.join(on.quote.split())}”" if on.kind == "passage" else ""


def _record(database: Database, journal: Journal) -> dict[str, object]:
    kept = journal.kept

    def listed(parts: Iterable[Anchor]) -> list[dict[str, object]]:
        return [asdict(part) | {"place": _place(locate(database, part))} for part in parts]

    return {
        "journal": str(journal.path),
        "bookmarks": listed(kept.bookmarks.values()),
        "notes": [
            record | {"text": noted.text, "at": noted.at}
            for record, noted in zip(
                listed(noted.on for noted in kept.notes.values()), kept.notes.values(), strict=True
            )
        ],
        "marks": listed(kept.marks.values()),
        "problems": list(journal.problems),
    }


def _place(place: Place | None) -> dict[str, object] | None:
    """Where it stands now; None for what the database no longer holds."""
    if place is None:
        return None
    at = {"start": place.at.start, "end": place.at.end} if place.at is not None else {}
    return {"kind": place.kind, "id": place.id, **at}


def marked_claims(database: Database) -> list[str]:
    """Ids of the marked claims, in the order in which they were marked.

    Raises NotFoundError where none is marked; says so where some are no longer in the database.
    """
    marked = Journal.of(database.path).kept.marked("claim")
    places = [locate(database, each) for each in marked]
    if not marked:
        raise NotFoundError("no claim is marked: Space on the screen, or explorer notes --mark ID")
    missing = places.count(None)
    if missing:
        say(
            f"{plural(missing, 'marked claim')} no longer in {database.path.name}: left out (explorer notes lists them)"
        )
    return [place.id for place in places if place is not None]


def claim_notes(database: Database) -> dict[str, str]:
    """The reader's notes on claims, by the id that the claim has now."""
    noted = [each for each in Journal.of(database.path).kept.notes.values() if each.on.kind == "claim"]
    places = [locate(database, each.on) for each in noted]
    return {place.id: each.text for place, each in zip(places, noted, strict=True) if place is not None}
