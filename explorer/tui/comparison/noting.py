"""What stands between the columns of a comparison, in words that call each source by the letter of its column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from explorer.models import Derivation, Disagreement
from explorer.terms import account_name
from explorer.tui.comparison.model import Column, Note
from explorer.tui.drawing import wording

_ONE = r"(?= (?:says?|gives?|credits?|rewrites?|reports?|names?|has|have|had|cannot)\b)"
_SOME = r"(?=(?:(?:,| and) (?:“[^”]*”|[^“”,;]+?))+ (?:say|give|credit|rewrite|report|name|have)\b)"
_DOES = f"(?:{_ONE}|{_SOME})"
"""What notes say of an article, or of some."""


def disagreement_notes(disagreements: Iterable[Disagreement], columns: Sequence[Column]) -> list[Note]:
    """Where the accounts in these columns differ, in the order given."""
    order, named = [column.source.id for column in columns], _letterer(columns)
    notes = []
    for disagreement in disagreements:
        sides = sorted({order.index(p.source) for p in disagreement.evidence if p.source in order})
        if sides:
            text = f"{disagreement.kind}: {disagreement.note}" if disagreement.note else disagreement.kind
            parts = len(sides) == len({p.source for p in disagreement.evidence}) == 2
            notes.append(Note("disagreement", named(text), tuple(sides), "≠", parts))
    return notes


def derivation_notes(derivations: Iterable[Derivation], columns: Sequence[Column]) -> list[Note]:
    """Which of these columns derive from which."""
    order, named = [column.source.id for column in columns], _letterer(columns)
    notes = []
    for derivation in derivations:
        if derivation.source in order and derivation.origin in order:
            rewrite, origin = order.index(derivation.source), order.index(derivation.origin)
            text = wording.derivation(derivation, wording.letter(rewrite), wording.letter(origin))
            sides = tuple(sorted((rewrite, origin)))
            mark = "=" if not derivation.is_directed else "→" if sides[0] == origin else "←"
            notes.append(Note("derivation", named(text), sides, mark))
    return notes


def lettered(text: str, columns: Sequence[Column]) -> str:
    """A note with its files, and the articles that it calls by their headlines, called by their columns' letters."""
    return _letterer(columns)(text)


def _letterer(columns: Sequence[Column]) -> Callable[[str], str]:
    """What calls files and articles by letters, in any number of notes.

    In one pass and at whole paths alone: "wire.txt" is also the end of "newswire.txt" and of "old/wire.txt". What is
    called by its outlet keeps that name, which says more. A headline in marks might be something that is quoted: it is
    a name where it was cut short, and where it does what articles do.
    """
    letters = {column.source.path: wording.letter(index) for index, column in enumerate(columns)}
    if not letters:
        return str
    paths = "|".join(re.escape(path) for path in sorted(letters, key=len, reverse=True))
    names = [account_name(column.source) for column in columns]
    headlines = {
        name: wording.letter(n) for n, name in enumerate(names) if name.startswith("“") and names.count(name) == 1
    }
    named = "".join(f"|{re.escape(name)}{'' if name.endswith('…”') else _DOES}" for name in headlines)
    called = letters | headlines
    pattern = re.compile(rf"(?<![\w./-])(?:{paths})(?!\w){named}")
    return lambda text: pattern.sub(lambda it: called[it[0]], text)
