"""Where words go: data to standard output, talk to standard error, both harmless to the terminal."""

from __future__ import annotations

import io
import os
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from explorer.errors import ExplorerError, reason_of
from explorer.text.inert import make_inert
from explorer.text.safe_json import to_json

WIDEST = 100
"""Lines are wrapped at this many columns on a terminal, and never in a file or a pipe."""


class ClosedOutputError(Exception):
    """Nobody reads standard output any more, or it was closed from the start: no failure, and nothing to say."""


def _encoding_is_unicode() -> bool:
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "") in ("utf8", "utf8sig")


def write(text: str) -> None:
    """Write data to standard output as it is; `text` must already be inert."""
    if sys.stdout is None:
        raise ClosedOutputError
    if not _encoding_is_unicode():
        text = text.encode(sys.stdout.encoding, "replace").decode(sys.stdout.encoding)
    with _clear_errors():
        sys.stdout.write(text)


@contextmanager
def _clear_errors() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise ClosedOutputError from None
    except OSError as error:
        raise ExplorerError(
            f"standard output cannot be written to its end ({reason_of(error)}); send it to another place"
        ) from error


def write_json(value: object, *, indent: int | None = 2) -> None:
    """Write `value` as one JSON document; without an indent on one line, as JSON lines are."""
    write(to_json(value, indent=indent, ascii_only=not _encoding_is_unicode()) + "\n")


def write_line(text: str = "", *, indent: int = 0) -> None:
    """Write one line of untrusted text; on a terminal it is wrapped, its further lines hanging by two columns."""
    text, margin = make_inert(text), " " * indent
    if sys.stdout is not None and sys.stdout.isatty():
        import shutil  # by `explorer.tui`, where that is what is opened, without what the screen has no use for

        width = min(WIDEST, shutil.get_terminal_size().columns)
        if indent + len(text) > width > indent + 20:
            further = margin + "  "
            wrapped = textwrap.wrap(
                text, width, initial_indent=margin, subsequent_indent=further, break_on_hyphens=False
            )
            write("\n".join(wrapped) + "\n")
            return
    write(margin + text + "\n" if text else "\n")


def finish() -> None:
    """Send what is still held back, so that a failure shows here and not while Python shuts down."""
    if sys.stdout is None:
        return
    with _clear_errors():
        sys.stdout.flush()


def discard() -> None:
    """Let what was not written go nowhere: otherwise Python would complain about it at exit."""
    if sys.stdout is None:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def say(text: str) -> None:
    """Tell the user one line on standard error; if nobody listens there, nothing is lost."""
    if sys.stderr is None:
        return
    try:
        print(make_inert(text), file=sys.stderr, flush=True)
    except OSError:
        return


def keep_standard_files() -> None:
    """Fill the places of closed standard files: else the next file opened, a database, would take one of them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one


def hold_back_output() -> None:
    """Give standard output a buffer where PYTHONUNBUFFERED took it away.

    Without one Python hands a long text to the system once, and on a full disk or in a closed pipe drops the rest of it
    without an error: an export would be cut short and call itself done.
    """
    out = sys.stdout
    raw = getattr(out, "buffer", None)
    if isinstance(raw, io.RawIOBase):
        # Typed as what every wrapper takes; a raw file is never more than its base class says.
        buffer = io.BufferedWriter(cast("io.FileIO", raw))
        sys.stdout = io.TextIOWrapper(buffer, out.encoding, out.errors, line_buffering=out.isatty())
