"""The quoted words and where they stand.

Paragraphs are counted as a reader would: regions of kind *body* that hold a visible character, from 1; titles,
headings, summaries, lists and everything around the article are not counted. A block that the file prints twice is
cited by its first printing. Offsets are code points of the text of record, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from explorer.errors import NotFoundError
from explorer.models import Region, Source, Span
from explorer.text.inert import make_inert
from explorer.text.spans import overlaps, trim

_PLACES = {
    "title": "headline",
    "standfirst": "standfirst",
    "heading": "heading",
    "summary": "summary",
    "list": "list",
    "reference": "reference list",
    "byline": "byline",
    "disclosure": "disclosure",
    "promo": "promotion",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """`words` are the text of record between `start` and `end`, made inert, newlines as spaces.

    `first`/`last` number its paragraphs, 0 when it stands outside the body; then `place` says where.
    """

    words: str
    start: int
    end: int
    first: int = 0
    last: int = 0
    place: str = ""

    @property
    def locator(self) -> str:
        """ "¶9", "¶¶9–10", "headline", or nothing."""
        if not self.first:
            return self.place
        return f"¶{self.first}" if self.first == self.last else f"¶¶{self.first}–{self.last}"

    @property
    def offsets(self) -> str:
        """ "[1466:1609]"."""
        return f"[{self.start}:{self.end}]"


def locate(source: Source, span: Span) -> tuple[Passage, list[str]]:
    """The passage that `span` marks, without the white space around it, and warnings on its text and place.

    Raises NotFoundError when the span holds no visible character of the text.
    """
    if not 0 <= span.start < span.end <= len(source.text) or source.text[span.start : span.end].isspace():
        raise NotFoundError(
            f"{make_inert(source.path)} has no text at [{span.start}:{span.end}]; its offsets run from 0 to "
            f"{len(source.text)}"
        )
    warnings: list[str] = []
    inner = trim(source.text, span.start, span.end)
    first_printing = _first_printing(source, inner)
    if first_printing != inner:
        warnings.append("The file prints this passage twice: the citation points to the first printing.")
        inner = first_printing
    numbers = [n for n, region in enumerate(_paragraphs(source), 1) if overlaps(Span(region.start, region.end), inner)]
    place = "" if numbers else _place(source, inner)
    if not numbers:
        warnings.append("The passage stands outside the numbered paragraphs.")
    for flag in source.flags:
        if flag.kind == "masked_token" and overlaps(Span(flag.start, flag.end), inner):
            token = make_inert(source.text[flag.start : flag.end])
            warnings.append(f"The quoted words hold a damaged token, “{token}”, printed as it stands.")
    words = make_inert(source.text[inner.start : inner.end])
    first, last = (numbers[0], numbers[-1]) if numbers else (0, 0)
    return Passage(words, inner.start, inner.end, first, last, place), warnings


def _paragraphs(source: Source) -> list[Region]:
    return [r for r in source.regions if r.kind == "body" and not source.text[r.start : r.end].isspace()]


def _first_printing(source: Source, span: Span) -> Span:
    for region in source.regions:
        if region.repeat_of is not None and region.start <= span.start < region.end:
            shift = region.repeat_of - region.start
            moved = Span(span.start + shift, span.end + shift)
            if source.text[moved.start : moved.end] == source.text[span.start : span.end]:
                return moved
    return span


def _place(source: Source, span: Span) -> str:
    kinds = [r.kind for r in source.regions if overlaps(Span(r.start, r.end), span)]
    return _PLACES.get(kinds[0], "") if kinds else ""


_OPENS_AFTER = " \t\n([{—–-/“‘\"'"


def flip_quotes(words: str) -> str:
    """Quotation marks as they stand inside another quotation: “ ” become ‘ ’ and the other way round, one for one.

    Straight marks become typographic ones; apostrophes stay what they are.
    """
    out: list[str] = []
    single_open = False
    for index, char in enumerate(words):
        before = words[index - 1] if index else " "
        after = words[index + 1] if index + 1 < len(words) else " "
        if char == "“" or (char == '"' and before in _OPENS_AFTER and not after.isspace()):
            out.append("‘")
        elif char in '”"':
            out.append("’")
        elif char in "‘'" and _opens_single(words, index, before, after):
            single_open = True
            out.append("“")
        elif char in "’'" and single_open and not after.isalnum():
            single_open = False
            out.append("”")
        else:
            out.append(char)
    return "".join(out)


def _opens_single(words: str, index: int, before: str, after: str) -> bool:
    """Whether a single mark opens a quotation: it stands before a word and another one closes it later."""
    if before not in _OPENS_AFTER or not after.isalpha():
        return False
    closers = "’" if words[index] == "‘" else "'’"
    later = words[index + 1 :]
    return any(c in closers and not later[i + 1 : i + 2].isalnum() and i > 1 for i, c in enumerate(later))


def in_quotes(words: str) -> str:
    """The words in typographic quotation marks, with nested marks flipped."""
    return f"“{flip_quotes(words)}”"
