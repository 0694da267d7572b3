"""Quotation marks paired into quotations, over one paragraph.

Marks in news are dirty: straight or curly, low or pointed, doubled apostrophes of some agencies, marks of two kinds in
one quotation, quotations that are never closed. Two things tell an opening mark from a closing one: its shape where it
has one (“ ” « » „), and what stands beside it. Marks of inches open nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from explorer.models import Span

_DOUBLED = re.compile(r"(?<!')''(?!')|``")
"""Some agencies print `''` or ``` `` ``` for a double mark."""
_FEET = re.compile(r"\d ?'\d{1,2}(?:½|¼|¾)?\"")
"""6'2": a height in feet and inches."""
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z])")
_WHO_SPEAKS = (
    r"(?:(?:he|she|they|it|I|we|(?:[A-Z][\w.'-]+ ){0,3}[A-Z][\w'-]+) (?:said|says|told|added|asked|wrote)\b"
    r"|(?:said|says|asked|added|wrote) (?:the |an? )?[\w.'-]+"
    r"|(?:the|an?) (?:[\w'-]+ ){1,4}(?:said|says|told|added)\b)"
)
_CUE_BEHIND = re.compile(rf"[,?!](?= {_WHO_SPEAKS})")
"""Where words that say who speaks follow a quotation whose closing mark was forgotten."""
MISPLACED = re.compile(rf"[,?!] \"(?={_WHO_SPEAKS})")
"""A closing mark with its space on the wrong side: `It is over, "she said.`"""

Role = Literal["open", "close", "either"]
_BEFORE_OPENING = frozenset(" \t([{—–-/'\"")
_AFTER_CLOSING = frozenset(" \t.,;:!?)]}—–-/'\"…")
_DASHES = frozenset("—–-")
_SHAPES: dict[str, Role] = {"\u201c": "open", "\u201f": "open", "\u201e": "open", "\u201d": "close"}
_POINTED = frozenset("«»")
_DEEPEST = 3
"""Quotations within quotations that are followed; prose has two."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Quotations in text order, without overlap, marks included; `runs_on`: the last one has no closing mark."""

    spans: list[Span]
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    char: str
    role: Role


def even_marks(text: str) -> str:
    """Doubled apostrophes as one double mark and a space, one for one; `text` must be straightened already."""
    out: list[str] = []
    last = 0
    for match in _DOUBLED.finditer(text):
        after = text[match.end() : match.end() + 1]
        opens = match.group() == "``" or (after.isalnum() and not text[match.start() - 1 : match.start()].isalnum())
        out += [text[last : match.start()], ' "' if opens else '" ']
        last = match.end()
    return "".join([*out, text[last:]]) if out else text


def find_quotations(text: str) -> list[Span]:
    """The quotations of `pair_marks`, whether closed or not."""
    return pair_marks(text).spans


def pair_marks(text: str, raw: str = "") -> Pairs:
    """Double-quoted strings of one straightened paragraph; `raw`, as long, is the paragraph with its marks as printed.

    A quotation within a quotation is part of the outer one. An unclosed one runs to the end of the paragraph, the
    usage where the next paragraph goes on with another opening mark, unless the words that name its speaker follow or
    it begins in small letters: then it is a phrase and ends with its sentence.
    """
    marks = _marks(text, raw)
    surplus = _surplus(marks)
    found: list[Span] = []
    opened: list[_Mark] = []
    for index, mark in enumerate(marks):
        following = marks[index + 1].role if index + 1 < len(marks) else "open"
        role = _turned(text, mark, following) or _settle(text, mark, opened)
        if role == "close":
            if not opened:
                continue
            while len(opened) > 1 and not _fits(opened[-1], mark):
                opened.pop()
            first = opened[0]
            opened.pop()
            if not opened:
                found.append(Span(first.at, mark.at + 1))
        elif not opened or (len(opened) < _DEEPEST and _nests(opened, mark, surplus[index])):
            opened.append(mark)
        else:  # a second opening mark: the first was never closed
            found.append(Span(opened[0].at, mark.at))
            opened = [mark]
    if not opened or not text[opened[0].at + 1 : opened[0].at + 2].strip():
        return Pairs(found)
    last, runs_on = _unclosed(text, opened[0].at)
    return Pairs([*found, last], runs_on)


def _marks(text: str, raw: str) -> list[_Mark]:
    """Every double mark with what its shape and its neighbours say; marks of inches are none."""
    inches = {match.end() - 1 for match in _FEET.finditer(text)}
    marks: list[_Mark] = []
    at = text.find('"')
    while at >= 0:
        char = raw[at] if len(raw) == len(text) else '"'
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        if at not in inches and not (char == "\u2033" and before.isdigit()):
            marks.append(_Mark(at, char, _role(char, before, after)))
        at = text.find('"', at + 1)
    return marks


def _role(char: str, before: str, after: str) -> Role:
    """Opening or closing, by shape; the neighbours correct a curly mark that is turned the wrong way."""
    room_before = not before or before.isspace() or before in _BEFORE_OPENING
    room_after = not after or after.isspace() or after in _AFTER_CLOSING
    beside: Role = "either" if room_before == room_after else "open" if room_before else "close"
    shape = _SHAPES.get(char)
    if shape is None:
        return beside
    if char != "\u201e" and beside not in {shape, "either"} and (before + after).strip(" "):
        wrong = not before.strip() or not after.strip()
        return beside if wrong else shape
    return shape


