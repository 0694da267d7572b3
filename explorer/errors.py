"""The errors a user is meant to read.

Each message is one line: which thing, what is wrong, what to do. `cli` prints it on stderr and exits with `code`.
"""

from __future__ import annotations


def reason_of(error: OSError) -> str:
    """What the system says is wrong, to stand inside a line: "permission denied"."""
    return (error.strerror or type(error).__name__).lower()


class ExplorerError(Exception):
    """A failure with one clear line for the user; `code` is the exit status (documented in README)."""

    code = 1


class UsageError(ExplorerError):
    """The command line asks for something that cannot be asked."""

    code = 2


class NotFoundError(ExplorerError):
    """No such id, file or field."""

    code = 3


class DatabaseError(ExplorerError):
    """The database is missing, locked, damaged, of another schema, or not ours."""

    code = 4


class BuildError(ExplorerError):
    """Nothing was built; the database that stood before is untouched."""

    code = 5


class VerifyError(ExplorerError):
    """A stored span no longer re-reads, or a source file has changed."""

    code = 6
