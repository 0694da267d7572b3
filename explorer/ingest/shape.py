"""What a line looks like: a sentence, a headline, a label."""

from __future__ import annotations

import re

PROSE_LENGTH = 140
"""A line this long is prose even without a final stop; headlines end before."""
PROSE_WORDS = 8
"""A line of fewer words is a paragraph only if nothing else explains it."""
_WIDE_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*(?:\s?\[\d{1,3}\][.]?)*$")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|No|vs|etc))\.?$")
_SENTENCE_BREAK = re.compile(r"[.!?…。！？][\"'”’»)\]]*+\s*(?=[A-Z\"“‘(\d])")
_RUN_ON = re.compile(r"[^\W\d_]{3}[.!?…][\"'”’)]*\s+[A-Z\"“‘]")
_TICKER = re.compile(
    r"\(?\$?(?:[A-Z]{2,10}\s?:\s?)?[A-Z]{1,6}(?:[.-][A-Z]{1,3})?\)?"
    r"(?:\s*[-–—]{2,}|\s*[:,]?\s*(?:\$\d[\d,.]*|\d[\d,]*\.\d+)(?:\s*\(?[-+−▲▼]?\s*\d[\d.,]*\s*%?\)?)*|\s*[:,]?\s*\(?[-+−▲▼]\s*\d[\d.,]*\s*%?\)?)"
)
_SYMBOL = re.compile(r"\$?[A-Z]{2,5}(?:\.[A-Z]{1,2})?")
_CHANGE = re.compile(r"\(?[-+−▲▼]\s?\d[\d.,]*\s?%\)?")
_EXCHANGE = re.compile(
    r"\(?(?:NASDAQ|NYSE|NYSEARCA|AMEX|OTC|OTCMKTS|LSE|LON|HKG|HKEX|TSE|TYO|ASX|TSX)\s?:\s?[\w.]{1,8}\)?", re.IGNORECASE
)


def word_count(line: str) -> int:
    """Words of a line; in scripts without spaces every two characters count as one."""
    return len(line.split()) + len(_WIDE_WORD.findall(line)) // 2


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does; "U.S." and "Inc." do not end one."""
    return bool(_END.search(line[-40:])) and not _ABBREVIATION.search(line[-12:])


def is_prose(line: str) -> bool:
    """Whether a paragraph is running text: long, or a full sentence of some words."""
    stopped = ends_sentence(line) or line.endswith(".")
    return len(line) >= PROSE_LENGTH or (stopped and word_count(line) >= PROSE_WORDS)


def sentences_in(line: str) -> int:
    """About how many sentences a paragraph holds; at least one."""
    return 1 + len(_SENTENCE_BREAK.findall(line))


def is_run_on(line: str) -> bool:
    """Whether a full stop stands within a line: more than a headline. Initials ("U.S. Senate") are no sentence."""
    return bool(_RUN_ON.search(line))


def title_case_share(line: str) -> float:
    """The share of its longer words that begin with a capital."""
    long = [word for word in re.findall(r"[^\W\d_][\w'’-]*", line) if len(word) > 3]
    return sum(word[0].isupper() for word in long) / len(long) if long else 0.0


def is_symbol(line: str) -> bool:
    """Whether a line is nothing but a share's symbol, or any other word of capitals as long."""
    return _SYMBOL.fullmatch(line) is not None


def is_ticker(line: str) -> bool:
    """Whether a line is a share's symbol with its price or change, or with the dashes of an empty one."""
    return len(line) <= 60 and bool(_TICKER.fullmatch(line) or _EXCHANGE.fullmatch(line) or _CHANGE.fullmatch(line))
