"""Title, publisher, authors and date of an article, each with the span that states it and the rule that read it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.ingest.bylines import Byline, Name, parse_byline, parse_credit
from explorer.ingest.cues import data
from explorer.ingest.datelines import agency_name, read_dateline
from explorer.ingest.dates import Stamp, find_stamps, label_before
from explorer.ingest.outlets import host_of, host_outlet, key, known_outlet, paper_name
from explorer.ingest.paragraphs import Piece
from explorer.models import Field

MAX_SUPPLIED = 120
"""Characters of a title that we supply from the first sentence."""
_MIN_SUPPLIED = 50
_LABEL_WINDOW = 40  # characters of the line above in which a label of the date may stand
_CLAUSE_END = re.compile(r"[,;:](?=\s)|\s?[–—]")
_SUFFIX = re.compile(r"\s+[|–—-]\s+(?P<outlet>[^|–—]{2,60})$")
_SENTENCE_END = re.compile(
    r"(?:(?<!\bGov)(?<!\bSen)(?<!\bRep)(?<!\bGen)(?<!\bInc)(?<!\bLtd)(?<!\bCol)(?<!\bMrs)(?<!\bSgt)(?<!Corp)(?<!Prof)"
    r"(?<=[^\W\d_]{3})|(?<=[\d%)\]\"”’]))[.!?…][\"”’)]*(?=\s|$)|[。！？]"
)
_SPACE = re.compile(r"\s+")
_LABELLED = re.compile(
    r"(?P<label>source url|source|publisher|publication|outlet|website|url|link|permalink)\s*:\s*"
    r"(?P<value>\S.*)$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|&copy;|\(c\)|\bcopyright\b)[\s©]*(?:\(c\)\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?[,\s]*(?:by\s+)?"
    r"(?P<owner>(?:The\s+)?[A-Z][^\s.,|]*(?:\s+(?:of|and|&|the)?\s*[A-Z][^\s.,|]*){0,4})",
)
_TRUST = re.compile(r"Thomson Reuters Trust Principles")
_RIGHTS = re.compile(r"\s*\b(?:All Rights Reserved|All rights|Ltd|Inc|LLC|Limited|Corp(?:oration)?|plc)\b.*$")


def read_title(text: str, pieces: Sequence[Piece]) -> Field:
    """The headline as the file states it, or the beginning of the first sentence, supplied by us."""
    for piece in pieces:
        if piece.kind == "title":
            end = piece.end
            if (suffix := _SUFFIX.search(text, piece.start, piece.end)) and paper_name(suffix["outlet"]):
                end = suffix.start()
            value = _SPACE.sub(" ", text[piece.start : end])
            if value.endswith(".") and not value.endswith("..") and not re.search(r"\b[A-Z]\.$", value):
                value = value[:-1]
            return Field(value, "stated", piece.start, end, "headline", "the first short line, above the article")
    return _supplied_title(text, pieces)


def _supplied_title(text: str, pieces: Sequence[Piece]) -> Field:
    readable = [p for p in pieces if p.kind in ("standfirst", "body", "summary", "list")] or list(pieces)
    start, stop = readable[0].start, readable[0].end
    sentence = _SENTENCE_END.search(text, start, min(stop, start + 4 * MAX_SUPPLIED))
    end = sentence.end() if sentence else stop
    if end - start > MAX_SUPPLIED:
        end = _clip(text, start)
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] in ".,;:–—-"):
        end -= 1
    value = _SPACE.sub(" ", text[start:end])
    return Field(value, "supplied", start, end, "first_sentence", "the file has no headline: the beginning of its text")


def _clip(text: str, start: int) -> int:
    """Where a sentence that is too long is cut: at its last clause end, else between words."""
    stop = start + MAX_SUPPLIED
    clauses = [m.start() for m in _CLAUSE_END.finditer(text, start + _MIN_SUPPLIED, stop + 1)]
    space = max(text.rfind(c, start, stop + 1) for c in " \n\t\u00a0")
    return clauses[-1] if clauses else space if space > start else stop


def read_bylines(text: str, pieces: Sequence[Piece]) -> list[tuple[int, Byline]]:
    """The bylines and closing closing with the offset of their line, bylines first."""
    found: list[tuple[int, Byline]] = []
    closing: list[tuple[int, Byline]] = []
    for piece in pieces:
        if piece.kind == "byline":
            if credit := parse_credit(piece.of(text)):
                closing.append((piece.start, credit))
            elif byline := parse_byline(piece.of(text)):
                found.append((piece.start, byline))
    return found + closing


def read_authors(bylines: Sequence[tuple[int, Byline]]) -> tuple[Field, ...]:
    """Everybody who signs; a house that signs is an author too, with a note."""
    people: list[Field] = []
    houses: list[Field] = []
    seen: set[str] = set()
    for start, byline in bylines:
        for name in byline.names:
            if key(name.value) in seen:
                continue
            seen.add(key(name.value))
            note = "a house byline, not a person" if name.house else ""
            signed = Field(name.value, "stated", start + name.start, start + name.end, "byline", note)
            (houses if name.house else people).append(signed)
    return tuple(people or houses[:1])


def read_publisher(text: str, pieces: Sequence[Piece], bylines: Sequence[tuple[int, Byline]]) -> Field:
    """Who published the article, from the surest statement the file makes; an empty field when it makes none.

    In this order: a labelled line, a masthead or the headline's ending, the dateline's agency, the outlet of a
    byline, a house that signs, a copyright line, an agency's standards line.
    """
    title = next((i for i, p in enumerate(pieces) if p.kind == "title"), 0)
    return (
        _labelled(text, pieces)
        or _masthead(text, pieces[: title + 4])
        or _dated_masthead(text, pieces)
        or _dateline_agency(text, pieces)
        or _byline_outlet(text, pieces, bylines)
        or _owner(text, pieces)
        or Field()
    )


def _front(pieces: Sequence[Piece]) -> list[Piece]:
    body = next((i for i, p in enumerate(pieces) if p.kind == "body"), len(pieces))
    return list(pieces[:body])


def _labelled(text: str, pieces: Sequence[Piece]) -> Field | None:
    for piece in _front(pieces):
        match = _LABELLED.match(text, piece.start, piece.end) if piece.kind == "furniture" else None
        if match is None:
            continue
        start, end = match.span("value")
        value = match["value"]
        if re.match(r"https?://|www\.", value):
            low, high = host_of(value)
            return Field(
                host_outlet(value[low:high]), "stated", start + low, start + high, "url", "the host of its URL"
            )
        if len(value) <= 60 and "url" not in match["label"].lower():
            return Field(known_outlet(value) or value, "stated", start, end, "label", "the file names its publisher")
    return None


def _masthead(text: str, pieces: Sequence[Piece]) -> Field | None:
    for piece in pieces:
        printed = piece.of(text)
        if piece.kind == "furniture" and (outlet := paper_name(printed)) and len(printed) > 2:
            return Field(
                outlet, "stated", piece.start, piece.end, "masthead", "the outlet's name stands above the article"
            )
        if piece.kind == "title" and (suffix := _SUFFIX.search(printed)) and (name := paper_name(suffix["outlet"])):
            low, high = suffix.span("outlet")
            return Field(name, "stated", piece.start + low, piece.start + high, "headline_suffix", "ends the headline")
    return None


def _dated_masthead(text: str, pieces: Sequence[Piece]) -> Field | None:
    """The paper that stands before the date on one line: "The Portugal Daily - 12 August 2024"."""
    for piece in _front(pieces):
        stamps = find_stamps(piece.of(text)) if piece.kind == "dateline" else []
        head = piece.of(text)[: stamps[0].start].rstrip(" ,|·•–—-/") if stamps else ""
        if name := paper_name(head):
            note = "stands before the date"
            return Field(name, "stated", piece.start, piece.start + len(head), "date_line", note)
    return None


def _dateline_agency(text: str, pieces: Sequence[Piece]) -> Field | None:
    for piece in pieces:
        if piece.kind == "dateline" and (found := _dateline(text, piece)) and found[1]:
            low, high = found[1]
            name = agency_name(text[low:high])
            return Field(name, "stated", low, high, "dateline", "the agency that signs the dateline")
    return None


def _dateline(text: str, piece: Piece) -> tuple[Stamp | None, tuple[int, int] | None] | None:
    # A dateline is recognised by what follows it, so a stand-in follows here.
    found = read_dateline(piece.of(text) + " A", first=True)
    if found is None:
        return None
    agency = (piece.start + found.agency[0], piece.start + found.agency[1]) if found.agency else None
    return found.stamp, agency


def _byline_outlet(text: str, pieces: Sequence[Piece], bylines: Sequence[tuple[int, Byline]]) -> Field | None:
    for start, byline in bylines:
        if byline.outlet:
            own = known_outlet(text[start + byline.outlet.start : start + byline.outlet.end])
            return _spelled(text, pieces, start, byline.outlet, own or byline.outlet.value, "byline")
    for piece in _front(pieces):
        if piece.kind == "byline" and (outlet := paper_name(first := piece.of(text).split(",")[0])):
            return Field(
                outlet, "stated", piece.start, piece.start + len(first), "byline", "the outlet below the byline"
            )
    words = data("words")["byline"]
    generic = {*words["houses"], *words["roles"], "the"}
    for start, byline in bylines:
        for name in byline.names:
            if name.house and not all(word.lower() in generic for word in name.value.split()):
                return _spelled(text, pieces, start, name, name.value, "house_byline")
    return None


def _spelled(text: str, pieces: Sequence[Piece], start: int, name: Name, value: str, method: str) -> Field:
    """The publisher behind a byline, which states it; the page's logo line, if it has one, says how it is spelled."""
    note = f"signs the article as “{text[start + name.start : start + name.end]}”"
    for piece in pieces:
        if piece.kind == "furniture" and key(piece.of(text)) == key(value):
            value, note = piece.of(text), f"{note}; spelled as its logo line"
            break
    return Field(value, "stated", start + name.start, start + name.end, method, note)


