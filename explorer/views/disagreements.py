"""Disagreements: where accounts differ, by kind, the gravest first, with the words of all sides.

The model holds which disagreements stand in scope; what they say is read by the page (`read`), so that a folder of a
million claims opens as quickly as a small one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, cast, get_args

from explorer.lists import Filter, ListKind
from explorer.models import Disagreement, DisagreementKind, Span
from explorer.terms import GRADES, day_words
from explorer.text.phrases import plural, shortened
from explorer.text.sentences import paragraph, sentence_around
from explorer.text.spans import contains, overlaps
from explorer.text.worddiff import differing
from explorer.views.accounts import Account, Accounts
from explorer.views.library import Library
from explorer.views.outline import Excerpt, Item, Lead, Part, outline_lines, quotation

if TYPE_CHECKING:
    from explorer.store.reader import Database
    from explorer.views.scope import Scope

FIRST = 200
"""Disagreements whose words are read unless more are asked for."""

_NAME = 60  # code points of the claim that a title names
_QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”)+)”")
_NAMES = re.compile(r",| and | or |\b(?:names?|credits|citing|gives no source|rests this on)\b")
_BY_NAME: frozenset[DisagreementKind] = frozenset({"attribution", "entity"})
"""Kinds whose sides differ in a name, which notes do not quote."""
_AROUND = 600  # code points of a paragraph that are shown before and after a sentence
_FURTHER = 3_000  # code points of what follows the paragraph
_MOST_SIDES = 12  # of one disagreement; further ones are counted


@dataclass(frozen=True, slots=True)
class Side:
    """One account: the passage, the sentence around it, and the words that tell it from the other sides.

    `sentence` and `differs` are spans of the source's text; `text` holds the words of the sentence.
    """

    excerpt: Excerpt
    day: str
    sentence: Span
    text: str
    differs: tuple[Span, ...]
    before: str = ""
    """What stands before the sentence in its paragraph, cut at the front where it is long; then what stands after."""
    after: str = ""
    chain: str = ""
    """From whom it has it: "this article → Reuters → …"; nothing where the passage is no evidence of a claim."""
    further: str = ""
    """How the article goes on after the paragraph, as far as a large screen shows it."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a list says of a disagreement."""

    row: int
    id: str
    kind: DisagreementKind
    grade: int
    note: str

    @property
    def sign(self) -> str:
        """The sign of its grade."""
        return GRADES[self.grade][0]

    @property
    def weight(self) -> str:
        """The words of its grade."""
        return GRADES[self.grade][1]


@dataclass(frozen=True, slots=True)
class Dispute(Head):
    """A disagreement with the claims it concerns (id and words) and all its sides."""

    claims: tuple[tuple[str, str], ...]
    sides: tuple[Side, ...]
    more_sides: int = 0
    others: tuple[Account, ...] = ()
    """Who tells the claims too and takes no side; then how many more do."""
    more_others: int = 0


@dataclass(frozen=True, slots=True)
class Disagreements:
    """The disagreements in scope: `rows` with the kind of each, the gravest first.

    `total` counts those of the whole folder, `about` says what narrows them; `first` are the first of them, read.
    `is_widened` where the subject has none, so that those around it are told.
    """

    about: str
    rows: tuple[tuple[int, DisagreementKind], ...]
    total: int
    first: tuple[Dispute, ...] = ()
    is_widened: bool = False

    @property
    def kinds(self) -> list[tuple[DisagreementKind, int]]:
        """How many there are of each kind, in the order of kinds."""
        counts = Counter(kind for _, kind in self.rows)
        return [(kind, counts[kind]) for kind in get_args(DisagreementKind) if counts[kind]]

    def of_kind(self, kind: DisagreementKind | None) -> list[int]:
        """The rows of one kind; of all for None."""
        return [row for row, known in self.rows if kind in (None, known)]

    @property
    def title(self) -> str:
        """How many there are, of how many, and about what."""
        count = plural(len(self.rows), "disagreement")
        if self.about and not self.is_widened and len(self.rows) < self.total:
            count = f"{len(self.rows):,} of {plural(self.total, 'disagreement')}"
        return f"{count} {self.about}".rstrip()


def make(database: Database, scope: Scope, *, first: int = FIRST) -> Disagreements:
    """The disagreements in scope, with the first of them read. Raises NotFoundError."""
    kinds = database.around.disagreement_kinds()
    library = Library(database)
    narrowed, is_widened = scope.filter, False
    if scope.subject is not None:
        narrowed = _with(narrowed, *scope.subject)
    wanted = database.around.disagreement_rows(narrowed, scope.claims)
    about = _about(library, narrowed, scope.claims)
    if not wanted and kinds and scope.subject is not None:
        is_widened = True
        wanted = database.around.disagreement_rows(scope.filter, scope.claims)
        around = _about(library, scope.filter, scope.claims)
        about = f"{around or 'in this folder'}; none {_about(library, _with(Filter(), *scope.subject), None)}"
    rows = tuple((row, cast(DisagreementKind, kind)) for row, kind in kinds if row in wanted)
    model = Disagreements(about, rows, len(kinds), (), is_widened)
    if scope.cancelled():
        return model
    return replace(model, first=tuple(read(database, [row for row, _ in rows[:first]], library)))


