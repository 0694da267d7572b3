"""APA, 7th edition: the quotation with its in-text citation, a blank line, and the entry of the reference list.

Without an author the title moves first; without a date "n.d."; a title of ours stands in square brackets, as the
manual asks for descriptions. Paragraphs are counted where a source does not number them ("para. 9").
"""

from __future__ import annotations

from explorer.cite.names import Name
from explorer.cite.passage import Passage, in_quotes
from explorer.cite.work import Work, same_house
from explorer.text.calendar import MONTH_NAMES

_LISTED = 20
"""Authors named in a reference; with more, the first nineteen, an ellipsis and the last (rule 9.8)."""
_SHORT = 6
"""Words of a title in an in-text citation; longer titles are cut after their first words (rule 8.14)."""
_MINOR = frozenset("a an the and as but for if nor or so yet at by in of off on per to up via vs".split())
"""Words that stay small in title case: articles, and conjunctions and prepositions of up to three letters (6.17)."""


def render(work: Work, passage: Passage, original: str) -> str:
    """Two paragraphs: “words” (in-text citation). / Reference."""
    return f"{in_quotes(passage.words)} {in_text(work, passage, original)}.\n\n{reference(work)}"


def reference(work: Work) -> str:
    """The entry of the reference list. A mark that ends the title is never doubled."""
    date = f"({_date(work)})."
    title = _stopped(work.shown_title)
    parts = [_stopped(_author_list(work.authors)), date, title] if work.authors else [title, date]
    if work.publisher and not same_house(work):
        parts.append(_stopped(work.publisher))
    return " ".join(parts)


def in_text(work: Work, passage: Passage, original: str) -> str:
    """ "(Roe & Doe, 2025, para. 9)"; "(The Information, as cited in “Short Title…,” 2025, para. 9)"."""
    year = str(work.date[0]) if work.date else "n.d."
    locator = ""
    if passage.first:
        one = passage.first == passage.last
        locator = f", para. {passage.first}" if one else f", paras. {passage.first}–{passage.last}"
    if work.authors:
        who = f"{_cited_authors(work.authors)}, "
    elif work.title:
        who = f"“{_short_title(work.title)},” "
    else:
        who = f"{_short_description(work.description)}, "
    passed_on = f"{original}, as cited in " if original else ""
    return f"({passed_on}{who}{year}{locator})"


def _short_title(title: str) -> str:
    """The first words of a headline in title case, fit to stand in quotation marks."""
    words = title.split(" ")
    short = words if len(words) <= _SHORT else words[:_SHORT]
    while len(short) < len(words) and len(short) > 1 and short[-1].strip(",;:").lower() in _MINOR:
        short = short[:-1]
    cased = [_capital(word) if i == 0 or word.lower() not in _MINOR else word for i, word in enumerate(short)]
    text = in_quotes(" ".join(cased))[1:-1]
    return text.rstrip(".,;:") + ("…" if len(short) < len(words) else "")


def _capital(word: str) -> str:
    """Only words in small letters are touched: "iPhone" and "H20" stay what they are."""
    return word[:1].upper() + word[1:] if word.islower() and word[:1].isalpha() else word


def _short_description(description: str) -> str:
    words = description.split(" ")
    if description.startswith("Untitled text file") or len(words) <= _SHORT + 1:
        return f"[{description}]"
    return f"[{' '.join(words[:_SHORT]).rstrip(',;:')} …]"


def _date(work: Work) -> str:
    if not work.date:
        return "n.d."
    year, *rest = work.date
    if not rest:
        return str(year)
    month = MONTH_NAMES[rest[0] - 1]
    return f"{year}, {month} {rest[1]}" if len(rest) > 1 else f"{year}, {month}"


def _inverted(name: Name) -> str:
    if not name.family:
        return name.literal
    suffix = f"{name.suffix.rstrip('.')}." if name.suffix[:1] in ("J", "S") else name.suffix
    return ", ".join(part for part in (name.last, name.initials, suffix) if part)


def _author_list(authors: tuple[Name, ...]) -> str:
    names = [_inverted(author) for author in authors]
    if len(names) > _LISTED:
        return ", ".join(names[: _LISTED - 1]) + f", . . . {names[-1]}"
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + f", & {names[-1]}"


def _cited_authors(authors: tuple[Name, ...]) -> str:
    if len(authors) > 2:
        return f"{authors[0].last} et al."
    return " & ".join(author.last for author in authors)


def _stopped(text: str) -> str:
    """With one full stop, unless a mark ends it already, also inside a closing quotation mark."""
    bare = text.rstrip("”’\"'")
    return text if bare.endswith((".", "?", "!")) else f"{text}."
