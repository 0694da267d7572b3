"""The word lists of `data/`, compiled once: how news pages mark what is not the article."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

from explorer.models import RegionKind
from explorer.text.fold import straighten

_TRIM = " \t\r\n\u00a0.:>»→|·•-–—*#_…›+"
_REPORTED = re.compile(r"\b(?:said|says|told|according to|argued|wrote|added|claimed|warned|alleged)\b", re.IGNORECASE)
_TAIL_WINDOW = 200  # characters at the end of a paragraph in which a glued cue is looked for


@cache
def data(name: str) -> dict[str, Any]:
    """The table of `data/<name>.toml`."""
    return tomllib.loads((files("explorer.ingest") / "data" / f"{name}.toml").read_text("utf-8"))


def any_of(patterns: list[str]) -> re.Pattern[str]:
    """One pattern, without regard to case, that matches what any of `patterns` does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rules:
    line: dict[RegionKind, re.Pattern[str]]
    start: dict[RegionKind, re.Pattern[str]]
    inside: dict[RegionKind, re.Pattern[str]]
    tail: dict[RegionKind, re.Pattern[str]]


@cache
def _rules() -> _Rules:
    table = data("boilerplate")

    def compiled(section: str) -> dict[RegionKind, re.Pattern[str]]:
        return {cast(RegionKind, k): any_of(v) for k, v in table[section].items() if isinstance(v, list)}

    return _Rules(compiled("line"), compiled("start"), compiled("inside"), compiled("tail"))


def whole_line(line: str) -> RegionKind | None:
    """The kind of a line that is nothing but a known label ("Advertisement", "No comments yet")."""
    bare = straighten(line).strip(_TRIM)
    if not bare or (line.endswith(".") and " " not in bare and bare.isalpha()):
        return None  # a label of one word has no full stop; a sentence of one word ("Pause.") has
    return next((kind for kind, rule in _rules().line.items() if rule.fullmatch(bare)), None)


def line_start(line: str) -> RegionKind | None:
    """The kind of a paragraph that opens with a known cue ("Read more:", "Copyright 2025 …", "Disclosure: …").

    Promotion and furniture are short; a disclosure may be of any length.
    """
    plain = straighten(line[: data("boilerplate")["start"]["max"] + 1]).lstrip(_TRIM + "([")
    short = len(line) <= data("boilerplate")["start"]["max"]
    for kind, rule in _rules().start.items():
        if (short or kind == "disclosure") and rule.match(plain):
            return kind
    return None


def inside(paragraph: str) -> tuple[RegionKind, int] | None:
    """The kind of a paragraph that holds a cue, and the offset of the cue in it."""
    if len(paragraph) > data("boilerplate")["inside"]["max"]:
        return None
    plain = straighten(paragraph)
    for kind, rule in _rules().inside.items():
        # What somebody is reported to say of a text is news, not a notice.
        if (match := rule.search(plain)) and not _REPORTED.search(match.group()):
            return kind, match.start()
    return None


def glued_tail(paragraph: str) -> tuple[RegionKind, int] | None:
    """The kind and offset of a label that a lost line break left behind the last sentence."""
    base = max(0, len(paragraph) - _TAIL_WINDOW)
    window = straighten(paragraph[base:])
    for kind, rule in _rules().tail.items():
        for match in rule.finditer(window):
            before = paragraph[: base + match.start()].rstrip()
            if match.end() == len(window) and before.endswith((".", "!", "?", '"', "”", ")")):
                return kind, base + match.start()
    return None


@cache
def _continued() -> frozenset[str]:
    return frozenset(data("boilerplate")["continued"]["disclosure"])


def continues_disclosure(paragraph: str) -> bool:
    """Whether a paragraph after a disclosure goes on with it: three different words of that trade."""
    words = {word.strip("\"'.,;:()").lower() for word in straighten(paragraph).split()}
    return len(words & _continued()) >= 3


@cache
def _headings(name: str) -> re.Pattern[str]:
    return any_of(data("boilerplate")["headings"][name])


def heading_for(line: str, name: str) -> bool:
    """Whether a line is a known heading: `name` is "summary", "references" or "sections"."""
    return bool(_headings(name).fullmatch(straighten(line).strip(_TRIM)))


@cache
def _machine() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = data("boilerplate")["machine"]
    return any_of(table["written"]), any_of(table["denied"])


def machine_written(notice: str) -> tuple[int, int] | None:
    """The span of the words in a publisher's notice that say a machine wrote or helped to write the text."""
    written, denied = _machine()
    plain = straighten(notice)
    match = written.search(plain)
    if match is None or denied.search(plain, max(0, plain.rfind(".", 0, match.start())), match.end()):
        return None
    return match.span()
