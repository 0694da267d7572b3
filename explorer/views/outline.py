"""What a view says as headed parts of items: the one form from which the screen draws and the verbs print.

An item is some words with a label before them; where it leads and what of it can be cited stand beside it, so that
nothing has to be looked up again. Words are not yet inert: whoever prints or draws makes them so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from explorer.lists import ListKind
from explorer.models import Span
from explorer.text.inert import make_inert
from explorer.text.phrases import shortened

Tone = Literal["text", "quiet", "label", "title", "accent", "doubt", "conflict", "good"]
"""How much weight words have; the screen has an ink of each name, and nothing is told by it alone."""

EXCERPT = 280
"""Code points of a passage that stand in a list; the whole is one key away."""
_LABEL = 16  # cells of the margin in which labels stand
_ROOMY = 60  # cells from which there is such a margin


@dataclass(frozen=True, slots=True)
class Lead:
    """Where an item leads: a claim, an entity, or a source; `at` is the place in the source, in code points."""

    kind: Literal["claim", "entity", "source"]
    id: str
    at: Span | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage with its words: `start`..`end` (code points, end exclusive) of the text of `source`, an id."""

    source: str
    name: str
    """What the source is called."""
    start: int
    end: int
    text: str
    """Exactly what stands there."""

    @property
    def words(self) -> str:
        """The words on one line, cut to what a list has room for, between quotation marks."""
        return f"“{shortened(' '.join(self.text.split()), EXCERPT)}”"

    @property
    def lead(self) -> Lead:
        """The place of the passage in its source."""
        return Lead("source", self.source, Span(self.start, self.end))


@dataclass(frozen=True, slots=True)
class Item:
    """Some words that belong together, and below them what unfolds."""

    text: str
    label: str = ""
    tone: Tone = "text"
    depth: int = 0
    lead: Lead | None = None
    cited: Excerpt | None = None
    children: tuple[Item, ...] = ()
    folded: bool = False
    """Whether the children are hidden on the screen until the reader asks for them."""
    about: tuple[ListKind, str] | None = None
    """The row that the item speaks of, where it leads to another place."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it."""

    title: str
    items: tuple[Item, ...]


def quotation(excerpt: Excerpt, label: str = "", depth: int = 1) -> Item:
    """A passage as an item that leads to its place and can be cited."""
    return Item(f"{excerpt.name}: {excerpt.words}", label, "quiet", depth, excerpt.lead, excerpt)


def outline_lines(title: str, parts: Iterable[Part], width: int) -> list[str]:
    """Title, headings and all items, unfolded, as inert lines of at most `width` cells; 0 wraps nothing."""
    lines = list(_wrapped(title, width, "", ""))
    for part in parts:
        lines += ["", *(_wrapped(part.title, width, "", "") if part.title else ())]
        for item in part.items:
            lines += _item_lines(item, width, item.depth)
    return lines


def _item_lines(item: Item, width: int, depth: int) -> Iterator[str]:
    space = " " * (2 + 2 * depth)
    label = make_inert(item.label)
    if label and (not width or width >= _ROOMY):
        label = label + " " * max(1, _LABEL - cells(label))
    elif label:
        label = f"{label}: "
    margin = " " * cells(label) if width >= _ROOMY else ""
    yield from _wrapped(item.text, width, f"{space}{label}", f"{space}{margin}  ")
    for child in item.children:
        yield from _item_lines(child, width, max(child.depth, depth + 1))


def cells(text: str) -> int:
    """How many columns of a terminal `text` takes, as far as Unicode tells."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def _wrapped(text: str, width: int, head: str, hang: str) -> Iterator[str]:
    """One inert paragraph in lines of at most `width` cells, broken at spaces, or within a word that is wider."""
    words = make_inert(text).split(" ")
    line, empty = head, True
    for word in words:
        if width and not empty and cells(line) + 1 + cells(word) > width:
            yield line.rstrip()
            line, empty = hang, True
        line, empty = (line + word if empty else f"{line} {word}"), False
        while width and cells(line) > width > cells(hang) + 1:
            fits = _fitting(line, width)
            yield line[:fits]
            line = hang + line[fits:]
    yield line.rstrip()


def _fitting(line: str, width: int) -> int:
    """How many characters of a line fit, at least one."""
    used = 0
    for at, char in enumerate(line):
        used += cells(char)
        if used > width:
            return max(1, at)
    return len(line)
