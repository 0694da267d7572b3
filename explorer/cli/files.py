"""A file of the user's choice, written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from explorer.errors import ExplorerError, UsageError, reason_of
from explorer.journal.file import is_journal
from explorer.store.header import Header


def write_whole(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path`; what stood there is replaced at once at the end, or left as it is.

    A device or a pipe is written straight into. Raises UsageError when the place cannot be written or holds an explorer
    database, ExplorerError when the disk is full.
    """
    if is_journal(path):
        raise UsageError(f"{path} is how journals of marks and notes are called; choose another place with -o")
    try:
        mode = _mode_of(path)
        if mode is not None and not stat.S_ISREG(mode):
            path.write_text(text, encoding="utf-8", newline="")
        else:
            _replace(Path(os.path.realpath(path)), text, mode)
    except OSError as error:
        reason = reason_of(error)
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise ExplorerError(f"cannot write {path}: {reason}; free some, or choose another place with -o") from error
        raise UsageError(f"cannot write {path}: {reason}; choose another place with -o") from error


def _mode_of(path: Path) -> int | None:
    """The mode of what stands there, None for nothing; raises UsageError for a database of ours."""
    try:
        mode = path.stat().st_mode  # through links as the system goes: /dev/stdout may lead to a pipe without a path
    except FileNotFoundError:
        return None
    if stat.S_ISREG(mode):
        with suppress(PermissionError):  # whether it can be written to is found out by whoever writes
            if Header.read(path).is_ours:
                raise UsageError(f"{path} is an explorer database and is left as it is; choose another place with -o")
    return mode


def _replace(target: Path, text: str, mode: int | None) -> None:
    if mode is not None:
        os.close(os.open(target, os.O_WRONLY))  # a file that its owner protects is not replaced either
    part = target.with_name(f".explorer-{secrets.token_hex(8)}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)  # less what the user's umask takes away
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        if mode is not None:
            part.chmod(stat.S_IMODE(mode))
        part.replace(target)
    except BaseException:  # also a key that stops it: nothing half done is left behind
        part.unlink(missing_ok=True)
        raise
