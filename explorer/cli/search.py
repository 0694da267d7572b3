"""`explorer search`: one query, or a file of them, over every list."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from explorer.cli.output import finish, say, write, write_json, write_line
from explorer.cli.parser import database_path
from explorer.errors import NotFoundError, UsageError, reason_of
from explorer.lists import ClaimItem, PassageItem, Results, SearchKind, shared_hints
from explorer.text.phrases import listed, plural, several, shortened, title_words

if TYPE_CHECKING:
    from explorer.search import Searcher
    from explorer.store.reader import Database

STDIN = "-"

_SHOWN = 100  # characters of a query that is told to have found nothing
_EXCERPT = 300  # characters of a passage on its line
_LONGEST_LINE = 1 << 20  # bytes of a line of a file of queries; a longer one is another sort of file


@dataclass(frozen=True, slots=True)
class _Found:
    """What one query found, in the order of the lists."""

    query: str
    results: tuple[Results, ...]
    related: tuple[ClaimItem, ...] | None = None
    """Claims that mean the same in other words, None where they were not asked for."""
    unrelated: str = ""
    """Why there can be none."""

    @property
    def is_nothing(self) -> bool:
        """Whether no row of any list was found."""
        return not self.related and not any(each.hits for each in self.results)

    @property
    def partial(self) -> int:
        """How many of the rows miss a word; the totals do not count them."""
        return sum(hit.partial for each in self.results for hit in each.hits)

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows that hold every word."""
        return any(each.total > sum(not hit.partial for hit in each.hits) or not each.is_exact for each in self.results)

    @property
    def problems(self) -> list[str]:
        """What could not be read as it was typed: what every list says, and where nothing was found, what any does."""
        told = dict.fromkeys(problem for each in self.results for problem in each.problems)
        return [each for each in told if self.is_nothing or all(each in one.problems for one in self.results)]

    @property
    def hints(self) -> list[str]:
        """What else may have been meant."""
        return shared_hints(self.results)

    @property
    def corrections(self) -> list[tuple[str, tuple[str, ...]]]:
        """What mistyped words were read as, in any list."""
        read: dict[str, dict[str, None]] = {}
        for meant in chain.from_iterable(each.meant for each in self.results):
            read.setdefault(meant.typed, {}).update(dict.fromkeys(meant.words))
        return [(typed, tuple(words)) for typed, words in read.items()]

    @property
    def nearest(self) -> list[str]:
        """Words to try instead, where nothing was found."""
        if not self.is_nothing:
            return []
        return list(dict.fromkeys(word for each in self.results for word in each.nearest))


def search(args: Namespace) -> int:
    """`explorer search`."""
    from explorer.store.reader import Database

    typed = " ".join(args.query)
    if args.fields:
        _teach(as_json=args.json)
        return 0
    if args.batch is not None and typed:
        raise UsageError("give a query or --batch FILE, not both")
    with Database.open(database_path(args)) as database:
        from explorer.search import Searcher

        searcher = Searcher(database)
        if args.batch is not None:
            return _run_batch(searcher, database, args)
        query = typed.encode(errors="surrogateescape").decode(errors="replace")  # bytes that are no text, as everywhere
        found = _find(searcher, database, query, args)
        if args.json:
            write_json(_record(database, found))
        else:
            _print(database, found)
            _tell(found)
    return 0


def _teach(*, as_json: bool) -> None:
    """Tell the query language."""
    from explorer.search.fields import FIELDS
    from explorer.search.language import language_help, meaning

    if as_json:
        write_json([{"field": spec.name, "means": meaning(spec), "example": spec.example} for spec in FIELDS.values()])
    else:
        write(language_help())


def _find(searcher: Searcher, database: Database, query: str, args: Namespace) -> _Found:
    kinds: Sequence[SearchKind] = args.kinds
    results = tuple(searcher.find(query, kind, limit=args.limit, is_finished=True) for kind in kinds)
    if not args.related:
        return _Found(query, results)
    found = [hit.row for each in results if each.kind == "claim" for hit in each.hits]
    from explorer.search.related import Related  # loads a model, which nobody else waits for

    related = Related(database, searcher)
    hits = related.find(query, limit=args.limit, exclude=frozenset(found))
    return _Found(query, results, tuple(database.items("claim", [hit.row for hit in hits])), related.why)


# -- what was found ----------------------------------------------------------------------------------------------------


def _count(results: Results) -> str:
    """ "3 claims", "≥ 1,000 passages"."""
    return f"{'' if results.is_exact else '≥ '}{plural(results.total, results.kind)}"


