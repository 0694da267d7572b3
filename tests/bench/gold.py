"""Folders of annotated articles, as `reading.py` takes them: `articles/*.txt` beside a `gold.json`.

`gold.json` is {"dataset": name, "docs": [{"file", …}]}, where each document has one of

* "claims": [{"segments": [[start, end], …], "kind", "cue", "speaker_start", "speaker_end"}],
* "entities": [{"start", "end", "label"}], the labels those of `tests.bench.reading_names.LABELS`,
* "sentences": [{"start", "end", "label"}], label 1 for a sentence worth checking, else 0.

Offsets are code points of the UTF-8 text, read without translation of line ends.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from explorer.models import Span
from tests.bench.reading_names import Name, name
from tests.bench.reading_statements import Attributed

Holds = Literal["claims", "entities", "sentences"]
HOLDS: tuple[Holds, ...] = ("claims", "entities", "sentences")


class GoldError(Exception):
    """One line on what is wrong with a folder."""


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated article; of the three lists the one is filled that its set holds."""

    file: str
    text: str
    claims: tuple[Attributed, ...] = ()
    names: tuple[Name, ...] = ()
    sentences: tuple[tuple[Span, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """One set."""

    name: str
    folder: Path
    holds: Holds
    documents: tuple[Document, ...]


def load_gold(folder: Path, limit: int | None = None) -> Gold:
    """The set in `folder`, its first `limit` documents; raises GoldError with one line."""
    path = folder / "gold.json"
    if not folder.is_dir():
        raise GoldError(f"{folder} is no folder")
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        entries = table["docs"][:limit]
        holds = next(what for what in HOLDS if what in entries[0])
        documents = tuple(_document(folder, entry, holds) for entry in entries)
        if not any(document.claims or document.names or document.sentences for document in documents):
            raise GoldError(f"{path} has documents, but annotates nothing in them")
    except OSError as error:
        raise GoldError(f"{error.filename or path} cannot be read: {(error.strerror or 'unknown').lower()}") from None
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{path} or an article beside it is not what it should be: {error}") from None
    except (LookupError, TypeError, StopIteration, AttributeError) as error:
        raise GoldError(f"{path} lacks docs with a file and its claims, entities or sentences ({error})") from None
    return Gold(str(table.get("dataset", folder.name)), folder, holds, documents)


def _document(folder: Path, entry: Mapping[str, Any], holds: Holds) -> Document:
    file = entry["file"]
    if Path(file).name != file:
        raise ValueError(f"{file!r} is no name of a file in articles/")
    text = (folder / "articles" / file).read_bytes().decode("utf-8")
    if holds == "claims":
        return Document(file, text, claims=tuple(_claim(one, text) for one in entry["claims"]))
    if holds == "entities":
        found = (name(text, _span(one, text), one["label"]) for one in entry["entities"])
        return Document(file, text, names=tuple(one for one in found if one is not None))
    return Document(file, text, sentences=tuple((_span(one, text), int(one["label"])) for one in entry["sentences"]))


def _claim(one: Mapping[str, Any], text: str) -> Attributed:
    ends: Callable[[str], Any] = one.get
    start, end = ends("speaker_start"), ends("speaker_end")
    return Attributed(
        segments=tuple(_checked(a, b, text) for a, b in one["segments"]) or _none(),
        kind=one["kind"],
        cue=one.get("cue") or "",
        speaker=_checked(start, end, text) if start is not None and end is not None else None,
    )


def _none() -> tuple[Span, ...]:
    raise ValueError("a claim has no segments")


def _span(one: Mapping[str, Any], text: str) -> Span:
    return _checked(one["start"], one["end"], text)


def _checked(start: int, end: int, text: str) -> Span:
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"{start}–{end} is no stretch of a text of {len(text)} characters")
    return Span(start, end)
