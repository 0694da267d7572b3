"""CSL-JSON: a list of one item, as Zotero, Pandoc and citeproc read it."""

from __future__ import annotations

import json
from typing import Any

from explorer.cite.bibtex import note
from explorer.cite.key import cite_key
from explorer.cite.names import Name
from explorer.cite.passage import Passage
from explorer.cite.work import Work


def render(work: Work, passage: Passage, original: str) -> str:
    """The item. *article-newspaper* needs an outlet to be in; without one it is a *webpage*."""
    item: dict[str, Any] = {
        "id": cite_key(work),
        "type": "article-newspaper" if work.publisher else "webpage",
        "title": work.shown_title,
    }
    if work.authors:
        item["author"] = [_author(name) for name in work.authors]
    if work.publisher:
        item["container-title"] = work.publisher
    if work.date:
        item["issued"] = {"date-parts": [list(work.date)]}
    if work.language:
        item["language"] = work.language
    item["annote"] = passage.words
    item["note"] = note(work, passage, original)
    return json.dumps([item], ensure_ascii=False, indent=2)


def _author(name: Name) -> dict[str, str]:
    if not name.family:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}
