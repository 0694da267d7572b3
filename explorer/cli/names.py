"""What the command line is called and calls things: its verbs, its default database."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

DEFAULT_DATABASE = "data.db"
"""In the current folder."""

DATABASE_VARIABLE = "EXPLORER_DB"
"""The variable of the environment that names another."""

VERBS = {
    "build": "read a folder of articles into a database",
    "search": "find sources, entities, claims and passages",
    "matrix": "set claims against sources: who says, repeats, differs, leaves out",
    "origins": "tell who has a claim from whom; of no claim, which article rewrote which",
    "disagreements": "list where accounts differ, the gravest first, with the words of all sides",
    "timeline": "set what claims tell of, and when it was published, on one axis of time",
    "show": "print one source, entity, claim or disagreement in full",
    "cite": "print the citation of a claim's excerpt, or copy it",
    "export": "print everything, or some claims, as JSON, CSV, Markdown or BibTeX",
    "notes": "list your bookmarks, notes and marks, and write them",
    "verify": "read every stored span again, and hash every file again",
    "config": "print your settings and keys, and what is wrong with them",
    "about": "tell what this program is, and how well it reads",
}
"""Every verb, and what it does, in the order in which the help lists them."""


def usual_database() -> Path:
    """The database where none is named: the environment's, or that of habit."""
    return Path(os.environ.get(DATABASE_VARIABLE) or DEFAULT_DATABASE)


def is_for_screen(argv: Sequence[str]) -> bool:
    """Whether a command line only opens the screen: it is empty, or names nothing but a file."""
    if len(argv) > 1 or any(not word or word.startswith("-") or word in VERBS or word == "open" for word in argv):
        return False
    return all(Path(word).is_file() for word in argv)
