"""`explorer config`: the reader's settings and keys, and what is wrong with them."""

from __future__ import annotations

from argparse import Namespace

from explorer.cli.output import write_json, write_line
from explorer.config import STYLES, Settings, read_config
from explorer.errors import UsageError
from explorer.text.phrases import plural
from explorer.tui.keys.actions import ACTIONS, key_name
from explorer.tui.keys.keymap import keymap


def config(args: Namespace) -> int:
    """Print where the settings lie, what they are, and each problem.

    Raises UsageError where there is one: the screen opens all the same, but not as its reader wrote.
    """
    found = read_config()
    keys = keymap(found.settings.keys)
    problems = (*found.problems, *keys.problems)
    effective = {action.id: list(keys.keys.get(action.id, action.default_keys)) for action in ACTIONS}
    if args.json:
        screen = _screen(found.settings)
        write_json(
            {
                "path": str(found.path) if found.path else None,
                "exists": found.is_there,
                "screen": screen,
                "keys": effective,
                "changed": sorted(keys.keys),
                "problems": list(problems),
            }
        )
    else:
        _print(found.path, found.settings, keys.keys, is_there=found.is_there)
        for problem in problems:
            write_line(f"problem  {problem}")
    if problems:
        raise UsageError(f"{plural(len(problems), 'problem')} in {found.path}, listed on standard output")
    return 0


def _screen(settings: Settings) -> dict[str, object]:
    return {
        "theme": settings.theme or "the one that fits the terminal",
        "ascii": settings.ascii,
        "citation_style": settings.citation_style or STYLES[0],
        "context": settings.context or "what there is room for",
    }


def _print(path: object, settings: Settings, changed: dict[str, tuple[str, ...]], *, is_there: bool) -> None:
    missing = "" if is_there or not path else " (not there)"
    write_line(f"file     {path or 'none: there is no home to look in'}{missing}")
    write_line("[screen]")
    for name, value in _screen(settings).items():
        write_line(f"{name} = {str(value).lower() if isinstance(value, bool) else value}", indent=2)
    write_line("[keys]")
    for action in ACTIONS:
        keys = changed.get(action.id, action.default_keys)
        shown = " ".join(map(key_name, keys)) or "no key"
        own = f"  (by itself {' '.join(map(key_name, action.default_keys))})" if action.id in changed else ""
        write_line(f"{action.id:<18} {shown:<12} {action.help}{own}", indent=2)
