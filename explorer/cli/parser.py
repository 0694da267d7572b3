"""The command line: which verbs there are and what they take. Light: nothing here imports what a verb needs."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NoReturn

from explorer import __version__
from explorer.cli.names import DATABASE_VARIABLE, DEFAULT_DATABASE, VERBS, usual_database
from explorer.config import STYLES, THEMES
from explorer.errors import UsageError
from explorer.lists import SEARCH_KINDS, SearchKind
from explorer.text.phrases import shortened

VIEW_LIMIT = 200
"""Rows that a view prints unless more are asked for."""

Verb = Callable[[argparse.Namespace], int]

_LISTS: dict[str, SearchKind] = {"sources": "source", "entities": "entity", "claims": "claim", "passages": "passage"}
_LONGEST = 300  # characters of a message: it repeats what was typed, and that may be a whole file by mistake


class Parser(argparse.ArgumentParser):
    """Reports a mistake as one line and points to the right help."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError, where argparse would print its usage and exit."""
        raise UsageError(f"{shortened(message, _LONGEST)} (see: {self.prog} --help)")

    def format_help(self) -> str:
        """The help of a verb, with its examples."""
        from explorer.cli.pages import EXAMPLES

        examples = EXAMPLES[self.prog.rpartition(" ")[2]].splitlines()
        self.epilog = "example:\n" + "\n".join(f"  {line}" for line in examples)
        return super().format_help()


class _TopParser(Parser):
    def format_help(self) -> str:
        return help_text()


def help_text() -> str:
    """What `explorer --help` prints, whatever the terminal and the version of Python."""
    from explorer.cli.pages import HELP

    return HELP


def _path(text: str) -> Path:
    """A path; an empty one is an unset variable of a script, and would mean the current folder."""
    return Path(_name(text))


