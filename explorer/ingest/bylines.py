"""Who signs an article: "By Jane Doe and John Roe, Staff Writers", "ByAinvest", "Jane Doe | Published …".

A line is a byline only when every part of it is a name, a role, an outlet, a place or a date, so that prose which
happens to begin with "By" stays prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from explorer.ingest.cues import data
from explorer.ingest.dates import find_stamps
from explorer.ingest.outlets import known_outlet, signs_as_paper

MAX_LENGTH = 200
"""A longer line is prose; the longest bylines carry four names and their posts."""


@dataclass(frozen=True, slots=True)
class Name:
    """A signature: offsets into its line, the name, and whether it is a house (a desk, an agency), not a person."""

    start: int
    end: int
    value: str
    house: bool = False


@dataclass(frozen=True, slots=True)
class Byline:
    """The names of a byline and the outlet it works for, if it says so; `led` tells that it began with "By"."""

    names: tuple[Name, ...]
    outlet: Name | None = None
    led: bool = True


@cache
def _words(name: str) -> frozenset[str]:
    table: dict[str, Any] = data("words")["byline"]
    return frozenset(table[name])


@cache
def _lead() -> re.Pattern[str]:
    leads = "|".join(sorted((re.escape(w) for w in data("words")["byline"]["leads"]), key=len, reverse=True))
    return re.compile(rf"(?:[-–—•|]\s*)?(?:(?:{leads})\s*:\s*|(?:{leads})\s+|(?-i:By|BY)(?=[A-Z][a-z]))", re.IGNORECASE)


_SPLIT = re.compile(r"\s*(?:[|•·/;\t]|\s[-–—]\s|,)\s*|\s+(?:and|&|with)\s+|\s{2,}|\n", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:(?:for|at|of)\s+(?P<outlet>.+)|(?:in|from|reporting from)\s+.+)$")
_WORD = re.compile(r"(?:[^\W\d_]|['’.\-])+")
_DATE_LABEL = re.compile(
    r"\b(?:(?:last|first|originally)\s+)?(?:published|updated|posted|modified|created|on|at)\b[:\s]*$", re.IGNORECASE
)
_READING_TIME = re.compile(r"\d+\s*-?min(?:ute)?s?(?:\s+read)?", re.IGNORECASE)
_HANDLE = re.compile(r"@\w+|(?<![^\s@])[^\s@]+@[^\s@]+\.\w+")
_REPORTING = re.compile(
    r"\(?(?:additional |with )?(?:reporting|writing|reported|written)\s+by\s+(?P<names>[^;.()]+)", re.IGNORECASE
)
_CONTRIBUTED = re.compile(
    r"^(?:[A-Z][\w.'’-]+,? (?:and )?){2,8}reported (?:this (?:story|article) )?from [A-Z][^.]{2,60}\.?$"
    r"|\bcontributed (?:to (?:this|the) (?:report|story|article)|reporting|research)\b",
    re.IGNORECASE,
)
_ASSISTANCE = re.compile(r"[-–—\s]*with (?:assistance|help|contributions) from\b", re.IGNORECASE)


def parse_byline(line: str) -> Byline | None:
    """Read a whole line as a byline; None when any part of it is something else."""
    if len(line) > MAX_LENGTH:
        return None
    lead = _lead().match(line)
    body, base = (line[lead.end() :], lead.end()) if lead else (line, 0)
    if not body or (lead and lead.group().strip().lower() == "by" and _first_word(body) in _words("not_names")):
        return None
    names: list[Name] = []
    outlet: Name | None = None
    extra = 0
    for start, end in _parts(body, base):
        part = line[start:end]
        if own := signs_as_paper(part) if names else known_outlet(part):
            found = Name(start, end, own, house=True)
            outlet = outlet or found
            if not names:
                names.append(replace(found, value=part))
        elif _is_role(part):
            extra += 1
        elif name := _name(line, start, end, bool(lead)):
            tail = _TRAILING.search(line[start:end])
            if tail and tail["outlet"] and outlet is None and (agency := known_outlet(tail["outlet"])):
                outlet = Name(start + tail.start("outlet"), end, agency, house=True)
            names.append(name)
        elif names and _is_place(part):
            extra += 1
        else:
            return None
    return Byline(tuple(names), outlet, bool(lead)) if names or (lead and extra) else None


def parse_credit(line: str) -> Byline | None:
    """Read an agency's closing credit: "(Reporting by Jane Doe in Paris; Editing by John Roe)"."""
    match = _REPORTING.match(line.lstrip("-–— "))
    shift = len(line) - len(line.lstrip("-–— "))
    if match is None or len(line) > 2 * MAX_LENGTH:
        helped = _ASSISTANCE.match(line) or _CONTRIBUTED.search(line)
        return Byline(()) if helped and len(line) <= MAX_LENGTH else None
    names = []
    outlet = None
    base = shift + match.start("names")
    for start, end in _parts(match["names"], base):
        name = _name(line, start, end, True)
        if name is None:
            continue
        names.append(name)
        tail = _TRAILING.search(line[start:end])
        if tail and tail["outlet"] and (agency := known_outlet(tail["outlet"])):
            outlet = Name(start + tail.start("outlet"), end, agency, house=True)
    return Byline(tuple(names), outlet)


