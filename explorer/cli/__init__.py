"""The command `explorer`: parse, call one function of another room, print."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from explorer.cli import output
from explorer.cli.names import is_for_screen
from explorer.errors import ExplorerError

__all__ = ["help_text", "main"]

_FAILED, _INTERRUPTED, _UNREAD = 1, 130, 141  # the last two are 128 + the signal, as shells count


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code (listed in `explorer --help`)."""
    output.keep_standard_files()
    output.hold_back_output()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        output.finish()
    except ExplorerError as error:
        output.say(f"explorer: {error}")
        return _ended(error.code)
    except KeyboardInterrupt as interrupt:
        done = interrupt.args[0] if interrupt.args else "nothing was changed"
        output.say(f"Interrupted; {done}.")
        return _ended(_INTERRUPTED)
    except MemoryError:
        output.say("explorer: there is not enough memory; close other programs, or build from fewer articles")
        return _ended(_FAILED)
    except output.ClosedOutputError:
        return _ended(_UNREAD)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not error.filename:  # what getcwd says
            output.say("explorer: the current folder is no longer there; change to another (cd)")
            return _ended(_FAILED)
        where = f" with {error.filename}" if error.filename else ""
        output.say(f"explorer: cannot go on{where}: {error.strerror or type(error).__name__}")
        return _ended(_FAILED)
    return code


def help_text() -> str:
    """What `explorer --help` prints."""
    from explorer.cli.parser import help_text

    return help_text()


def _run(argv: Sequence[str]) -> int:
    if is_for_screen(argv):
        from pathlib import Path

        from explorer.cli.screen import open_screen

        return open_screen(Path(argv[0]) if argv else None)
    from explorer.cli import verbs
    from explorer.cli.parser import build_parser, with_verb

    try:
        words = with_verb(argv)
        args = build_parser(verbs.RUN, words[0] if words else "").parse_args(words)
    except SystemExit as done:  # --help and --version
        return done.code if isinstance(done.code, int) else 0
    result: int = args.run(args)
    return result


def _ended(code: int) -> int:
    """`code`, with nothing left in standard output that Python would fail to write at exit."""
    try:
        output.finish()
    except (output.ClosedOutputError, ExplorerError):
        output.discard()
    return code
