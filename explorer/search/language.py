"""The query language told to people: one description, from which every help text and table is made."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill, wrap

from explorer.search.fields import FIELDS, FieldSpec

_WIDEST, _LEFT = 100, 27  # columns of the help text, and of its examples

MARKS: tuple[tuple[str, str], ...] = (
    ("nvida h20", "both words, in any order; typing errors, beginnings and abbreviations are fine"),
    ('"export controls"', "these words, one right after the other, exactly; curly quotes do too"),
    ("-chip", "without this word; also before a phrase, a field or a group"),
    ("amd OR intel", "one of the two; OR stands between its neighbours: a b OR c is a, and b or c"),
    ("amd AND NOT intel", "as other programs write it: AND changes nothing, NOT before a thing is a minus"),
    ("(amd OR intel) ban", "a group"),
    ("chip*", "every word that begins so, and nothing else"),
    ("nvidia near/5 ban", "at most five words between the two, in either order; also between phrases"),
    ("source:reuters", "a field: see below; several values with commas (type:person,place), spaces in quotes"),
    (r"\-chip  \OR  source\:x", "a backslash takes the meaning of a mark away"),
)
"""What can be written, and what it means."""

RANGES: tuple[tuple[str, str], ...] = (
    ("date:2025-09", 'in that month; a day (2025-09-11), a year (2025), or words: date:"Q3 2025"'),
    ("date:2025-09..", "from then on; ..2024 up to then, 2024..2025-03 between, >2025 after, <2025 before"),
    ("number:50B", "k, m, bn, t and their words count; 40..60 between, 2.. at least, >50B more, <15% less"),
    ("number:$50B..", 'only in that unit: money by its sign or code, 15%, 7nm, number:"12 tonnes"'),
)
"""How ranges are written."""

LISTS = (
    "Every field can be asked in every list: what only claims have finds, in the lists of sources, entities and "
    "passages, those that such claims touch; several such fields ask for one claim that fits them all."
)
"""What a field means in a list whose rows do not have it."""

BROKEN = "What cannot be read as the language is read as plain words, and explorer says so."
"""What becomes of a mistake."""


def language_table() -> str:
    """The language as tables in Markdown."""
    marks = [(_code(form), means) for form, means in (*MARKS, *RANGES)]
    fields = [(f"`{spec.name}:`", meaning(spec), _code(spec.example)) for spec in FIELDS.values()]
    return "\n\n".join(
        (
            _table(("write", "to find"), marks),
            _table(("field", "means", "for example"), fields),
            LISTS,
            BROKEN,
        )
    )


def language_help() -> str:
    """The language as plain text of at most 100 columns, for a terminal."""
    fields = [(spec.example, meaning(spec)) for spec in FIELDS.values()]
    parts = (
        ("What a query may hold:", MARKS),
        ("Fields:", fields),
        ("Ranges:", RANGES),
    )
    blocks = ["\n".join((title, *_columns(rows))) for title, rows in parts]
    return "\n\n".join((*blocks, *(fill(text, _WIDEST) for text in (LISTS, BROKEN)))) + "\n"


def meaning(spec: FieldSpec) -> str:
    """What a field means, with the values of a choice."""
    if spec.sort != "choice":
        return spec.means
    values = ", ".join(dict.fromkeys(choice for choices in spec.choices.values() for choice in choices))
    return f"{spec.means}: {values}"


def _code(text: str) -> str:
    return " ".join(f"`{part}`" for part in text.split("  "))


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _columns(rows: Sequence[tuple[str, str]]) -> list[str]:
    """Examples on the left, what they mean on the right."""
    lines = []
    for left, right in rows:
        first, *further = wrap(right, _WIDEST - _LEFT)
        lines += [f"  {left:<{_LEFT - 3}} {first}", *(" " * _LEFT + line for line in further)]
    return lines
