"""News outlets by host and by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from explorer.ingest.cues import data
from explorer.text.fold import fold


def key(name: str) -> str:
    """What two printings of one outlet's name have in common: letters and digits, without "The"."""
    folded = fold(name).strip()
    folded = folded.removeprefix("the ")
    return "".join(c for c in folded if c.isalnum())


@cache
def _known() -> dict[str, str]:
    table = data("outlets")
    names = {key(name): name for name in table["hosts"].values()}
    return names | {key(sign): name for sign, name in table["agencies"].items()}


def known_outlet(name: str) -> str | None:
    """The usual name of the outlet that signs as `name` ("AP" → "Associated Press"), None when it is not listed."""
    return _known().get(key(name))


_EDITIONS = frozenset({"online", "digital", "today", "tv", "radio"})


@cache
def _mastheads() -> frozenset[str]:
    return frozenset(data("words")["byline"]["mastheads"])


def paper_name(name: str) -> str | None:
    """The name of an outlet that is listed, or that ends as mastheads do ("Harborview Courier"); else None.

    To be asked only where an outlet is likely to stand, in the lines around an article: in prose "the Star" is one too.
    """
    if known := known_outlet(name):
        return known
    words = name.replace("-", " ").split()
    if words and words[0].lower() == "the":
        words = words[1:]
    if (
        not 2 <= len(words) <= 5
        or words[0] in ("A", "An")
        or not all(w[:1].isupper() or w in ("of", "and", "&", "the") for w in words)
    ):
        return None
    ending = next((word for word in reversed(words[1:]) if word.lower() not in _EDITIONS), "")
    return name if ending.lower() in _mastheads() and not name.isupper() else None


def signs_as_paper(name: str) -> str | None:
    """As `paper_name`, for a part of a byline, where "Yi Sun" is a person and no paper."""
    words = name.split()
    if len(words) == 2 and words[0].lower() != "the" and words[1].lower() in data("words")["byline"]["family"]:
        return known_outlet(name)
    return paper_name(name)


def ends_as_mastheads_do(word: str) -> bool:
    """Whether this is the last word of many an outlet's name, whatever its case: "Courier", "news"."""
    return word.lower() in _mastheads()


def agency_signs() -> Mapping[str, str]:
    """Outlets as they sign, in exact writing, with their usual names: "AP" → "Associated Press"."""
    signs: dict[str, str] = data("outlets")["agencies"]
    return signs


def host_of(url: str) -> tuple[int, int]:
    """The span of the host in a URL (without user and port); empty when there is none."""
    start = url.find("://") + 3 if "://" in url else 0
    end = min((p for p in (url.find(c, start) for c in "/?#") if p >= 0), default=len(url))
    if (at := url.rfind("@", start, end)) >= 0:
        start = at + 1
    if (colon := url.find(":", start, end)) >= 0:
        end = colon
    return start, end


def registered_name(host: str) -> str:
    """The part of a host that is registered: "www.roic.ai" → "roic.ai", "news.example.co.uk" → "example.co.uk"."""
    parts = host.lower().strip(".").split(".")
    keep = 3 if ".".join(parts[-2:]) in data("outlets")["suffixes"]["second_level"] else 2
    return ".".join(parts[-keep:])


def host_outlet(host: str) -> str:
    """A readable name for a host: the longest listed host that ends it, else its registered name."""
    parts = host.lower().strip(".").split(".")
    hosts: dict[str, str] = data("outlets")["hosts"]
    for first in range(len(parts)):
        if name := hosts.get(".".join(parts[first:])):
            return name
    return registered_name(host)
