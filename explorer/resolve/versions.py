"""Which of two versions is the later one: the days that the files print, tolls that rose, days that went by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from explorer.ingest.dates import find_stamps, label_before
from explorer.models import Source
from explorer.resolve.articles import Article
from explorer.resolve.counterparts import restatements
from explorer.resolve.measures import fate_of

_HEAD = 160
"""Code points at the beginning of a paragraph in which a date with a label may have been left standing."""

_LEADS = 3
"""So many first paragraphs are looked at for such a date."""

_LABEL = 40
"""Code points before a date in which its label stands."""

_LONGEST = 480
"""A longer paragraph above the text is no line that dates it."""

_PASSED = re.compile(r"\b(?:yesterday|last\s+night)\b", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:today|tonight|this\s+(?:morning|afternoon|evening))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Days:
    """The ISO days on which an article says that it was published and last updated, each "" where it does not."""

    published: str
    updated: str

    @property
    def latest(self) -> str:
        """The day of the words in hand."""
        return self.updated or self.published

    @property
    def earliest(self) -> str:
        """The first day on which the article is known to have been there."""
        return self.published or self.updated


def days_of(source: Source) -> Days:
    """The days in the lines above an article, and those with a label that begin one of its first paragraphs."""
    published = [source.published.value[:10]] if source.published.value else []
    updated: list[str] = []
    bodies = 0
    for region in source.regions:
        bodies += region.kind == "body"
        if bodies > _LEADS:
            break
        if region.kind != "body" and (bodies or region.end - region.start > _LONGEST):
            continue
        text = source.text[region.start : min(region.end, region.start + _HEAD)]
        for stamp in find_stamps(text):
            before = "" if stamp.start else source.text[max(region.start - _LABEL, 0) : region.start]
            label = stamp.label or label_before(before)
            alone = region.kind not in ("body", "title", "standfirst", "summary") and stamp.start < _LABEL
            if label == "updated":
                updated.append(stamp.value[:10])
            elif label == "published" or alone:
                published.append(stamp.value[:10])
    return Days(published[0] if published else "", max(updated, default=""))


def rise_of_toll(earlier: Article, later: Article) -> tuple[str, str] | None:
    """The dead, injured or missing of one sentence in both articles, as printed, where `later` tells of more of them.

    Tolls of one event are counted upwards while it is news.
    """
    for item in sorted(earlier.items, key=lambda item: item.span):
        tolls = [(q, fate) for q in item.quantities if (fate := fate_of(earlier.source.text, item.span, q))]
        pair = restatements(item, later.items) if tolls else None
        if pair is None or not pair.sure:
            continue
        there = pair.later[0]
        for before, fate in tolls:
            for after in there.quantities:
                rose = _below(before.high or before.low, after.low)
                if rose and fate_of(later.source.text, there.span, after) == fate:
                    return " ".join(before.text.split()), " ".join(after.text.split())
    return None


def _below(before: float | None, after: float | None) -> bool:
    return before is not None and after is not None and before < after


def day_went_by(earlier: Article, later: Article) -> str:
    """The word with which `later` looks back on a day of which `earlier` speaks as present; "" where it does not."""
    past = _PASSED.search(later.told)
    if past and _PRESENT.search(earlier.told) and not _PASSED.search(earlier.told):
        return " ".join(past[0].split()).lower()
    return ""