def _owner(text: str, pieces: Sequence[Piece]) -> Field | None:
    for piece in pieces:
        if piece.kind not in ("furniture", "disclosure"):
            continue
        if match := _COPYRIGHT.search(text, piece.start, piece.end):
            start, owner = match.start("owner"), _RIGHTS.sub("", match["owner"]).strip(" .,")
            if owner and owner.lower() not in ("all", "all rights reserved"):
                name = _shortest_known(owner) or owner
                return Field(name, "stated", start, start + len(owner), "copyright", "the owner of the copyright")
        if match := _TRUST.search(text, piece.start, piece.end):
            return Field("Reuters", "stated", match.start(), match.end(), "standards", "names its own standards")
    return None


def _shortest_known(owner: str) -> str | None:
    """The listed outlet whose name begins an owner's ("Bloomberg L", "Guardian News & Media")."""
    parts = owner.split()
    return next((name for n in range(1, len(parts) + 1) if (name := known_outlet(" ".join(parts[:n])))), None)


def read_published(text: str, pieces: Sequence[Piece]) -> Field:
    """When the article says it was published; a date in its prose or of an update is not that."""
    front = len(_front(pieces))
    updates: list[str] = []
    for index, piece in enumerate(pieces):
        if piece.kind not in ("dateline", "byline", "disclosure", "furniture"):
            continue
        if piece.end - piece.start > 4 * MAX_SUPPLIED:
            continue
        for stamp in find_stamps(piece.of(text)):
            label = stamp.label
            if not label and stamp.start == 0 and index:
                label = label_before(text[max(pieces[index - 1].start, piece.start - _LABEL_WINDOW) : piece.start])
            if label == "updated":
                updates.append(stamp.value)
            elif label == "published" or (piece.kind in ("dateline", "byline") and index < front + 1):
                return Field(
                    stamp.value, "stated", piece.start + stamp.start, piece.start + stamp.end, "date_line", stamp.note
                )
    return Field(note=f"only an update is dated: {updates[0]}" if updates else "")
