"""The reader's settings: one TOML file, read before the screen opens, in which nothing can keep it from opening.

What is wrong in it is told in a sentence and left out. Only the standard library, and of that only what a file that is
there needs: most people have none.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import reason_of
from explorer.state import read_small
from explorer.text.inert import make_inert

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

_LARGEST = 100_000
"""Bytes of a file that is read: many times what anybody sets."""
_SHOWN = 60  # code points of a word of the file in a sentence

# The command line and this file must not wait for the rooms that use these names; the tests hold them to those.
THEMES = ("dark", "light", "contrast-dark", "contrast-light", "terminal")
"""The names of `explorer.tui.drawing.theme.THEMES`."""
STYLES = ("quote", "markdown", "apa", "bibtex", "csl-json")
"""The keys of `explorer.cite.STYLES`; the first one is the default."""
CONTEXTS = ("sentence", "paragraph", "neighbours", "article")
"""Those of `explorer.tui.comparison.model.CONTEXTS`."""
_SECTIONS = ("keys", "screen")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a reader can set. Empty values stand for what the screen does by itself."""

    theme: str = ""
    """How the screen looks: one of THEMES; nothing: what fits the terminal."""
    ascii: bool = False
    """Whether it is drawn with ASCII alone."""
    citation_style: str = ""
    """What `y` copies in: one of STYLES; nothing: the words with their source."""
    context: str = ""
    """What the comparison shows around an evidence at first: one of CONTEXTS; nothing: its paragraph, and more where
    there is room.
    """
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Action → its keys, as they stand in the file."""


@dataclass(frozen=True, slots=True)
class Config:
    """The file, what it sets, and what is wrong in it: a sentence each, inert."""

    path: Path | None
    settings: Settings = Settings()
    problems: tuple[str, ...] = ()
    is_there: bool = False


def config_path(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> Path:
    """The file's place: XDG_CONFIG_HOME wherever it is set, else where the system of that name keeps such things.

    Raises RuntimeError when the user has no home.
    """
    if Path(environment.get("XDG_CONFIG_HOME", "")).is_absolute():  # a relative one is to be ignored
        folder = Path(environment["XDG_CONFIG_HOME"]) / "explorer"
    elif platform == "win32":
        folder = Path(environment.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "explorer"
    elif platform == "darwin":
        folder = Path.home() / "Library" / "Application Support" / "explorer"
    else:
        folder = Path.home() / ".config" / "explorer"
    return folder / "config.toml"


def read_config(where: Callable[[], Path] = config_path) -> Config:
    """The settings of the file, or those of nobody where there is none. Raises nothing."""
    try:
        path = where()
    except RuntimeError:  # no home
        return Config(None)
    try:
        data = read_small(path, _LARGEST)
    except FileNotFoundError:
        return Config(path)
    except OSError as error:
        return Config(path, problems=(f"it cannot be read: {reason_of(error)}",), is_there=True)
    if len(data) > _LARGEST:
        return Config(path, problems=(f"it is larger than {_LARGEST:,} bytes and was not read",), is_there=True)
    return _parsed(path, data)


def _parsed(path: Path, data: bytes) -> Config:
    import tomllib  # only where there is a file

    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Config(path, problems=("it is not UTF-8, and nothing of it counts",), is_there=True)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        words = _word(str(error)) or "nested too deeply"
        return Config(path, problems=(f"it is no TOML, and nothing of it counts: {words}",), is_there=True)
    problems = [f"“{_word(name)}” is no section{nearest(name, _SECTIONS)}" for name in values if name not in _SECTIONS]
    keys = _keys(values.get("keys", {}), problems)
    theme, ascii_only, style, context = _screen(values.get("screen", {}), problems)
    return Config(path, Settings(theme, ascii_only, style, context, keys), tuple(problems), is_there=True)


def _keys(section: object, problems: list[str]) -> dict[str, tuple[str, ...]]:
    """Action → keys, of whatever is written so; whether there are such actions and keys is not known here."""
    if not isinstance(section, dict):
        problems.append("keys is no section: write [keys], and under it a line for each action")
        return {}
    keys: dict[str, tuple[str, ...]] = {}
    for action, written in section.items():
        several = [written] if isinstance(written, str) else written
        if isinstance(several, list) and all(isinstance(key, str) for key in several):
            keys[action] = tuple(several)
        else:
            problems.append(f"keys.{_word(action)} is no key: write it in quotation marks, or several in [ ]")
    return keys


def _screen(section: object, problems: list[str]) -> tuple[str, bool, str, str]:
    if not isinstance(section, dict):
        problems.append("screen is no section: write [screen], and under it a line for each setting")
        return "", False, "", ""
    known = ("theme", "ascii", "citation_style", "context")
    for name in section:
        if name not in known:
            problems.append(f"“screen.{_word(name)}” is no setting{nearest(name, known)}")
    ascii_only = section.get("ascii", False)
    if not isinstance(ascii_only, bool):
        problems.append("screen.ascii is neither true nor false")
        ascii_only = False
    theme = _one_of("theme", section, THEMES, problems)
    style = _one_of("citation_style", section, STYLES, problems)
    return theme, ascii_only, style, _one_of("context", section, CONTEXTS, problems)


def _one_of(name: str, section: Mapping[str, object], allowed: tuple[str, ...], problems: list[str]) -> str:
    value = section.get(name, "")
    if value == "" or (isinstance(value, str) and value in allowed):
        return str(value)
    meant = nearest(value, allowed) if isinstance(value, str) else ""
    problems.append(f"screen.{name} is “{_word(str(value))}”{meant or '; there are ' + ', '.join(allowed)}")
    return ""


def nearest(word: str, known: Iterable[str]) -> str:
    """ "; did you mean theme?", where something known is much like `word`; else nothing."""
    from difflib import get_close_matches  # only where something is wrong

    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""


def _word(text: str) -> str:
    """A word of the file for a sentence: inert, and not longer than anybody reads."""
    return make_inert(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")
