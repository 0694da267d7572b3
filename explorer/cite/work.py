"""What a citation may say of a source. Only what the file itself states is printed as a fact: an inferred value stays
out until the user accepts it, a title of ours stands in square brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from explorer.cite.names import Name, read_name
from explorer.models import Field, Source
from explorer.text.fold import fold
from explorer.text.inert import make_inert

_TITLE_WORDS = 20
"""Words of a supplied title that are printed; the first sentence of an article may be long."""
_HASH_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Work:
    """The printable metadata of one source, inert and on one line.

    `title` is the headline, or "" when the file states none; then `description` stands for it, without its square
    brackets. `date` is (year,), (year, month) or (year, month, day); empty means "n.d.".
    """

    title: str
    description: str
    publisher: str
    authors: tuple[Name, ...]
    date: tuple[int, ...]
    sha256: str
    language: str

    @property
    def shown_title(self) -> str:
        """The headline as printed, or the description in square brackets."""
        return self.title or f"[{self.description}]"


def describe(source: Source) -> tuple[Work, list[str]]:
    """The printable work behind `source`, and warnings on what was left out or made up."""
    warnings: list[str] = []
    publisher = _stated(source.publisher, "publisher", warnings)
    authors = [read_name(name, publisher) for field in source.authors if (name := _stated(field, "author", warnings))]
    warnings += [author.doubt for author in authors if author.doubt]
    title, description = "", ""
    if source.title.status == "supplied" and source.title.value:
        description = _shortened(_one_line(source.title.value).strip("[] "))
        warnings.append("The source has no title: its first words stand in square brackets.")
    else:
        title = _stated(source.title, "title", warnings)
    if not (title or description):
        name = _one_line(PurePosixPath(source.path).name)
        description = f"Untitled text file {name}, sha256 {source.sha256[:_HASH_DIGITS]}…"
        warnings.append("The source has no title: its file name and hash stand in square brackets.")
    date = _parts(_stated(source.published, "date", warnings))
    if not date and not source.published.value:
        warnings.append("The source states no date.")
    if any(flag.kind == "machine_written" for flag in source.flags):
        warnings.append("The publisher says that a machine wrote, or helped to write, this text.")
    if any(flag.kind == "encoding_doubt" for flag in source.flags):
        warnings.append("The encoding of the file is in doubt: compare the quoted words with the original.")
    work = Work(title, description, publisher, tuple(authors), date, source.sha256, source.language)
    return work, warnings


def same_house(work: Work) -> bool:
    """Whether publisher and only author are one and the same, so that one of the two is enough."""
    return len(work.authors) == 1 and fold(work.authors[0].literal) == fold(work.publisher)


def _one_line(value: str) -> str:
    return " ".join(make_inert(value).split())


def _stated(field: Field, what: str, warnings: list[str]) -> str:
    if not field.value or field.status == "none":
        return ""
    value = _one_line(field.value)
    if field.status == "stated":
        return value
    warnings.append(f"The {what} “{value}” is {field.status}, not stated by the source: it is left out.")
    return ""


def _shortened(description: str) -> str:
    """At most the first words, with an ellipsis wherever the sentence goes on, and without its full stop."""
    words = description.split(" ")
    if len(words) <= _TITLE_WORDS and description.endswith((".", "!", "?", "”", '"')):
        return description.rstrip(".")
    return " ".join(words[:_TITLE_WORDS]).rstrip(",;:. …") + " …"


_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _parts(iso: str) -> tuple[int, ...]:
    match = _ISO.match(iso)
    return tuple(int(part) for part in match.groups() if part) if match else ()