def _items(database: Database, kind: SearchKind, rows: Sequence[int]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each row as data, and as a line."""
    match kind:
        case "source":
            for source in database.items("source", rows):
                title = title_words(source.title, source.title_status, source.path)
                data = {"id": source.id, "path": source.path, "title": source.title}
                yield data, f"{source.id}  source  {source.path}  {title}"
        case "entity":
            for entity in database.items("entity", rows):
                data = {"id": entity.id, "name": entity.name, "type": entity.type}
                yield data, f"{entity.id}  {entity.type}  {entity.name}"
        case "claim":
            for claim in database.items("claim", rows):
                yield {"id": claim.id, "text": claim.text}, f"{claim.id}  claim  {claim.text}"
        case "passage":
            for passage in database.items("passage", rows):
                yield _passage(passage)


def _passage(passage: PassageItem) -> tuple[dict[str, Any], str]:
    data = {"source": passage.source, "start": passage.start, "end": passage.end, "text": passage.text}
    text = shortened(" ".join(passage.text.split()), _EXCERPT)
    return data, f"{passage.source}  passage {passage.start}-{passage.end}  {text}"


def _record(database: Database, found: _Found) -> dict[str, Any]:
    """The JSON twin of what is printed."""
    record: dict[str, Any] = {"query": found.query}
    for each in found.results:
        record[several(each.kind)] = [data for data, _ in _items(database, each.kind, [hit.row for hit in each.hits])]
    if found.related is not None:
        record["related"] = [{"id": claim.id, "text": claim.text} for claim in found.related]
        record["unrelated"] = found.unrelated
    record["totals"] = {several(each.kind): {"count": each.total, "exact": each.is_exact} for each in found.results}
    record["problems"] = list(dict.fromkeys(problem for each in found.results for problem in each.problems))
    record["hints"] = found.hints
    record["read_as"] = [{"typed": typed, "words": list(words)} for typed, words in found.corrections]
    record["nearest"] = found.nearest
    return record


def _print(database: Database, found: _Found, *, indent: int = 0) -> None:
    for each in found.results:
        for _, line in _items(database, each.kind, [hit.row for hit in each.hits]):
            write_line(line, indent=indent)
    for claim in found.related or ():
        write_line(f"{claim.id}  related  {claim.text}", indent=indent)


def _tell(found: _Found, where: str = "") -> None:
    """Say how a query was read, and how much more there is than was printed; `where` stands before each line."""
    lines = [found.unrelated] if found.unrelated else []
    lines += found.problems
    lines += found.hints
    lines += [f"“{typed}” was read as {' or '.join(words)}." for typed, words in found.corrections]
    if not found.is_nothing:
        whole = " with every word" if found.partial else ""
        if found.is_cut:
            counts = listed(map(_count, found.results))
            lines.append(f"Found {counts}{whole}; --limit says how many of each are printed.")
        if found.partial:
            lines.append(f"Printed with only some of the words: {plural(found.partial, 'row')}, the last of each kind.")
    elif not found.query.strip():
        lines.append("Nothing to search for: give a word or more.")
    else:
        near = f" Nearest words: {listed(found.nearest)}." if found.nearest else ""
        lines.append(f"Nothing matches “{shortened(found.query, _SHOWN)}”.{near}")
    for line in lines:
        say(f"{where}{line}")


# -- files of queries --------------------------------------------------------------------------------------------------


class _BadLineError(ValueError):
    """A line that is no query; says what it is instead."""


def _run_batch(searcher: Searcher, database: Database, args: Namespace) -> int:
    """Answer every query of a file as it is read; a line that is none is told, and the next is read.

    The exit code is then 1, so that a script knows that some of its lines have no answer.
    """
    name = "standard input" if str(args.batch) == STDIN else str(args.batch)
    done = bad = 0
    for number, line in _lines(args.batch):
        where = f"{name}:{number}: "
        try:
            query = _query_of(line)
        except _BadLineError as error:
            say(f"{where}{error}")
            bad += 1
            continue
        if not query:
            continue
        found = _find(searcher, database, query, args)
        if args.json:
            write_json({"line": number, **_record(database, found)}, indent=None)
        else:
            write_line(query)
            _print(database, found, indent=2)
            _tell(found, where)
        finish()
        done += 1
    if not done:
        raise NotFoundError(f"nothing was searched: {name} holds no query" + (" that can be read" if bad else ""))
    return 1 if bad else 0


def _lines(path: Path) -> Iterable[tuple[int, bytes]]:
    """The lines of a file, or of standard input, numbered from 1; raises UsageError where it cannot be read."""
    try:
        if str(path) == STDIN:
            yield from _numbered(sys.stdin.buffer)
        else:
            with path.open("rb") as file:
                yield from _numbered(file)
    except FileNotFoundError as error:
        raise NotFoundError(f"there is no file {path}; give a file of queries, one a line") from error
    except OSError as error:
        raise UsageError(f"cannot read {path}: {reason_of(error)}; give a file of queries, one a line") from error


def _numbered(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        yield number, line


def _query_of(line: bytes) -> str:
    """The query of a line, empty for an empty one; raises _BadLineError."""
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise _BadLineError("this line is not UTF-8 text") from None
    if not text.startswith("{"):
        return text
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        raise _BadLineError("this line begins as JSON and is none") from None
    query = record.get("query")
    if not isinstance(query, str) or not query.strip():
        raise _BadLineError('this line has no "query" that is a text')
    return query.strip().encode(errors="replace").decode()