def _with(narrowed: Filter, kind: ListKind, identity: str) -> Filter:
    return replace(narrowed, **{kind: identity})


def _about(library: Library, narrowed: Filter, claims: Sequence[int] | None) -> str:
    """What narrows them, in words that follow "3 disagreements"."""
    words = []
    if narrowed.claim is not None:
        item = library.database.items("claim", [library.database.row_of(narrowed.claim)])[0]
        words.append(f"about “{shortened(item.text, _NAME)}”")
    if narrowed.entity is not None:
        words.append(f"on claims of {library.entity(narrowed.entity)}")
    if narrowed.source is not None:
        words.append(f"with {library.full_name(narrowed.source)}")
    if claims is not None:
        words.append("among what was found")
    return " ".join(words)


def heads(database: Database, rows: Sequence[int]) -> list[Head]:
    """What a list says of these rows, in ascending order of the rows; reads no article."""
    found = database.around.disagreements(rows)
    return [Head(row, each.id, each.kind, each.grade, each.note) for row, each in zip(sorted(rows), found, strict=True)]


def read(database: Database, rows: Sequence[int], library: Library | None = None) -> list[Dispute]:
    """The disagreements of these rows, in their order, with the words of their sides."""
    library = library or Library(database)
    found = database.around.disagreements(rows)
    return [_dispute(library, row, made) for row, made in zip(sorted(rows), found, strict=True)]


def _dispute(library: Library, row: int, made: Disagreement) -> Dispute:
    database = library.database
    claims = [database.claim(claim) for claim in made.claims]
    accounts = Accounts(library, claims)
    others, more_others = accounts.others({passage.source for passage in made.evidence})
    return Dispute(
        row,
        made.id,
        made.kind,
        made.grade,
        made.note,
        tuple((claim.id, claim.text) for claim in claims),
        tuple(_sides(library, made, accounts)),
        max(0, len(made.evidence) - _MOST_SIDES),
        tuple(others),
        more_others,
    )


def _sides(library: Library, made: Disagreement, accounts: Accounts) -> Iterator[Side]:
    """The sides, the first published first, with what tells them apart marked: what the note quotes, else the words."""
    passages = sorted(made.evidence[:_MOST_SIDES], key=lambda p: library.source(p.source).published.value or "~")
    excerpts = [library.excerpt(passage) for passage in passages]
    sentences = [sentence_around(library.source(each.source), Span(each.start, each.end)) for each in excerpts]
    texts = [library.source(e.source).text[s.start : s.end] for e, s in zip(excerpts, sentences, strict=True)]
    marks = _pointed(made, excerpts, texts, [sentence.start for sentence in sentences])
    if not marks:
        marks = [[]] * len(excerpts) if made.kind == "attribution" else _differing(excerpts)
        marks = [
            spans or _apart(each, sentence) for spans, each, sentence in zip(marks, excerpts, sentences, strict=True)
        ]
    for passage, excerpt, sentence, text, spans in zip(passages, excerpts, sentences, texts, marks, strict=True):
        source = library.source(excerpt.source)
        around = paragraph(source, sentence)
        before = source.text[max(around.start, sentence.start - _AROUND) : sentence.start]
        after = source.text[sentence.end : min(around.end, sentence.end + _AROUND)]
        day, chain = day_words(source.published), accounts.chain(passage)
        further = source.text[around.end : around.end + _FURTHER]
        yield Side(excerpt, day, sentence, text, tuple(spans), before, after, chain, further)


def _apart(excerpt: Excerpt, sentence: Span) -> list[Span]:
    """The passage itself, unless it is the whole sentence: then a mark would tell nothing."""
    passage = Span(excerpt.start, excerpt.end)
    return [] if contains(passage, sentence) else [passage]


def _pointed(
    made: Disagreement, excerpts: Sequence[Excerpt], texts: Sequence[str], starts: Sequence[int]
) -> list[list[Span]]:
    """What the note quotes or names, where it stands in the sentences; empty where it stands in none.

    A name that all sides have tells nothing, nor does what the accounts themselves are called.
    """
    quoted = [match[1] for match in _QUOTED.finditer(made.note)]
    named = [] if made.kind not in _BY_NAME else _NAMES.split(_QUOTED.sub("", made.note))
    called = {excerpt.name for excerpt in excerpts}
    named = [
        name for name in named if name.strip(" .") not in called and not all(_places(name, text) for text in texts)
    ]
    found = [_places_of([*quoted, *named], text) for text in texts]
    if not any(found):
        return []
    return [[Span(s.start + at, s.end + at) for s in spans] for spans, at in zip(found, starts, strict=True)]


