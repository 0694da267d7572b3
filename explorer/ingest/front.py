"""The lines above an article: section, headline, standfirst, byline, date, share prices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.ingest.bylines import is_affiliation, looks_like_name, parse_byline, parse_credit
from explorer.ingest.cues import heading_for
from explorer.ingest.datelines import read_dateline
from explorer.ingest.dates import Stamp, find_stamps
from explorer.ingest.outlets import known_outlet, paper_name
from explorer.ingest.paragraphs import Piece, cut
from explorer.ingest.shape import (
    ends_sentence,
    is_prose,
    is_symbol,
    is_ticker,
    sentences_in,
    title_case_share,
    word_count,
)
from explorer.text.tokens import stems

MAX_LINES = 30
"""Headline, byline and date stand within so many lines, menus and share buttons included."""
_MAX_TITLE = 220
_MAX_TITLE_WORDS = 32
_MAX_STANDFIRST = 320
_MAX_ANCHOR = 16
_MAX_FRONT_PROSE = 700
_STANDFIRST_WORDS = 8
_TITLE_CASE = 0.6
_TWO_SENTENCES = 0.8
_MAX_STOPPED_TITLE = 120
_RESTATED = 0.5
_DATED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|said|told|added|(?:has|have) been|was|were)\b",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"[\w&' ]{2,30}(?:\s*[>›»/|]\s*[\w&' ]{2,30}){1,5}")
_READING_TIME = re.compile(
    r"(?:[|·•,]\s*)?(?:\d{1,3}\s?-?\s?min(?:ute)?s?\s?(?:read|to read|reading time)?)\.?$", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"(?:(?:last\s+)?(?:published|updated|posted|modified)\s*:?\s*)?(?:(?:about\s+)?(?:\d+|an?|one)\s?(?:m|h|d|s|w|mins?|minutes?|hrs?|"
    r"hours?|days?|weeks?|months?|years?)\s+ago|yesterday|today|just now)",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    r"(?:(?:published|updated|posted)\s*:?\s*)?(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s*)?"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}|\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|"
    r"oct|nov|dec)[a-z]*\.?)?,?\s*(?:(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?)?",
    re.IGNORECASE,
)
_SIGNED_DATE = re.compile(r"[|•·]|^\W*by\b|\b(?:published|posted|updated)\b", re.IGNORECASE)
"""Between a name and a date these tell a writer from a place ("Jane Doe | 1 May 2025", "London, 1 May 2025")."""
_DATE_WORDS = re.compile(
    r"\b(?:first|last|originally|published|posted|updated|modified|created|issued|filed|publication|release|date|time|on|at|"
    r"edited|reviewed|pubdate|of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that dates the article; `rest` is where its reading time begins, or its end."""

    stamps: tuple[Stamp, ...]
    rest: int


def read_date_line(line: str) -> DateLine | None:
    """Read a line as nothing but dates, times and their labels, with a place or an outlet at most."""
    if len(line) > 200:
        return None
    rest = match.start() if (match := _READING_TIME.search(line)) and match.start() else len(line)
    head = line[:rest].rstrip()
    stamps = find_stamps(head)
    if not stamps:
        bare = head.strip(" |·•-–—.")
        partial = len(bare) >= 3 and any(c.isalpha() for c in bare) and _PARTIAL.fullmatch(bare)
        return DateLine((), rest) if bare and (partial or _RELATIVE.fullmatch(bare)) else None
    masked = list(head)
    for stamp in stamps:
        masked[stamp.start : stamp.end] = "|" * (stamp.end - stamp.start)
    left = [part.strip(" ,.:;()-–—/") for part in re.split(r"[|·•]+", _DATE_WORDS.sub(" ", "".join(masked)))]
    for part in left:
        words = part.split()
        if words and not paper_name(part) and not (len(words) <= 3 and all(w[:1].isupper() for w in words)):
            return None
    return DateLine(tuple(stamps), rest)


