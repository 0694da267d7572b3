"""Every visible character of an article labelled once.

Rules run in a fixed order, each on what the earlier ones left unnamed: reference lists, glued labels, list markers,
boilerplate, the lines above the body, datelines, digests, headings, the lines below the body; what remains is the
body. Then what is printed twice is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.ingest.bylines import parse_byline, parse_credit
from explorer.ingest.cues import continues_disclosure, inside, line_start, whole_line
from explorer.ingest.datelines import read_dateline
from explorer.ingest.front import label_front, read_date_line
from explorer.ingest.paragraphs import Piece, cut, paragraphs
from explorer.ingest.references import label_references
from explorer.ingest.shape import (
    PROSE_LENGTH,
    ends_sentence,
    is_prose,
    is_run_on,
    is_symbol,
    is_ticker,
    sentences_in,
    title_case_share,
    word_count,
)
from explorer.ingest.splitting import label_lists, split_glued, split_markers
from explorer.models import RegionKind

_MAX_HEADING = 130
_MAX_HEADING_WORDS = 18
_SHORT_NOTICE = 600
_NOTICE_START = 40
_MAX_TEASER = 160
_LOOK_AHEAD = 12
_PROFILE_LINES = 3
_FOOT_LINES = 8
_IMPERATIVE = re.compile(
    r"(?:stay|get|sign|subscribe|join|follow|download|don['’]t|never|want|enjoy|become|support|like|love)\b",
    re.IGNORECASE,
)
_BARE_URL = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.\w+|@\w+|[#*_=~–—-]+|[^\w]+", re.IGNORECASE)
_ABOUT = re.compile(r"About (?:[Tt]he )?(?P<name>[A-Z][\w.&'’-]*)[^.!?\n]{0,60}:?")
_SPEAKER = re.compile(r"(?:[QA]\d*[.:]|[A-Z]{2,}[A-Z .'’]{0,30}:)\s")
_BIO = re.compile(r"(?:is|was|covers|writes|reports|joined|has been)\b")


def label(text: str) -> list[Piece]:
    """Cut `text` into pieces with a kind each, in order; repeats are not looked for."""
    pieces = label_references(text, paragraphs(text))
    pieces = split_markers(text, split_glued(text, pieces))
    pieces = label_front(text, _label_boilerplate(text, pieces))
    pieces = _label_datelines(text, pieces)
    pieces = label_lists(text, pieces, _first_prose(text, pieces))
    pieces = _label_teasers(text, _label_company_notes(text, pieces))
    pieces = _label_comments(text, pieces)
    pieces = _label_tail(text, pieces)
    return _label_headings(text, pieces)


def _first_prose(text: str, pieces: Sequence[Piece]) -> int:
    """The index of the first paragraph of the body, or the number of pieces."""
    return next((i for i, p in enumerate(pieces) if p.kind is None and is_prose(p.of(text))), len(pieces))


def _label_boilerplate(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Name the paragraphs that the cue lists know; a cue in the midst of prose counts only below the body."""
    below = _below(text, pieces)
    out: list[Piece] = []
    opened = False
    for index, piece in enumerate(pieces):
        printed = piece.of(text)
        if piece.kind is None:
            kind = whole_line(printed) if len(printed) < _SHORT_NOTICE else None
            if kind is None and (opened or read_date_line(printed) is None):
                kind = line_start(printed)
                kind = None if kind == "promo" and not opened else kind
            if kind is None and (cue := inside(printed)):
                starts = cue[1] <= _NOTICE_START and len(printed) <= _SHORT_NOTICE
                kind = cue[0] if starts or index >= below else None
            if kind is None and out and out[-1].kind == "disclosure" and continues_disclosure(printed):
                kind = "disclosure"
            if kind is None and _BARE_URL.fullmatch(printed):
                kind = "furniture"
            opened = opened or kind is None
            piece = piece if kind is None else piece.named(kind)
        out.append(piece)
    return out


def _below(text: str, pieces: Sequence[Piece]) -> int:
    """The index after the last paragraph of prose that no cue marks."""
    for index in range(len(pieces) - 1, -1, -1):
        printed = pieces[index].of(text)
        if (
            pieces[index].kind is None
            and is_prose(printed)
            and not (whole_line(printed) or line_start(printed) or inside(printed) or continues_disclosure(printed))
        ):
            return index + 1
    return len(pieces)


