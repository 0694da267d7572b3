"""What a careful reader should know about a source before trusting it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from explorer.ingest.cues import machine_written
from explorer.ingest.language import UNDETERMINED, guess_language, language_name
from explorer.ingest.outlets import key, registered_name
from explorer.ingest.paragraphs import Piece
from explorer.ingest.references import ReferenceList
from explorer.ingest.repeats import Run, summary_leads
from explorer.ingest.shape import ends_sentence
from explorer.models import READABLE, STATING, Field, Flag, Marker, Span

PREDATES_DAYS = 180
"""A reference this much older than the article cannot carry news of the day."""
GAP_LINES = 3
"""So many empty lines are left where an advertisement or an image was cut out."""
LONG_PARAGRAPH = 5_000
"""Longer paragraphs, in code points, are flagged; those of news have some hundred, of speeches some thousand."""
_LEAST_LETTERS = 200
"""Letters of a paragraph from which its language can be told; below, a title or a foreign phrase decides too much."""
_MIN_BLOCK = 25  # words: a shorter repeat is a sentence said twice
_MIN_LIST = 4  # words: two entries of a list of references, with their numbers
_MASKED = re.compile(
    r"(?<![\w#&/])[A-Za-z$€£]{0,3}(?:#{2,}[\d.,]*\w*|#0\d*)|\b[A-Za-z]\*{2,}[A-Za-z]+\b|[█▇■]{2,}"
    r"|\b\d*(?-i:x{3,})\d*\b|\[(?:redacted|masked|name withheld|expletive(?: deleted)?|inaudible|censored)\]",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"\[\d{1,3}\][.,;:]?[A-Z]\w*"
    r"|(?<![\w./@:-])[A-Za-z][a-z]{1,30}[.?!](?!(?:Com|Net|Org|Js|Io|Ai|Py|Co)\b)[A-Z][a-z]{1,30}\b(?![./@])"
    r"|(?<![\w./@:-])[A-Za-z][a-z]{1,30},[A-Z][a-z]{1,30}\b"
    r"|\b\d{1,4}(?:Updated|Published|Posted)\b"
    r"|[\w]{1,30}[.!?,][”’][A-Z][a-z]{1,30}\b"
)
_GLUED_BYLINE = re.compile(r"By[A-Z]\w+")
_TWICE_DECODED = re.compile(r"â€[™œ˜“”\u009d\u0080-\u009f¦¢]|Ã[©¨¢ª®´»§¼¶¤±³¡]|Â[\u00a0£©®°»«]")
_DOUBLED = re.compile(r"([•‣◦▪■●○∙⁃➤►▶✓✔·*–-])(?:\s*\1)+")
_WORD_BEFORE = re.compile(r"\w*\Z")
_DAMAGED = "\N{REPLACEMENT CHARACTER}"


def text_flags(text: str, pieces: Sequence[Piece], doubt: str) -> list[Flag]:
    """Flags on the state of the text: its decoding, masked tokens, glued words, bullets, gaps."""
    flags = [Flag("encoding_doubt", 0, 0, doubt)] if doubt else []
    if not doubt and (at := text.find(_DAMAGED)) >= 0:
        note = f"{text.count(_DAMAGED)} characters were lost before the file was saved"
        flags.append(Flag("encoding_doubt", at, at + 1, note))
    if match := _TWICE_DECODED.search(text):
        flags.append(
            Flag("encoding_doubt", *match.span(), f"“{match.group()}”: the text was decoded wrongly once before")
        )
    flags += _masked(text, pieces)
    flags += _glued(text, pieces)
    for piece in pieces:
        if piece.kind == "furniture" and _DOUBLED.fullmatch(text, piece.start, piece.end):
            flags.append(Flag("doubled_bullet", piece.start, piece.end, "the list marker is printed twice"))
    for before, piece in pairwise(pieces):
        if piece.blank >= GAP_LINES:
            note = f"{piece.blank} empty lines: something may have been cut out here"
            flags.append(Flag("gap", before.end, piece.start, note))
    return flags


def _masked(text: str, pieces: Sequence[Piece]) -> Iterator[Flag]:
    for piece in pieces:
        if piece.kind in READABLE:
            for match in _MASKED.finditer(text, piece.start, piece.end):
                end = match.end() - (len(match.group()) - len(match.group().rstrip(".,")))
                note = f"“{text[match.start() : end]}” is masked; what stood here cannot be known from this file"
                yield Flag("masked_token", match.start(), end, note)


def _glued(text: str, pieces: Sequence[Piece]) -> Iterator[Flag]:
    def flag(start: int, end: int) -> Flag:
        return Flag("glued_words", start, end, f"“{text[start:end]}”: a space or a line break is lost")

    for before, piece in pairwise(pieces):
        if before.end == piece.start and text[piece.start - 1].isalnum() and text[piece.start].isalnum():
            left = len((_WORD_BEFORE.search(text, max(before.start, piece.start - 30), piece.start) or "")[0])
            right = re.compile(r"\w*").match(text, piece.start, piece.end)
            yield flag(piece.start - left, right.end() if right else piece.start)
    for found in _GLUED.finditer(text):
        yield flag(*found.span())
    for piece in pieces:
        if piece.kind == "byline" and (match := _GLUED_BYLINE.match(text, piece.start, piece.end)):
            yield flag(*match.span())


def content_flags(text: str, pieces: Sequence[Piece], title: Field, language: str, runs: Sequence[Run]) -> list[Flag]:
    """Flags on what the article is: untitled, machine-written, printed twice, in another language, one long
    paragraph, without prose."""
    flags = []
    if title.status == "supplied":
        note = "the file has no headline; the title shown is the beginning of its text"
        flags.append(Flag("missing_title", title.start or 0, title.end or 0, note))
    for piece in pieces:
        if piece.kind in ("disclosure", "furniture", "promo", "byline") and (notice := _machine(text, piece)):
            flags.append(notice)
            break
    flags += _repeated(text, pieces, runs)
    prose = [piece for piece in pieces if piece.kind in ("body", "summary", "list", "standfirst")]
    paragraphs = _paragraphs(text, pieces)
    flags += _foreign(text, paragraphs, language)
    flags += _endless(text, paragraphs)
    if not any(ends_sentence(piece.of(text)) for piece in prose):
        note = "no full sentence stands in this file" if _has_letters(text) else "there is not a word in this file"
        flags.append(Flag("no_sentences", 0, 0, note))
    return flags


def _repeated(text: str, pieces: Sequence[Piece], runs: Sequence[Run]) -> Iterator[Flag]:
    """Each block that is printed twice, prose and list of references apart, and each digest of the next paragraph."""
    for run in runs:
        again, first = _blocks(run.start, run.end, pieces), _blocks(run.first, run.first_end, pieces)
        if [kind for kind, _ in again] != [kind for kind, _ in first]:
            again, first = [(False, Span(run.start, run.end))], [(False, Span(run.first, run.first_end))]
        for (_, there), (is_list, here) in zip(first, again, strict=True):
            if len(text[here.start : here.end].split()) >= (_MIN_LIST if is_list else _MIN_BLOCK):
                note = f"prints again what stands at {there.start}–{there.end}"
                yield Flag("repeated_block", here.start, here.end, note)
    for digest, told in summary_leads(text, pieces):
        note = f"says in nearly the same words what stands at {told.start}–{told.end}"
        yield Flag("repeated_block", digest.start, digest.end, note)


def _blocks(start: int, end: int, pieces: Sequence[Piece]) -> list[tuple[bool, Span]]:
    """The stretches of a run that are list of references, and those that are not, in order."""
    blocks: list[tuple[bool, Span]] = []
    for piece in pieces:
        low, high = max(start, piece.start), min(end, piece.end)
        if low < high:
            is_list = piece.kind == "reference"
            if blocks and blocks[-1][0] == is_list:
                blocks[-1] = (is_list, Span(blocks[-1][1].start, high))
            else:
                blocks.append((is_list, Span(low, high)))
    return blocks


def _foreign(text: str, paragraphs: Sequence[Span], language: str) -> Iterator[Flag]:
    """The whole file where it is not in English, else each longer paragraph that is not."""
    if language == UNDETERMINED and _has_letters(text):
        yield Flag("other_language", 0, 0, "its language cannot be told; it does not read like English")
    elif language not in ("en", UNDETERMINED):
        yield Flag("other_language", 0, 0, f"not in English but in {language_name(language)}, as far as can be told")
    elif language == "en":
        for span in paragraphs:
            shown = text[span.start : span.end]
            told = guess_language(shown) if sum(map(str.isalpha, shown)) >= _LEAST_LETTERS else language
            if told not in (language, UNDETERMINED):
                note = f"this paragraph is in {language_name(told)}, as far as can be told"
                yield Flag("other_language", span.start, span.end, note)


def _has_letters(text: str) -> bool:
    return any(c.isalpha() for c in text)


def _endless(text: str, paragraphs: Sequence[Span]) -> Iterator[Flag]:
    """Paragraphs that nobody writes: their line breaks were lost, or they are no prose."""
    for span in paragraphs:
        if span.end - span.start > LONG_PARAGRAPH:
            count = len(text[span.start : span.end].split())
            note = f"a paragraph of {count:,} words: line breaks may be lost, and it is read in pieces"
            yield Flag("long_paragraph", span.start, span.end, note)


def _paragraphs(text: str, pieces: Sequence[Piece]) -> list[Span]:
    """Whole paragraphs that may state something; of one that repeats itself, several pieces stand in one line."""
    found: list[Span] = []
    for piece in pieces:
        if piece.kind in STATING:
            if found and "\n" not in text[found[-1].end : piece.start]:
                found[-1] = Span(found[-1].start, piece.end)
            else:
                found.append(Span(piece.start, piece.end))
    return found


def _machine(text: str, piece: Piece) -> Flag | None:
    found = machine_written(piece.of(text))
    if found is None:
        return None
    start, end = piece.start + found[0], piece.start + found[1]
    breaks = [m.end() for m in re.finditer(r"[.!?:]\s+|\n", text[piece.start : start])]
    low = piece.start + (breaks[-1] if breaks else 0)
    stop = re.compile(r"[.!?](?=\s|$)|\n").search(text, end, piece.end)
    high = (stop.end() if stop and stop.group() != "\n" else stop.start()) if stop else piece.end
    return Flag("machine_written", low, high, f"the publisher says: “{text[low:high]}”")


def reference_flags(
    references: ReferenceList, markers: Sequence[Marker], publisher: Field, published: Field
) -> list[Flag]:
    """Flags on the reference list: to itself, older than the article, undefined, unused."""
    flags = []
    own = key(publisher.value or "")
    day = date.fromisoformat(published.value[:10]) if published.value else None
    used = {marker.marker for marker in markers}
    for entry in references.entries:
        name = f"[{entry.marker}]" if entry.marker else entry.host
        if own and own in (key(entry.outlet), key(registered_name(entry.host).split(".")[0])):
            flags.append(Flag("self_citation", entry.start, entry.end, f"{name} is the publisher's own page"))
        if day and entry.published and (day - date.fromisoformat(entry.published)).days > PREDATES_DAYS:
            note = f"{name} is dated {entry.published}, long before this article of {day.isoformat()}"
            flags.append(Flag("reference_predates", entry.start, entry.end, note))
        if entry.marker and entry.marker not in used:
            flags.append(Flag("unused_reference", entry.start, entry.end, f"{name} is cited nowhere in the text"))
    seen: set[str] = set()
    for marker in markers:
        if marker.marker not in references.defined and marker.marker not in seen:
            seen.add(marker.marker)
            note = f"[{marker.marker}] stands in no reference list of this file"
            flags.append(Flag("undefined_marker", marker.start, marker.end, note))
    return flags