def looks_like_name(line: str) -> bool:
    """Whether a line is nothing but the name of one person: two to four capitalised words."""
    words = line.split()
    capitalised = [w for w in words if w[:1].isupper()]
    return (
        2 <= len(capitalised) <= 4
        and all(w[:1].isupper() or w.lower() in _words("particles") for w in words)
        and all(_WORD.fullmatch(w) for w in words)
        and not any(_bare(w) in _words("houses") | _words("not_names") | _words("roles") for w in words)
        and signs_as_paper(line) is None
        and not line.endswith((".", "!", "?"))
        and line.lower() not in _words("places")
        and not line.isupper()
    )


def is_affiliation(line: str) -> bool:
    """Whether a line below a byline says what its writer is: "Technology correspondent", "BBC News, Washington"."""
    if len(line) > 80 or line.endswith((".", "?", "!", ":")):
        return False
    parts = [part.strip() for part in line.split(",")]
    return _is_role(line) or (
        signs_as_paper(parts[0]) is not None and all(_is_place(p) or _is_role(p) for p in parts[1:])
    )


def _first_word(text: str) -> str:
    word = _WORD.search(text)
    return word.group().lower() if word else ""


def _bare(word: str) -> str:
    return word.strip(".,'’").lower()


def _parts(body: str, base: int) -> list[tuple[int, int]]:
    """The spans between separators, without dates, reading times and handles."""
    masked = list(body)
    for stamp in find_stamps(body):
        masked[stamp.start : stamp.end] = "|" * (stamp.end - stamp.start)
    plain = "".join(masked)
    for pattern in (_READING_TIME, _HANDLE):
        plain = pattern.sub(lambda m: "|" * len(m.group()), plain)
    spans = []
    start = 0
    for match in [*_SPLIT.finditer(plain), None]:
        end = match.start() if match else len(plain)
        part = plain[start:end]
        label = _DATE_LABEL.search(part)
        if label:
            part = part[: label.start()]
        left = start + len(part) - len(part.lstrip(" .(|"))
        right = start + len(part.rstrip(" .)|,"))
        if left < right:
            spans.append((base + left, base + right))
        start = match.end() if match else len(plain)
    return spans


def _is_role(part: str) -> bool:
    words = [_bare(word) for word in re.split(r"[\s/-]+", part)]
    return len(words) <= 8 and any(word in _words("roles") for word in words)


def _is_place(part: str) -> bool:
    words = part.split()
    return len(words) <= 3 and all(word[:1].isupper() for word in words) and not any(c.isdigit() for c in part)


def _name(line: str, start: int, end: int, led: bool) -> Name | None:
    """The name that fills a part of a byline, without what follows it ("in London", "for Reuters")."""
    part = line[start:end]
    if tail := _TRAILING.search(part):
        end = start + tail.start()
        part = line[start:end]
    words = part.split()
    if not 1 <= len(words) <= 5 or not all(_WORD.fullmatch(w.strip(",")) for w in words):
        return None
    article = words[0] in ("The", "the") and len(words) > 1
    rest = words[1:] if article else words
    if not all(w[:1].isupper() or _bare(w) in _words("particles") for w in rest) or not rest[0][:1].isupper():
        return None
    if any(_bare(w) in _words("not_names") for w in rest):
        return None
    if not led and part.lower() in _words("places"):
        return None
    house = article or len(rest) == 1 or any(_bare(w) in _words("houses") for w in rest) or bool(signs_as_paper(part))
    if house and not led:
        return None
    value = part
    if not house and part.isupper():
        value = " ".join(w.lower() if _bare(w) in _words("particles") else w.title() for w in words)
    return Name(start, end, value, house)
