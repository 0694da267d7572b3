"""Which files of the given folders are articles, and why the others are not."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from explorer.errors import BuildError

SUFFIXES = (".txt", ".text")
MAX_CHARACTERS = 1_000_000
"""A longer text is no article (it would fill two novels) and more than the parser takes in one piece."""
MAX_BYTES = 4 * MAX_CHARACTERS + 4
"""No text within MAX_CHARACTERS needs more in any encoding that `decode` reads (plus a byte order mark)."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article file, the folder it was found through, and its path relative to that folder."""

    path: Path
    root: Path
    relative: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not read, and the reason in a few words."""

    relative: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Everything that lies in the folders; both lists are sorted by relative path."""

    found: tuple[Found, ...]
    skipped: tuple[Skipped, ...]


def find_files(folders: Sequence[Path]) -> Listing:
    """List the plain-text files below `folders`, and everything else with the reason why it is skipped.

    A file named directly counts as lying in its own folder. Links to folders are not followed, so loops cannot
    happen; a file reached twice is listed once, by its own name rather than that of a link. Raises BuildError for a
    folder that is missing or cannot be listed; one inside another costs no more than a bad file.
    """
    found: list[Found] = []
    skipped: list[Skipped] = []
    seen: set[str] = set()
    entries = [entry for folder in folders for entry in _entries(folder, skipped)]
    for path, root in sorted(entries, key=lambda entry: entry[0].is_symlink()):
        relative = relative_path(path, root)
        real = os.path.realpath(path)
        reason = "already listed" if real in seen else _why_skipped(path)
        if reason:
            skipped.append(Skipped(relative, reason))
        else:
            seen.add(real)
            found.append(Found(path, root, relative))
    found.sort(key=lambda item: item.relative)
    skipped.sort(key=lambda item: (item.relative, item.reason))
    return Listing(tuple(found), tuple(skipped))


def relative_path(path: Path, root: Path) -> str:
    """`path` below `root` with forward slashes; bytes of a name that are no text become U+FFFD."""
    try:
        relative = path.relative_to(root)
    except ValueError:
        relative = Path(path.name)
    return os.fsencode(relative.as_posix()).decode("utf-8", "replace")


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of an article file called `name` in messages; raises BuildError with one clear line.

    Only regular files are opened, and without waiting, so that a pipe or a device in the folder cannot hang a build.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _not_regular(name)
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise _not_regular(name)
            if status.st_size > MAX_BYTES:
                raise _too_long(name)
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BuildError(f"{name}: cannot be read ({error.strerror or error}); check its permissions") from None
    if len(data) > MAX_BYTES:
        raise _too_long(name)
    return data


def check_length(text: str, name: str) -> None:
    """Raise BuildError when a text is too long for an article or holds nothing to read."""
    if len(text) > MAX_CHARACTERS:
        raise _too_long(name)
    if not text or text.isspace():
        raise BuildError(f"{name}: the file is empty; remove it or save the article into it")


def _not_regular(name: str) -> BuildError:
    return BuildError(f"{name}: not a regular file; only plain text files are read")


def _too_long(name: str) -> BuildError:
    return BuildError(f"{name}: longer than {MAX_CHARACTERS:,} characters, so no article; split it into one file each")


def _entries(folder: Path, skipped: list[Skipped]) -> Iterator[tuple[Path, Path]]:
    """What lies below `folder`, each with `folder`; folders inside it that cannot be listed go to `skipped`."""
    if not folder.exists():
        raise BuildError(f"{folder}: no such folder; name a folder of .txt articles")
    if not folder.is_dir():
        yield folder, folder.parent
        return

    def fail(error: OSError) -> None:
        reason = f"cannot be listed ({error.strerror}); check its permissions"
        if Path(error.filename) == folder:
            raise BuildError(f"{folder}: {reason}") from None
        skipped.append(Skipped(relative_path(Path(error.filename), folder), reason))

    for where, names, files in os.walk(folder, onerror=fail):
        names.sort()
        here = Path(where)
        for name in list(names):
            if name.startswith(".") or (here / name).is_symlink():
                names.remove(name)
                yield here / name, folder
        for name in sorted(files):
            yield here / name, folder


def _why_skipped(path: Path) -> str:
    if path.name.startswith("."):
        return "hidden"
    try:
        mode = path.stat().st_mode
    except OSError as error:
        looped = "loop" in (error.strerror or "").lower() or "symbolic" in (error.strerror or "").lower()
        return "link that leads in a circle" if looped else "link to nothing" if path.is_symlink() else "cannot be read"
    if stat.S_ISDIR(mode):
        return "link to a folder"
    if not stat.S_ISREG(mode):
        return "not a regular file"
    return "" if path.suffix.lower() in SUFFIXES else "not a .txt file"
