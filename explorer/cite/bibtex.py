"""BibTeX: one @misc entry, which every style file knows, in Unicode with TeX's own characters escaped."""

from __future__ import annotations

from explorer.cite.key import cite_key
from explorer.cite.names import Name
from explorer.cite.passage import Passage
from explorer.cite.quote import iso_date
from explorer.cite.work import Work

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # not "\{": BibTeX counts braces without regard to the backslash
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {char: "\\" + char for char in "&%$#_"}
_TABLE = str.maketrans(_ESCAPES)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def render(work: Work, passage: Passage, original: str) -> str:
    """The entry, one field a line. Titles and houses stand in double braces, so that no style changes their case."""
    fields: list[tuple[str, str]] = []
    if work.authors:
        fields.append(("author", "{" + " and ".join(_author(name) for name in work.authors) + "}"))
    fields.append(("title", "{{" + escape(work.shown_title) + "}}"))
    if work.publisher:
        fields.append(("howpublished", "{" + escape(work.publisher) + "}"))
    for name, value in zip(("year", "month", "day"), work.date, strict=False):
        fields.append((name, _MONTHS[value - 1] if name == "month" else f"{{{value}}}"))
    fields.append(("annote", "{" + escape(passage.words) + "}"))
    fields.append(("note", "{" + escape(note(work, passage, original)) + "}"))
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields)
    return f"@misc{{{cite_key(work)},\n{lines}\n}}"


def note(work: Work, passage: Passage, original: str) -> str:
    """Where the words stand, who said them first, and which bytes were read."""
    passed_on = f"{original}, as cited in this source" if original else ""
    undated = "" if work.date else iso_date(work)
    return "; ".join(p for p in (undated, passed_on, passage.locator, passage.offsets, f"sha256 {work.sha256}") if p)


def escape(text: str) -> str:
    """`text` with the characters that TeX would act on written as commands."""
    return text.translate(_TABLE)


def _author(name: Name) -> str:
    if not name.family:
        return "{" + escape(name.literal) + "}"
    parts = [name.last, name.suffix, name.given]
    return ", ".join(escape(part) for part in parts if part)
