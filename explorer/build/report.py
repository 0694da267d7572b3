"""What a build tells: how far it is while it works, and afterwards what became of every file and every character."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from explorer.models import Source
from explorer.text.inert import make_inert

_BETWEEN = "between regions"
"""What the report calls the characters outside every region: blank lines and spaces."""

Stage = Literal["ingest", "extract", "resolve", "store", "relate"]
Outcome = Literal["read", "skipped", "refused"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build is: `done` of `total` articles, statements (resolve), steps (store) or claims (relate).

    `path` is the last article. What relates claims is a part of storing, and comes between its steps.
    """

    stage: Stage
    done: int
    total: int
    path: str = ""


Show = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file.

    `reason` says why it was skipped (no article) or refused (a bad one), `doubt` why one that was read should be looked
    at before it is trusted, and what to do; each is one inert line, or empty.
    """

    path: str
    outcome: Outcome
    reason: str = ""
    characters: Mapping[str, int] = field(default_factory=dict)
    """Code points of the text by kind of region, and between regions; they add up to its length."""
    doubt: str = ""
    unchanged: bool = False
    """Whether its reading was taken over from the database that stood before."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did with every file and every character."""

    database: Path
    files: tuple[FileReport, ...]
    """Every file that lies in the folders, by path."""
    counts: Mapping[str, int]
    """Rows of the database by kind: sources, entities, claims, disagreements, …"""
    duplicates: tuple[tuple[str, ...], ...]
    """Paths of articles that are equal byte for byte, a group each."""
    removed: tuple[str, ...] = ()
    """Paths of the database that stood before whose articles are in the folders no more, under no name."""
    anew: str = ""
    """Why nothing was taken over from the database that stood before; empty where something was, or none stood."""
    same: bool = False
    """Whether nothing at all has changed, so that the database stayed as it was, byte for byte."""
    told_anew: int = 0
    """Claims that were put into words, and whose origins were followed, in this build and not taken over."""
    words_alone: bool = False
    """Whether statements were compared by their words alone, and no claim can be found by its meaning, for want of the
    sentence encoder."""

    unrelated: str = ""
    """Why no claim can be found by its meaning though there is an encoder, and what to do; empty where it can."""

    def by_outcome(self, outcome: Outcome) -> list[FileReport]:
        """The files that were read, skipped or refused."""
        return [file for file in self.files if file.outcome == outcome]

    @property
    def characters(self) -> dict[str, int]:
        """Code points of all articles by kind of region and between them, the most frequent kind first."""
        total: Counter[str] = Counter()
        for file in self.files:
            total.update(file.characters)
        return dict(sorted(total.items(), key=lambda item: (-item[1], item[0])))


def report_of_read(source: Source, *, unchanged: bool) -> FileReport:
    """The line of a source that is in the database."""
    name = make_inert(source.path)
    return FileReport(name, "read", characters=_characters(source), doubt=_doubt(source), unchanged=unchanged)


def duplicates(sources: Sequence[Source]) -> tuple[tuple[str, ...], ...]:
    """Groups of paths whose files are equal byte for byte, sorted."""
    groups: dict[str, list[str]] = defaultdict(list)
    for source in sources:
        groups[source.sha256].append(make_inert(source.path))
    return tuple(sorted(tuple(sorted(paths)) for paths in groups.values() if len(paths) > 1))


def nothing_read(files: Sequence[FileReport]) -> str:
    """The line of a build that could read no article: the first reason, and how many more there are."""
    refused = [file for file in files if file.outcome == "refused"]
    more = f" (and {len(refused) - 1} more)" if len(refused) > 1 else ""
    return f"no article could be read: {refused[0].reason}{more}"


_ADVICE = {
    "no_sentences": "see whether its text was saved, or remove it",
    "other_language": "only English is understood, so check what is taken from it, or remove it",
    "long_paragraph": "put the line breaks back if they were lost",
    "encoding_doubt": "save it as UTF-8 if letters look wrong",
}
"""Flags that tell of a whole file, the gravest first, and what the user can do about them."""


def _doubt(source: Source) -> str:
    """The gravest thing to know about a source that was read, and how often it is so, in one line."""
    for kind, advice in _ADVICE.items():
        flags = [flag for flag in source.flags if flag.kind == kind]
        if flags:
            more = f" (and {len(flags) - 1} more)" if len(flags) > 1 else ""
            return make_inert(f"{flags[0].note}{more}; {advice}")
    return ""


def _characters(source: Source) -> dict[str, int]:
    """Code points by kind of region; what is in none is counted too, so that the sum is the length of the text."""
    counts: Counter[str] = Counter()
    for region in source.regions:
        counts[region.kind] += region.end - region.start
    counts[_BETWEEN] = len(source.text) - counts.total()
    return dict(sorted(counts.items()))