def _label_datelines(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Cut the dateline off the first paragraph that has one."""
    first = _first_prose(text, pieces)
    out: list[Piece] = []
    for index, piece in enumerate(pieces):
        found = None
        if piece.kind in (None, "standfirst") and index <= first + 3:
            found = read_dateline(piece.of(text), first=index == first, text=text)
        if found:
            head, *rest = cut(text, piece, piece.start + found.end)
            out += [head.named("dateline"), *rest]
        else:
            out.append(piece)
    return out


def _label_company_notes(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Name the company's own description at the foot of a press release: "About Acme" and a paragraph on Acme."""
    out = list(pieces)
    for index in range(_first_prose(text, pieces) + 1, len(out) - 1):
        match = _ABOUT.fullmatch(text, out[index].start, out[index].end)
        note = out[index + 1]
        if match is None or out[index].kind is not None or note.kind is not None or out[index].start < len(text) // 3:
            continue
        if match["name"] in text[note.start : note.start + 2 * len(match.group())]:
            out[index], out[index + 1] = out[index].named("promo"), note.named("promo")
    return out


def _label_teasers(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Name the headlines under "Related stories" and the like, up to the next paragraph."""
    out: list[Piece] = []
    first = _first_prose(text, pieces)
    teasing = False
    for index, piece in enumerate(pieces):
        printed = piece.of(text)
        if piece.kind is not None:
            teasing = index > first and (
                (piece.kind == "promo" and whole_line(printed) == "promo") or (teasing and piece.kind == "furniture")
            )
            listed = piece.kind == "list" and bool(out) and out[-1].kind == "furniture" and teasing
            out.append(piece.named("promo") if listed else piece)
            continue
        teasing = teasing and len(printed) <= _MAX_TEASER and not ends_sentence(printed)
        out.append(piece.named("promo") if teasing else piece)
    return out


def _label_comments(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Name everything below the heading of the readers' comments."""
    start = next((p.start for p in pieces if p.kind == "comments" and p.start > len(text) // 2), None)
    if start is None:
        return list(pieces)
    known = ("furniture", "promo", "disclosure", "reference")
    return [p.named("comments") if p.start > start and p.kind not in known else p for p in pieces]


def _label_tail(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Name what stands below the last paragraph: credits, plugs, logos."""
    body = [
        i for i, p in enumerate(pieces) if p.kind in ("list", "summary") or (p.kind is None and is_prose(p.of(text)))
    ]
    last = body[-1] if body else len(pieces)
    signed = [name.value for p in pieces if p.kind == "byline" and (b := parse_byline(p.of(text))) for name in b.names]
    out = list(pieces)
    for index in range(len(out) - 1, -1, -1):
        piece = out[index]
        if piece.kind is None and (named := _tail_kind(text, out, index, last, signed)):
            out[index] = piece.named(named)
    return out


def _tail_kind(text: str, pieces: Sequence[Piece], index: int, last: int, signed: Sequence[str]) -> RegionKind | None:
    printed = pieces[index].of(text)
    near_end = index >= min(last, len(pieces) - 8)
    if near_end and index and parse_credit(printed):
        return "byline"
    if (
        near_end
        and index
        and any(printed.startswith(f"{name} ") and _BIO.match(printed, len(name) + 1) for name in signed)
    ):
        return "furniture"
    if is_ticker(printed) and ("--" in printed or any(c.isdigit() for c in printed)):
        return "ticker"
    if _is_profile(text, pieces, index, signed):
        return "furniture"
    if index <= last:
        return None
    byline = parse_byline(printed)
    if byline is not None and byline.led:
        return "byline"
    if read_date_line(printed):
        return "dateline"
    after = pieces[index + 1].kind if index + 1 < len(pieces) else None
    before = pieces[index - 1].kind if index else None
    if ends_sentence(printed):
        plug = after == "promo" and (before is not None or _IMPERATIVE.match(printed))
        return "promo" if plug or (before == "promo" and _IMPERATIVE.match(printed)) else None
    return "furniture"


def _is_profile(text: str, pieces: Sequence[Piece], index: int, signed: Sequence[str]) -> bool:
    """Whether a piece belongs to a writer's portrait at the foot: a name that signs, alone, and the lines below it."""
    if not signed or pieces[index].start < len(text) // 2:
        return False
    near = pieces[max(0, index - _PROFILE_LINES) : index + 1]
    return len(pieces) - index <= _FOOT_LINES and any(p.kind != "byline" and p.of(text) in signed for p in near)


def _label_headings(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Name bare lines that head a paragraph; everything that is left is the body."""
    out = list(pieces)
    for index in range(len(out) - 1, -1, -1):
        above = next((p.kind for p in reversed(out[max(0, index - 5) : index]) if not is_symbol(p.of(text))), None)
        if out[index].kind is None and is_symbol(out[index].of(text)) and above in ("ticker", "furniture"):
            out[index] = out[index].named("ticker")
        elif out[index].kind is None:
            heads = is_heading(out[index].of(text)) and _prose_follows(text, out, index)
            out[index] = out[index].named("heading" if heads else "body")
    return out


def is_heading(line: str) -> bool:
    """Whether a line may be a heading: short, no sentence, not a quotation, not a speaker's line."""
    if len(line) > _MAX_HEADING or word_count(line) > _MAX_HEADING_WORDS or "\n" in line:
        return False
    if _SPEAKER.match(line) or line[-1] in ",;:" or line[0] in '"“‘«„([' or line[0].islower():
        return False
    if line[-1] in "?!":
        return sentences_in(line) == 1 and (word_count(line) <= 12 or title_case_share(line) > 0.6)
    return not ends_sentence(line) and not is_run_on(line) and not is_prose(line)


def _prose_follows(text: str, pieces: Sequence[Piece], index: int) -> bool:
    for piece in pieces[index + 1 : index + 1 + _LOOK_AHEAD]:
        if piece.kind == "body":
            printed = piece.of(text)
            return len(printed) >= PROSE_LENGTH or (ends_sentence(printed) and word_count(printed) >= 5)
        if piece.kind in ("list", "summary", "heading", "repeat"):
            return True
        if piece.kind in ("comments", "disclosure", "reference"):
            return False
    return False