def _turned(text: str, mark: _Mark, following: Role) -> Role | None:
    """The role of a mark whose neighbours are wrong, which the mark that follows tells; None of any other."""
    if mark.role == "open" and following == "open" and MISPLACED.match(text, max(mark.at - 2, 0)):
        return "close"
    if mark.role == "close" and following == "close" and not text[: mark.at].strip():
        return "open"  # "” ... we learned it,” she said"
    return None


def _settle(text: str, mark: _Mark, opened: list[_Mark]) -> Role:
    """The role of a mark where it stands: what neither shape nor neighbours decide opens what is closed."""
    before = text[mark.at - 1 : mark.at] if mark.at else ""
    if mark.char in _POINTED:
        pair = {"«": "»", "»": "«"}[mark.char]
        return "close" if any(one.char == pair for one in opened) else "open" if not opened else mark.role
    if opened and opened[-1].char == "\u201e":
        return "open" if mark.char == "\u201e" else "close"
    if mark.role == "either":
        if opened:
            return "close"
        return "close" if before.isdigit() else "open"
    if mark.role == "open" and opened and mark.char == '"' and before in _DASHES and opened[-1].char == '"':
        return "close"  # "I never—"he said
    if mark.role == "open" and opened and _stands_apart(text, mark.at):
        return "close"
    return mark.role


def _stands_apart(text: str, at: int) -> bool:
    """`It is over. “ `: a mark turned the wrong way between spaces, behind the end of a sentence."""
    alone = text[at - 1 : at] == " " and not text[at + 1 : at + 2].strip()
    return alone and text[:at].rstrip()[-1:] in {".", ",", "!", "?", "…"}


def _fits(opening: _Mark, closing: _Mark) -> bool:
    """Whether two marks are of one make."""
    return (opening.char == '"') == (closing.char == '"')


def _nests(opened: list[_Mark], mark: _Mark, surplus: int) -> bool:
    """Whether an opening mark within a quotation opens one inside it: it is of another make, or enough marks close."""
    if opened[-1].char == '"' and mark.char == '"':
        return False
    return not _fits(opened[-1], mark) or surplus >= len(opened)


def _surplus(marks: list[_Mark]) -> list[int]:
    """For each mark, how many more marks close than open from it to the end, by shape alone."""
    out = [0] * len(marks)
    total = 0
    for index in range(len(marks) - 1, -1, -1):
        if marks[index].char != '"':
            total += {"close": 1, "open": -1, "either": 0}[marks[index].role]
        out[index] = total
    return out


def _unclosed(text: str, start: int) -> tuple[Span, bool]:
    """A quotation without a closing mark, and whether the next paragraph may go on with it."""
    end = len(text.rstrip())
    cue = _CUE_BEHIND.search(text, start)
    if cue is not None:
        return Span(start, cue.end()), False
    if text[:start].strip() and text[start + 1 : start + 2].islower():
        stop = _SENTENCE_END.search(text, start)
        return Span(start, stop.end() if stop is not None else end), False
    return Span(start, end), True


# -- single marks -------------------------------------------------------------------------------------------------

_SINGLE_OPENING = re.compile(r"(?:(?<=[\s(\[—–-])|^)'(?=[^\s'])")
_SINGLE_CLOSING = re.compile(r"(?<=[^\s'])'(?=[\s,.;:!?)\]—–-]|$)|(?<=[,.?!] )'(?=\s|$)")
_CLIPPED = re.compile(
    r"'(?:\d0s|\d\d|n'?|em|im|er|til|till|tis|twas|cause|bout|round|cos|coz|ello|ere|ave|e|ol|un|nuff)\b", re.IGNORECASE
)
"""Words whose first letters an apostrophe stands for: '90s, 'em, rock 'n' roll."""
_SPEECH_OPENS = re.compile(r"(?<![\w'])['\u2018](?=[A-Z])")
_SPEECH_CLOSES = re.compile(r"[,.?!] ?['\u2019](?=[\s)]|$)", re.MULTILINE)


def uses_single_marks(text: str) -> bool:
    """Whether an article sets speech in single marks, as British papers do: most of its quotations are of that kind."""
    singles = min(sum(1 for _ in _SPEECH_OPENS.finditer(text)), sum(1 for _ in _SPEECH_CLOSES.finditer(text)))
    doubles = sum(text.count(mark) for mark in '"\u201c\u201d') // 2
    return singles > 2 * doubles


def find_single_quotations(text: str, raw: str = "") -> list[Span]:
    """Single-quoted strings of one straightened paragraph, for articles and headlines that set speech in them.

    An apostrophe opens nothing ('90s, 'em); one behind a plural ("the ministers' plan") closes only where no better
    mark follows. Where the opening marks are curly, a straight or turned one is an apostrophe.
    """
    curly = "\u2018" in raw and len(raw) == len(text)
    openings = [
        match.start()
        for match in _SINGLE_OPENING.finditer(text)
        if not _CLIPPED.match(text, match.start()) and (not curly or raw[match.start()] == "\u2018")
    ]
    closings = [match.start() for match in _SINGLE_CLOSING.finditer(text)]
    found: list[Span] = []
    at = 0
    for index, opening in enumerate(openings):
        if found and opening < found[-1].end:
            continue
        limit = openings[index + 1] if index + 1 < len(openings) else len(text)
        while at < len(closings) and closings[at] <= opening:
            at += 1
        best: int | None = None
        probe = at
        while probe < len(closings) and closings[probe] < limit:
            best = closings[probe]
            if text[best - 1] not in "sS":
                break
            probe += 1
        if best is not None and best - opening > 2:
            found.append(Span(opening, best + 1))
    return found
