"""Some claims as a text of the format that is wanted, on the clipboard or in a file. Slow parts are imported here."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import ExplorerError, reason_of
from explorer.journal import is_journal
from explorer.store.connections import QueryInterruptedError
from explorer.text.inert import make_inert
from explorer.text.phrases import plural

if TYPE_CHECKING:
    from explorer.store.reader import Database


def export_claims(
    database: Database,
    claims: Sequence[str],
    form: str,
    notes: Mapping[str, str],
    path: str,
    osc52: Callable[[str], None],
    wanted: Callable[[], bool] = lambda: True,
) -> str:
    """Export claims (ids) as "markdown", "json", "csv" or "bibtex"; with an empty `path` they are copied.

    Returns one line that tells where they went: nowhere, once `wanted` says no. Raises ExplorerError where they cannot
    go there; a file that is there already is never replaced.
    """
    from explorer.cite.formats import in_format

    what = f"{plural(len(claims), 'claim')} as {form}"
    try:
        with database.while_wanted(wanted):
            text = in_format(database, form, claims, notes)
    except QueryInterruptedError:
        if wanted():  # it was the end of the program that stopped it
            raise
    if not wanted():
        return f"{what}: stopped, and nothing was {'written' if path else 'copied'}"
    if not path:
        from explorer.clipboard import copy

        return f"{what}: {copy(text, osc52=osc52).message}"
    if against := objection(path):
        raise ExplorerError(against)
    return f"{what}: written to {_write(_named(path), text)}"


def objection(path: str) -> str:
    """What speaks against a new file of that name, in one line; nothing where it may well work."""
    shown = make_inert(path)
    try:
        target = _named(path)
        is_there = os.path.lexists(target)
    except (RuntimeError, ValueError):  # ~somebody who is not known here
        return f"{shown} cannot be written: it is no name of a file"
    if is_there:
        return f"{shown} is there already and is left as it is: choose another name"
    if is_journal(target):
        return f"{shown} is how journals of marks and notes are called: choose another name"
    if not target.parent.is_dir():
        return f"{shown} cannot be written: there is no folder {make_inert(str(target.parent))}"
    return ""


def _named(path: str) -> Path:
    return Path(path).expanduser()


def _write(path: Path, text: str) -> str:
    """Write a new file for its owner alone, whole or not at all; its path, inert."""
    shown = make_inert(str(path))
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
                file.write(text)
        except OSError:
            path.unlink(missing_ok=True)  # else the next try would find a file of that name, and only a part in it
            raise
    except FileExistsError as error:
        raise ExplorerError(f"{shown} is there already and is left as it is: choose another name") from error
    except (OSError, ValueError) as error:
        why = reason_of(error) if isinstance(error, OSError) else "it is no name of a file"
        raise ExplorerError(f"{shown} cannot be written: {why}") from error
    return shown