def _name(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return number


def _kinds(text: str) -> tuple[SearchKind, ...]:
    """Lists by their names, in the plural or not."""
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    wrong = [name for name in names if name not in _LISTS and name not in _LISTS.values()]
    if wrong or not names:
        raise argparse.ArgumentTypeError(f"{text!r} names no list: there are {', '.join(_LISTS)}")
    asked = {_LISTS.get(name, name) for name in names}
    return tuple(kind for kind in SEARCH_KINDS if kind in asked)


def build_parser(run: dict[str, Verb], asked: str = "") -> argparse.ArgumentParser:
    """The parser of the whole command line, or of one that begins with the verb `asked`.

    `run` gives the function of each verb, and of `open`. To make the parsers of all verbs takes milliseconds, in which
    the screen could stand.
    """
    parser = _TopParser(prog="explorer", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"explorer {__version__}")
    parser.add_argument("--db", metavar="PATH", type=_path, default=None)
    verbs = parser.add_subparsers(metavar="VERB", parser_class=Parser)

    def verb(name: str) -> argparse.ArgumentParser:
        what = VERBS.get(name, "open the screen on a database")
        added = verbs.add_parser(
            name,
            description=f"{what[0].upper()}{what[1:]}.",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        added.set_defaults(run=run[name])
        added.add_argument(
            "--db",
            metavar="PATH",
            type=_path,
            default=argparse.SUPPRESS,
            help=f"the database (default: ${DATABASE_VARIABLE}, else {DEFAULT_DATABASE} in the current folder)",
        )
        if name not in _WITHOUT_JSON:
            added.add_argument("--json", action="store_true", help="print JSON instead of text")
        return added

    for name in (asked,) if asked in _TAKES else _TAKES:
        _TAKES[name](verb(name))
    return parser


def _take_show(show: argparse.ArgumentParser) -> None:
    show.add_argument("id", metavar="ID", help="an id, or any unique beginning of one")
    show.add_argument(
        "--text", action="store_true", help="of a source: its whole text too, its regions named, its evidence marked"
    )


def _take_nothing(_: argparse.ArgumentParser) -> None:
    """A verb without arguments of its own."""


def _take_open(opened: argparse.ArgumentParser) -> None:
    opened.add_argument("database", nargs="?", type=_path, metavar="DB", help="the database to open")
    opened.add_argument("--theme", choices=THEMES, default="", help="default: the one that fits the terminal")
    opened.add_argument("--ascii", action="store_true", help="draw with ASCII alone")
    opened.add_argument("--fresh", action="store_true", help="begin at the beginning, not where you were")


def _take_build(build: argparse.ArgumentParser) -> None:
    build.add_argument(
        "folders", nargs="+", type=_path, metavar="FOLDER", help="a folder of articles, one .txt file each"
    )
    build.add_argument(
        "--fresh",
        action="store_true",
        help="read every article anew, also those that the database already holds unchanged (the result is the same)",
    )
    build.add_argument(
        "--related",
        action="store_true",
        help="prepare claims for being found by their meaning however many they are (done unasked up to 20,000)",
    )


def _take_search(search: argparse.ArgumentParser) -> None:
    search.add_argument(
        "query",
        nargs="*",
        metavar="QUERY",
        help="words, in any order, typos forgiven; phrases, fields and more (see the examples and --fields)",
    )
    search.add_argument(
        "--in",
        dest="kinds",
        type=_kinds,
        default=SEARCH_KINDS,
        metavar="LISTS",
        help=f"search only these, with commas between: {', '.join(_LISTS)} (default: all)",
    )
    search.add_argument(
        "--related", action="store_true", help="list claims too that say in other words what the query says"
    )
    search.add_argument("--fields", action="store_true", help="print what a query can hold, with every field")
    search.add_argument(
        "--batch",
        type=_path,
        metavar="FILE",
        help='answer every line of FILE, each a query or JSON with a "query"; - is standard input; '
        "a line that is neither is told and passed over, and the exit code is then 1",
    )
    search.add_argument("--limit", type=_positive, default=10, metavar="N", help="at most N of each kind (default: 10)")


def _take_view(view: argparse.ArgumentParser, rows: str = "") -> None:
    """What every view can be narrowed to; `rows` is what it prints so many of, where it lists rows."""
    view.add_argument("id", nargs="?", metavar="ID", help="a claim, an entity or a source: all that touches it")
    view.add_argument("--source", metavar="ID", type=_name, help="claims of this source alone")
    view.add_argument("--entity", metavar="ID", type=_name, help="claims that are about this entity or said by it")
    view.add_argument("--query", metavar="Q", type=_name, help="claims that this search finds")
    if rows:
        view.add_argument(
            "--limit", type=_positive, default=VIEW_LIMIT, metavar="N", help=f"at most N {rows} (default: {VIEW_LIMIT})"
        )


def _take_matrix(matrix: argparse.ArgumentParser) -> None:
    _take_view(matrix, "claims")
    matrix.add_argument("--all", action="store_true", help="claims of one source too")
    matrix.add_argument(
        "--sort",
        choices=("disagreement", "weight", "echo"),
        default="disagreement",
        help="rows: the gravest disagreement first (default), by worth, number of sources and dispute, or the most "
        "sources for the fewest origins first",
    )
    matrix.add_argument(
        "--columns",
        choices=("date", "claims"),
        default="date",
        help="sources: the first published first (default), or who makes most claims",
    )


def _take_cite(cite: argparse.ArgumentParser) -> None:
    cite.add_argument("claim", metavar="CLAIM", help="the id of a claim, or any unique beginning of it")
    cite.add_argument(
        "--source", metavar="S", type=_name, help="the source to cite, by id or path (default: the first evidence)"
    )
    cite.add_argument("--style", choices=STYLES, default=STYLES[0], help=f"default: {STYLES[0]}")
    cite.add_argument("--copy", action="store_true", help="copy it too, and say by which route")


def _take_export(export: argparse.ArgumentParser) -> None:
    export.add_argument(
        "--format",
        choices=("json", "csv", "markdown", "bibtex"),
        default="json",
        help="default: json, schema explorer/1; markdown and bibtex quote and cite every passage",
    )
    which = export.add_mutually_exclusive_group()
    which.add_argument(
        "--claim",
        metavar="ID",
        type=_name,
        action="append",
        dest="claims",
        help="only this claim and what it speaks of; give it once for each",
    )
    which.add_argument("--marked", action="store_true", help="only the claims that you marked")
    export.add_argument("--schema", action="store_true", help="print the JSON Schema of the JSON export instead")
    export.add_argument("-o", "--output", metavar="FILE", type=_path, help="write to FILE instead of standard output")


def _take_notes(notes: argparse.ArgumentParser) -> None:
    does = notes.add_mutually_exclusive_group()
    does.add_argument("--note", nargs=2, metavar=("ID", "TEXT"), help="write the note of a row; an empty one goes away")
    does.add_argument("--bookmark", metavar="ID", type=_name, help="bookmark a row, or take its bookmark away")
    does.add_argument("--mark", nargs="+", metavar="ID", type=_name, help="mark rows, for export --marked")
    does.add_argument("--unmark", nargs="+", metavar="ID", type=_name, help="take marks away")
    does.add_argument("--undo", action="store_true", help="take back what was done last")
    does.add_argument("--redo", action="store_true", help="do again what was undone last")


def _take_verify(verify: argparse.ArgumentParser) -> None:
    verify.add_argument(
        "--folder",
        metavar="FOLDER",
        type=_path,
        action="append",
        default=[],
        help="the folder that was built, to hash its files again; give it once for each (default: look beside the "
        "database)",
    )


def _take_about(about: argparse.ArgumentParser) -> None:
    about.add_argument(
        "--accuracy",
        action="store_true",
        help="read the annotated sentences that the program ships, and print how much of them it reads right",
    )


_TAKES: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "open": _take_open,
    "build": _take_build,
    "search": _take_search,
    "show": _take_show,
    "matrix": _take_matrix,
    "origins": _take_view,
    "disagreements": partial(_take_view, rows="disagreements"),
    "timeline": partial(_take_view, rows="entries"),
    "cite": _take_cite,
    "export": _take_export,
    "notes": _take_notes,
    "verify": _take_verify,
    "config": _take_nothing,
    "about": _take_about,
}
"""Verb → what adds its arguments."""

_WITHOUT_JSON = ("open", "export")


def with_verb(argv: Sequence[str]) -> list[str]:
    """`argv` with the verb `open` put in where it names none, so that `explorer DB` and `explorer` work."""
    words = iter(enumerate(argv))
    for place, word in words:
        if word in ("-h", "--help", "--version"):
            return list(argv)
        if word in ("--db", "--theme"):
            next(words, None)
        elif not word.startswith("-"):
            if word == "search":
                return [*argv[: place + 1], *_options_first(argv[place + 1 :])]
            if word in VERBS or word == "open":
                return list(argv)
            _refuse_misspelt(word)
            break
    return ["open", *argv]


def _options_first(words: Sequence[str]) -> list[str]:
    """The command line of a search with the query behind its options, so that `-chip` is a word to leave out."""
    options: list[str] = []
    query: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            query += rest
        elif word in ("--db", "--in", "--limit", "--batch"):
            options += [word, *islice(rest, 1)]
        elif word.startswith("--") or word == "-h":
            options.append(word)
        else:
            query.append(word)
    return [*options, "--", *query] if query else options


def _refuse_misspelt(word: str) -> None:
    """A word that is no file but nearly a verb was meant as one."""
    from difflib import get_close_matches  # not before the first frame of the screen

    close = get_close_matches(word, VERBS, n=1)
    if close and not Path(word).exists():
        raise UsageError(f"there is no verb or database {word!r}; did you mean: explorer {close[0]}?")


def database_path(args: argparse.Namespace) -> Path:
    """The database that the command line, the environment or habit names."""
    named: Path | None = args.db
    return named or usual_database()
