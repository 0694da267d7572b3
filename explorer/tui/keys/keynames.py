"""Names of keys: as the terminal layer calls them, as people write them in a file, and as the screen shows them."""

from __future__ import annotations

import unicodedata

_SHOWN = {
    "plus": "+", "minus": "-", "less_than_sign": "<", "greater_than_sign": ">", "equals_sign": "=", "slash": "/",
    "left_square_bracket": "[", "right_square_bracket": "]", "question_mark": "?", "colon": ":", "semicolon": ";",
    "vertical_line": "|", "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn",
    "enter": "Enter", "escape": "Esc", "tab": "Tab", "space": "Space", "home": "Home", "end": "End",
    "backspace": "Backspace", "delete": "Del", "insert": "Ins", **{f"f{n}": f"F{n}" for n in range(1, 13)},
}  # fmt: skip

_WRITTEN = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup", "pgdn": "pagedown",
    "page up": "pageup", "page down": "pagedown", "↑": "up", "↓": "down", "←": "left", "→": "right",
}  # fmt: skip

_NAMED = frozenset(
    "up down left right pageup pagedown enter escape tab space home end backspace delete insert".split()
) | {f"f{n}" for n in range(1, 25)}
_MODIFIERS = ("ctrl", "shift", "alt")

_RENAMED = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""What the terminal layer calls signs otherwise than Unicode does."""

SAME = {
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+j": "Enter",
    "ctrl+h": "Backspace",
    "ctrl+[": "Esc",
    "ctrl+left_square_bracket": "Esc",
}
"""What terminals send the same bytes for: a program cannot tell them apart."""


def key_name(key: str) -> str:
    """How a key is written for people: "escape" is "Esc", "ctrl+d" is "Ctrl+D"."""
    modifier, plus, last = key.rpartition("+")
    if not plus:
        return _SHOWN.get(key) or (_sign_of(key) if len(key) > 1 else key)
    return f"{modifier.title()}+{_SHOWN.get(last) or last.upper()}"


def _sign_of(key: str) -> str:
    if len(_SHOWN.get(key, "")) == 1:
        return _SHOWN[key]
    names = {value: name for name, value in _RENAMED.items()}
    try:
        return unicodedata.lookup(names.get(key, key).replace("_", " "))
    except KeyError:
        return key


def is_typed(key: str) -> bool:
    """Whether a key writes a sign where one can write."""
    return "+" not in key and key not in _NAMED - {"space"}


def read_key(written: str) -> str:
    """What the terminal layer calls a key that somebody wrote: "/", "Ctrl+D", "PgDn", "question_mark".

    Raises ValueError, with a sentence, where it is no key or none that can be told from another.
    """
    text = written.strip()
    *modifiers, last = text.split("+") if len(text) > 1 and not text.endswith("++") else [text]
    if text.endswith("++"):  # ctrl++
        modifiers, last = text[:-2].split("+"), "+"
    modifiers = [modifier.strip().lower() for modifier in modifiers]
    wrong = next((modifier for modifier in modifiers if modifier not in _MODIFIERS), None)
    if not text or wrong is not None:
        raise ValueError(f"“{written}” is no key{_nearest(wrong or '', _MODIFIERS)}")
    name = _plain(last.strip() or last)
    if not name:
        known = [*_NAMED, *_WRITTEN]
        raise ValueError(f"“{written}” is no key{_nearest(last.strip().lower(), known)}")
    if modifiers == ["shift"] and len(name) == len(name.upper()) == 1:  # what a terminal sends for it is the capital
        return name.upper()
    if modifiers and len(name) == 1:
        name = name.lower()
    key = "+".join([*sorted(modifiers), name])
    if key in SAME:
        raise ValueError(f"{key_name(key)} cannot be told from {SAME[key]} in a terminal")
    return key


def _plain(last: str) -> str:
    """One key without modifiers, as the terminal layer calls it; nothing where there is no such key."""
    lower = last.lower()
    lower = _WRITTEN.get(lower, lower)
    if lower in _NAMED:
        return lower
    if len(last) == 1 and last.isprintable():
        return last if last.isalnum() else _called(last)
    sign = _sign_of(lower)
    return lower if len(sign) == 1 and _called(sign) == lower else ""


def _called(sign: str) -> str:
    if sign == " ":
        return "space"
    name = unicodedata.name(sign, sign).lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


def _nearest(word: str, known: tuple[str, ...] | list[str]) -> str:
    from difflib import get_close_matches  # only where something is wrong

    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else ""