def label_front(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Name what stands above the first paragraph of the body; stops there."""
    out: list[Piece] = []
    titled = False
    anchor = _last_anchor(text, pieces)
    for index, piece in enumerate(pieces):
        if piece.kind is not None:
            out.append(piece)
            continue
        if index >= MAX_LINES:
            return [*out, *pieces[index:]]
        above = next((p for p in reversed(out) if p.kind not in ("furniture", "promo")), None)
        named = _label(text, pieces, index, titled, above)
        titled = titled or any(part.kind == "title" for part in named)
        if not named and index >= anchor:
            return [*out, *pieces[index:]]
        below_title = titled and above is not None and above.kind in ("title", "standfirst")
        out += named or [piece.named("standfirst") if below_title else piece]
    return out


def _last_anchor(text: str, pieces: Sequence[Piece]) -> int:
    """The index of the last signature or date near the top: what stands above it is no body yet, even if it is prose.

    A few sentences may stand above it (a standfirst, the key points), but no long paragraph.
    """
    anchor = prose = 0
    for index, piece in enumerate(pieces[:_MAX_ANCHOR]):
        line = piece.of(text)
        byline = parse_byline(line)
        if (byline is not None and byline.led and byline.names) or ((dated := read_date_line(line)) and dated.stamps):
            anchor = index
        elif is_prose(line):
            prose += len(line)
            if len(line) > _MAX_STANDFIRST or prose > _MAX_FRONT_PROSE:
                break
    return anchor


def _label(text: str, pieces: Sequence[Piece], index: int, titled: bool, before: Piece | None) -> list[Piece]:
    """The piece with its kind, cut where needed; [] when the body begins here."""
    piece = pieces[index]
    line = piece.of(text)
    if is_ticker(line):
        return [piece.named("ticker")]
    signed = _is_byline(text, pieces, index, before)
    if signed and (_SIGNED_DATE.search(line) or read_date_line(line) is None):
        return [piece.named("byline")]
    if dated := read_date_line(line):
        head, *rest = cut(text, piece, piece.start + dated.rest)
        return [head.named("dateline"), *(part.named("furniture") for part in rest)]
    if before is not None and before.kind == "byline" and (is_affiliation(line) or parse_credit(line)):
        return [piece.named("byline")]
    if titled and is_symbol(line):
        return [piece.named("ticker")]
    if (
        known_outlet(line)
        or (titled and paper_name(line))
        or _is_section(line)
        or (not titled and _is_breadcrumb(line))
    ):
        return [piece.named("furniture")]
    if heading_for(line, "summary"):
        return [piece]
    if not titled and is_headline(text, pieces, index):
        return [piece.named("title")]
    if titled and _is_standfirst(text, pieces, index, before):
        return [piece.named("standfirst")]
    return [] if is_prose(line) else [piece]


def _is_section(line: str) -> bool:
    return len(line) <= 80 and all(heading_for(part, "sections") for part in re.split(r"[|/>›,&·]", line))


def _is_breadcrumb(line: str) -> bool:
    return len(line) <= 100 and bool(re.search(r"[>›»]", line)) and bool(_CRUMBS.fullmatch(line))


def _is_byline(text: str, pieces: Sequence[Piece], index: int, before: Piece | None) -> bool:
    line = pieces[index].of(text)
    byline = parse_byline(line)
    if byline is None:
        return False
    if byline.led:
        return True
    named = any(not name.house for name in byline.names)
    if named and (find_stamps(line) or byline.outlet or re.search(r"[|•·]|,\s", line)) and not is_prose(line):
        return (
            before is not None
            and before.kind in ("title", "standfirst", "dateline", "furniture", "byline", "ticker")
            and not (re.fullmatch(r"[^|•·]*,[^|•·]*", line) and byline.outlet is None and not is_affiliation(line))
        )
    signed = named and len(line) <= 120 and not is_prose(line)
    if not (signed or looks_like_name(line)) or before is None:
        return False
    if before.kind == "byline" and looks_like_name(line):
        return True
    after = pieces[index + 1].of(text) if index + 1 < len(pieces) else ""
    return bool(
        (before is not None and before.kind == "dateline")
        or (after and (read_date_line(after) or is_affiliation(after)))
    )


def is_headline(text: str, pieces: Sequence[Piece], index: int) -> bool:
    """Whether a line is the headline: short, one sentence at most, followed by an article."""
    line = pieces[index].of(text)
    if len(line) > _MAX_TITLE or word_count(line) > _MAX_TITLE_WORDS or line.endswith((",", ";", ":")):
        return False
    rest = pieces[index + 1 :]
    if word_count(line) < 2 or not rest or (line[:1].islower() and not line[1:2].isupper()):
        return False
    follows = any(is_prose(piece.of(text)) for piece in rest[:MAX_LINES])
    if not ends_sentence(line):
        return follows or rest[0].blank > 0
    if sentences_in(line) > 1 and len(line) > 100 and title_case_share(line) < _TWO_SENTENCES:
        return False
    after = rest[0].of(text)
    if _restated(line, [piece.of(text) for piece in rest[:3]]) or _opens_report(text, rest):
        return follows
    headed = read_date_line(after) is not None or parse_byline(after) is not None or is_ticker(after)
    return follows and (headed or title_case_share(line) >= _TITLE_CASE or (line[-1] in "?!" and rest[0].blank > 0))


def _opens_report(text: str, rest: Sequence[Piece]) -> bool:
    """Whether the next paragraph begins with an agency's dateline, so that the line above it is the headline."""
    return rest[0].kind is None and read_dateline(rest[0].of(text), first=False) is not None


def _restated(line: str, after: Sequence[str]) -> bool:
    """Whether a line that ends in a full stop is a headline nevertheless: one short sentence, no day in it, which the
    longer paragraphs below say again.
    """
    if len(line) > _MAX_STOPPED_TITLE or sentences_in(line) > 1 or _DATED.search(line):
        return False
    mine = set(stems(line))
    below = set(stems(" ".join(after)))
    lead = max((len(p) for p in after[:2]), default=0)
    return len(mine) >= 3 and len(mine & below) >= max(2, _RESTATED * len(mine)) and lead > 1.5 * len(line)


def _is_standfirst(text: str, pieces: Sequence[Piece], index: int, before: Piece | None) -> bool:
    """A sentence or two under the headline, above a byline, a date or the key points; or a second headline."""
    piece = pieces[index]
    line = piece.of(text)
    if (
        before is None
        or before.kind not in ("title", "standfirst", "byline", "dateline")
        or len(line) > _MAX_STANDFIRST
        or sentences_in(line) > 2
    ):
        return False
    after = [p for p in pieces[index + 1 : index + 4] if p.kind != "furniture"]
    if not after:
        return False
    if before.kind == "title" and not ends_sentence(line):
        return word_count(line) >= _STANDFIRST_WORDS and len(line) < 200
    for nearby in after[:2]:
        printed = nearby.of(text)
        if (nearby.kind == "list" and ends_sentence(line)) or heading_for(printed, "summary"):
            return True
        if nearby.kind is None and (read_date_line(printed) or ((b := parse_byline(printed)) is not None and b.led)):
            return True
        if is_prose(printed):
            return False
    return False
