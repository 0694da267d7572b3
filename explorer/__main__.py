"""`python -m explorer` is the command `explorer`."""

from __future__ import annotations

try:
    import signal
except KeyboardInterrupt:  # it takes some milliseconds, before anybody could say what Ctrl-C does
    raise SystemExit(130) from None


def run() -> int:
    """The command `explorer`: its exit code.

    Until the command line can say that it was interrupted, Ctrl-C ends the program in silence, as it does others, and
    not with a traceback out of an import.
    """
    ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # `nohup` and `&` may ignore it
    if ours:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from explorer.cli import main

    if ours:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    return main()


if __name__ == "__main__":
    raise SystemExit(run())
