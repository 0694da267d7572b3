"""A database appears whole or not at all: it is built in a hidden file beside its place and renamed into it.

The hidden file (mode 0600) is locked while a build works on it, so that a second build of the same database is told,
and what a killed build left behind is simply replaced by the next one.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from explorer.errors import BuildError, reason_of
from explorer.store.header import Header
from explorer.text.inert import make_inert

if sys.platform != "win32":
    import fcntl

_NO_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}
"""What file systems without advisory locks answer; there, two builds at once cannot be told apart."""


def target_of(database: Path) -> Path:
    """Where the database really goes (through symbolic links); raises BuildError if something else is there.

    Only a missing file, an empty one and a database of ours may be replaced: never a file of the user's own.
    """
    name = make_inert(str(database))
    target = Path(os.path.realpath(database))
    try:
        status = target.stat()
    except FileNotFoundError:
        _check_folder(target, name)
        return target
    except OSError as error:
        raise BuildError(f"{name}: {reason_of(error)}; choose another place with --db") from error
    if stat.S_ISDIR(status.st_mode):
        raise BuildError(f"{name} is a folder; name a file in it, such as {make_inert(str(database / 'data.db'))}")
    if not stat.S_ISREG(status.st_mode):
        raise BuildError(f"{name} is not a regular file; choose another name with --db")
    try:
        ours = status.st_size == 0 or Header.read(target).is_ours
    except OSError as error:
        raise BuildError(
            f"{name} is there but cannot be read ({reason_of(error)}); choose another name with --db"
        ) from error
    if not ours:
        raise BuildError(f"{name} is not an explorer database and is left as it is; choose another name with --db")
    return target


def _check_folder(target: Path, name: str) -> None:
    if not target.parent.is_dir():
        raise BuildError(f"{name}: its folder does not exist; create the folder first, or choose another with --db")


@contextmanager
def staged(database: Path) -> Iterator[Path]:
    """Yield the path of an empty file to build in; on a clean exit it takes the database's place, else it vanishes.

    Raises BuildError when the place is taken by something else or cannot be written, or another build is at work.
    """
    target = target_of(database)
    name = make_inert(str(database))
    stage = target.with_name(f".{target.name}.building")
    descriptor = _open_locked(stage, name)
    try:
        yield stage
        with _clear_errors(name):
            os.fsync(descriptor)
            stage.replace(target)
            _sync_folder(target.parent)
    finally:
        # After a success the name is free already; whoever takes it next has a lock of his own.
        with suppress(OSError):
            if os.fstat(descriptor).st_ino == stage.stat().st_ino:
                _remove(stage)
        os.close(descriptor)


def _remove(stage: Path) -> None:
    stage.unlink(missing_ok=True)
    _remove_journal(stage)


def _remove_journal(stage: Path) -> None:
    stage.with_name(stage.name + "-journal").unlink(missing_ok=True)


def _open_locked(stage: Path, name: str) -> int:
    """Create the hidden file, or replace what is left of one, and lock it; retry when another build renamed it away."""
    while True:
        with _clear_errors(name):
            descriptor = os.open(stage, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            if not _lock(descriptor):
                raise BuildError(f"{name} is being built by another explorer; wait for it or stop it")
            if os.fstat(descriptor).st_ino == stage.stat().st_ino:
                _remove_journal(stage)
                if not os.fstat(descriptor).st_size:
                    stage.chmod(0o600)
                    return descriptor
                # A process of the build that was killed may be writing to it for a moment yet: it is left that file.
                stage.unlink()
        except FileNotFoundError:
            pass  # the other build has just finished: the name is free again
        except BaseException:  # also a key that stops it: nothing half done is left behind
            os.close(descriptor)
            raise
        os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Whether this process now holds the file alone."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    return True


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut, where the system can open a folder."""
    with suppress(OSError):  # a system that cannot has no such promise to keep
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _clear_errors(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise BuildError(no_space(name)) from error
        raise BuildError(f"cannot write {name}: {reason_of(error)}; choose another place with --db") from error


def no_space(name: str) -> str:
    """The one line for a full disk."""
    return (
        f"no space left on the disk of {name}; free some and build again (the database that stood there is untouched)"
    )
