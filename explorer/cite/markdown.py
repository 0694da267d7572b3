"""A Markdown block quotation with its reference. Article text stays text: no link, image, mention, HTML or list."""

from __future__ import annotations

import re

from explorer.cite.passage import Passage
from explorer.cite.quote import reference
from explorer.cite.work import Work

_ACTIVE = re.compile(r"[\\`*_\[\]{}<>&~|^$=#!]")
_LINKED = re.compile(r"(?<!\S)\S*(?:://|www\.|\w@\w|(?<!\w)@\w)\S*", re.IGNORECASE)
"""What GitHub and others turn into a link or a mention whatever is escaped: only a code span keeps it plain."""
_LINE_START = re.compile(r"^(?:[-+](?=\s|$|[-+])|\d+(?=[.)]))")
_MAILTO = re.compile(r"\b(mailto|xmpp):", re.IGNORECASE)


def render(work: Work, passage: Passage, original: str) -> str:
    """Two quoted paragraphs, the words and the reference."""
    return f"> {escape(passage.words)}\n>\n> — {escape(reference(work, passage, original))}"


def escape(text: str) -> str:
    """`text`, on one line, as Markdown that shows exactly these characters (CommonMark and GitHub's dialect).

    Spaces at its start, which would make it code, are left out.
    """
    text = text.lstrip(" ")
    out: list[str] = []
    offset = 0
    for match in _LINKED.finditer(text):
        out += [_escape_prose(text[offset : match.start()], at_start=offset == 0), _code(match.group())]
        offset = match.end()
    out.append(_escape_prose(text[offset:], at_start=offset == 0))
    return "".join(out)


def _escape_prose(text: str, *, at_start: bool) -> str:
    escaped = _MAILTO.sub(r"\1\\:", _ACTIVE.sub(r"\\\g<0>", text))
    if at_start and (match := _LINE_START.match(escaped)):
        marker = match.group()
        escaped = (f"{marker}\\" if marker.isdigit() else f"\\{marker}") + escaped[match.end() :]
    return escaped


def _code(text: str) -> str:
    """A code span fenced by more backticks than `text` holds in a row."""
    fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