def _places_of(phrases: Iterable[str], text: str) -> list[Span]:
    """Where the phrases stand in a text; of those that overlap, the longest."""
    found: list[Span] = []
    for phrase in sorted(phrases, key=len, reverse=True):
        found += [span for span in _places(phrase, text) if not any(overlaps(span, other) for other in found)]
    return sorted(found)


def _places(phrase: str, text: str) -> list[Span]:
    words = phrase.strip(" .")
    if len(words) < 2:
        return []
    return [Span(*match.span()) for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def _differing(excerpts: Sequence[Excerpt]) -> list[list[Span]]:
    """The differing words of each side against the first; of the first against the second."""
    if len(excerpts) < 2:
        return [[] for _ in excerpts]
    first, second = differing(excerpts[0].text, excerpts[1].text)
    marks = [first, second, *(differing(excerpts[0].text, excerpt.text)[1] for excerpt in excerpts[2:])]
    return [[Span(s.start + e.start, s.end + e.start) for s in spans] for spans, e in zip(marks, excerpts, strict=True)]


# -- in words ----------------------------------------------------------------------------------------------------------

NONE = "No disagreement is recorded"


def parts(model: Disagreements) -> list[Part]:
    """The disagreements that were read, each under its kind and grade."""
    made = [Part("", (Item(f"{NONE} {model.about}".rstrip() + "."),))] if not model.rows else []
    if len(model.kinds) > 1:
        made.append(Part("", (Item(", ".join(f"{kind} {count:,}" for kind, count in model.kinds), "kinds"),)))
    made += [_part(dispute) for dispute in model.first]
    if (more := len(model.rows) - len(model.first)) > 0:
        made.append(Part(f"… and {more:,} more: --limit prints more", ()))
    return made


def _part(dispute: Dispute) -> Part:
    items = [Item(dispute.note)] if dispute.note else []
    for side in dispute.sides:
        words = marked(side.text, side.differs, side.sentence.start)
        items.append(Item(f"{side.excerpt.name}, {side.day}:", depth=0, lead=side.excerpt.lead, cited=side.excerpt))
        items.append(Item(" ".join(words.split()), tone="quiet", depth=1))
    if dispute.more_sides:
        items.append(Item(f"and {plural(dispute.more_sides, 'passage')} more", tone="quiet"))
    items += [Item(text, identity, lead=Lead("claim", identity)) for identity, text in dispute.claims]
    for other in dispute.others:
        items.append(quotation(other.excerpt, "also", 0))
    if dispute.more_others:
        items.append(Item(f"and {plural(dispute.more_others, 'source')} more", "also", "quiet"))
    return Part(f"{dispute.sign} {dispute.kind}: {dispute.weight} ({dispute.id})", tuple(items))


def told_items(disputes: Iterable[Dispute]) -> list[Item]:
    """Disagreements as items among others: what each says, and under it the passages of its sides."""
    items = []
    for dispute in disputes:
        sides = tuple(quotation(side.excerpt) for side in dispute.sides)
        words = f"{dispute.sign} {dispute.note or dispute.kind} ({dispute.weight})"
        items.append(Item(words, dispute.kind, "conflict" if dispute.grade > 1 else "doubt", children=sides))
    return items


def marked(text: str, marks: Iterable[Span], offset: int = 0) -> str:
    """`text`, which begins at `offset` of its source, with every mark between double square brackets."""
    pieces, at = [], 0
    for mark in sorted(marks):
        start, end = max(mark.start - offset, at), min(mark.end - offset, len(text))
        if start < end:
            pieces += [text[at:start], "[[", text[start:end], "]]"]
            at = end
    return "".join([*pieces, text[at:]])


def plain(model: Disagreements, width: int = 0) -> list[str]:
    """The lines for a terminal of so many columns; 0 wraps nothing."""
    return outline_lines(model.title, parts(model), width)


def record(model: Disagreements) -> dict[str, object]:
    """The model for programs: the disagreements that were read, and how many there are of each kind."""
    return {
        "view": "disagreements",
        "about": model.about,
        "is_widened": model.is_widened,
        "count": len(model.rows),
        "of": model.total,
        "kinds": dict(model.kinds),
        "disagreements": [
            {
                "id": dispute.id,
                "kind": dispute.kind,
                "grade": dispute.grade,
                "weight": dispute.weight,
                "note": dispute.note,
                "claims": [{"id": identity, "text": text} for identity, text in dispute.claims],
                "sides": [_side_record(side) for side in dispute.sides],
                "more_sides": dispute.more_sides,
                "others": [{**asdict(each.excerpt), "day": each.day, "chain": each.chain} for each in dispute.others],
                "more_others": dispute.more_others,
            }
            for dispute in model.first
        ],
    }


def _side_record(side: Side) -> dict[str, object]:
    sentence = {"start": side.sentence.start, "end": side.sentence.end, "text": side.text}
    return {
        **asdict(side.excerpt),
        "day": side.day,
        "chain": side.chain,
        "sentence": sentence,
        "differs": [asdict(span) for span in side.differs],
    }
