"""Small pieces of the sentences we write ourselves: a count with its noun, a text cut to a length."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RELATIVE = re.compile(r",?\s(?:who|which|that)$", re.IGNORECASE)


def plural(count: int, noun: str) -> str:
    """ "1 source", "2 sources", "0 entities", "3 days", with thousands set apart."""
    return f"{count:,} {noun if count == 1 else several(noun)}"


def several(noun: str) -> str:
    """ "sources", "entities", "days"."""
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else noun + "s"


def one(noun: str) -> str:
    """ "a source", "an entity"."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def listed(names: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`, each once; "" for none."""
    *before, last = dict.fromkeys(names) or [""]
    return f"{', '.join(before)} and {last}" if before else last


def title_words(title: str | None, status: str, path: str) -> str:
    """How a source is called: a supplied title stands in square brackets, as in a citation, for the article does not
    call itself that; where there is no title at all its file's name stands in.
    """
    if not title:
        return f"(no title) {path}"
    return f"[{title}]" if status == "supplied" else title


def shortened(text: str, length: int) -> str:
    """`text`, or its beginning with an ellipsis where it is longer than `length` code points.

    It is cut between words, unless that would cost more than a third of it.
    """
    if len(text) <= length:
        return text
    head = text[: length - 1]
    whole = head if text[length - 1].isspace() else head.rpartition(" ")[0]
    return (whole if len(whole) > length * 2 // 3 else head).rstrip(" ,;:") + "…"


def without_relative(text: str) -> str:
    """A speaker's phrase as it stands alone: "three members" of "three members who", on one line."""
    return _RELATIVE.sub("", " ".join(text.split()))
