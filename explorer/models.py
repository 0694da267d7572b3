"""The records that cross rooms, as frozen standard-library dataclasses.

Words are those of the field: a *source* is one article file, its *text of record* never changes, a *region* is a
labelled span of it, a *mention* names an *entity*, a *statement* is what one source says in one place, a *claim* is
the same statement across sources, *evidence* is a statement as support of a claim.

Every offset in this module counts Unicode code points into the text of record of one source; ends are exclusive.
Nothing here imports more than the standard library, because the screen reads these before its first frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

RegionKind = Literal[
    "title", "byline", "dateline", "standfirst", "heading", "body", "summary", "list", "reference", "ticker", "promo",
    "disclosure", "comments", "furniture", "repeat",
]  # fmt: skip
"""What a span of an article is. *summary*: the site's own digest of the article (key points, machine-made lead);
*list*: an item of a list that belongs to the article; *furniture*: reading time, share buttons, logos."""

READABLE: frozenset[RegionKind] = frozenset({"title", "standfirst", "heading", "body", "summary", "list", "repeat"})
"""Regions in which names are read. Headings and titles name entities but state no claims of their own."""

STATING: frozenset[RegionKind] = frozenset({"title", "standfirst", "body", "summary", "list", "repeat"})
"""Regions whose sentences may be evidence; all others are boilerplate and yield neither claim nor entity."""

Status = Literal["stated", "inferred", "supplied", "none"]
"""Where a value comes from: the file says so, other files let us infer it, we supplied it, nowhere."""

EntityType = Literal["person", "organization", "place", "product", "law", "event", "work"]
EvidenceKind = Literal[
    "direct_quote", "mixed_quote", "indirect_quote", "stance", "evidence", "intent", "assertion", "opinion",
    "prediction",
]  # fmt: skip
Role = Literal["body", "title", "summary", "repeat"]
"""Where in its article an evidence stands; only *body* evidence counts as a source's own account."""

CueKind = Literal["say", "write", "think", "evidence", "stance", "intent"]
LinkKind = Literal["source", "entity", "unnamed", "reference"]
MentionForm = Literal["name", "abbreviation", "ticker", "metonym", "adjective", "host"]
Match = Literal["same", "narrower", "broader", "overlap"]
DisagreementKind = Literal[
    "number", "date", "scope", "polarity", "attribution", "entity", "modality", "citation", "presence"
]
"""*presence*: one source covers the matter and leaves out what the others state."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in one text."""

    start: int
    end: int


# -- a source ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Region:
    """A labelled span. `repeat_of` is the start of the first printing when the kind is *repeat*."""

    kind: RegionKind
    start: int
    end: int
    repeat_of: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One value of metadata with its origin.

    `start`/`end` locate the raw text that states it in its own source (None when the file does not state it);
    `method` names the rule that read it; `note` is one readable sentence on why, required when *inferred*.
    """

    value: str | None = None
    status: Status = "none"
    start: int | None = None
    end: int | None = None
    method: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a reference list: `[n]` and its URL (span of the URL in its first printing).

    `published` is an ISO date read from the URL's path, or None. `outlet` is a readable name of the host.
    """

    marker: str
    url: str
    start: int
    end: int
    host: str
    outlet: str
    host_start: int
    host_end: int
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A reference marker such as `[3]` standing in the prose."""

    marker: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a careful reader should know about a source.

    Kinds: encoding_doubt, masked_token, glued_words, missing_title, machine_written, repeated_block, doubled_bullet,
    self_citation, reference_predates, undefined_marker, unused_reference, unrelated_reference, repeated_reference,
    other_language, no_sentences, long_paragraph, gap.
    """

    kind: str
    start: int
    end: int
    note: str


@dataclass(frozen=True, slots=True)
class Source:
    """One article file: its bytes' hash, its text of record and everything that was read off it."""

    id: str
    path: str
    """Relative to the folder that was built, with forward slashes."""
    sha256: str
    text: str
    encoding: str
    language: str
    title: Field
    publisher: Field
    authors: tuple[Field, ...]
    published: Field
    """`value` is an ISO 8601 date or date-time with offset, never guessed from the file system."""
    regions: tuple[Region, ...]
    """In text order, without overlap; together they cover every visible character once. A paragraph is a region."""
    references: tuple[Reference, ...] = ()
    markers: tuple[Marker, ...] = ()
    flags: tuple[Flag, ...] = ()


# -- what one source says ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity: the bare name, without article, possessive, title or role."""

    source: str
    start: int
    end: int
    text: str
    type: EntityType
    form: MentionForm = "name"
    confidence: float = 0.5
    """0–1: how sure the reader is of `type`; weights the vote that gives one name one type."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that mark a statement as somebody's: "said", "according to", "the report said"."""

    start: int
    end: int
    lemma: str
    kind: CueKind


@dataclass(frozen=True, slots=True)
class Link:
    """One step of an attribution chain.

    `start`/`end` is the phrase as printed ("four people with direct knowledge of the matter"; "he"). `referent` is
    the mention of the same source that names it ("Huang" for "he"), equal to the name inside the phrase where it
    holds one; None for unnamed sources. `count` is the number of unnamed people, where the text gives one.
    `id` is filled by `resolve`: a source id, an entity id, or None. `reason` says how a pronoun was resolved.
    """

    kind: LinkKind
    text: str
    start: int | None = None
    end: int | None = None
    count: int | None = None
    referent: Span | None = None
    id: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit: "$53 billion" → low = high = 5.3e10, unit "USD"; "40–60%" → 0.4, 0.6, "ratio".

    Units are ISO 4217 codes for money, "ratio" for shares, "fold" for multiples, "time" for occasions, "ordinal" for
    ranks, "score" for results and votes (the smaller number is `low`), else the singular of the measure or of what is
    counted, with its base behind a stroke for rates ("USD/barrel"). `hedge` is one of "", "about", "over", "under",
    "nearly"; `of` is the text of the share's whole, if stated.
    """

    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    unit: str
    hedge: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A date expression. `low`/`high` are inclusive ISO dates, None while the article's own date is unknown.

    `status` is *stated* (absolute in the text), *inferred* (relative, resolved against a date of the article) or
    *none* (relative and not resolvable).
    """

    start: int
    end: int
    text: str
    low: str | None
    high: str | None
    status: Status


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says in one place.

    `segments` are the pieces of the content, and of that alone: neither speaker nor cue (`"A," she said. "B."` has
    two; "the union criticised the plan" has "the plan"). `start`/`end` cover them from first to last. `whole` are the
    spans to read where the content makes no sense alone ("the union criticised the plan"), else empty. `chain` runs
    from the nearest speaker to the farthest and leaves out the article itself; an empty chain means that the article
    says so in its own voice, or that nobody is named (`impersonal`). `sentence` is the sentence, or run of sentences,
    that holds the content and its cue.
    """

    source: str
    start: int
    end: int
    segments: tuple[Span, ...]
    sentence: Span
    kind: EvidenceKind
    role: Role
    cue: Cue | None = None
    chain: tuple[Link, ...] = ()
    impersonal: bool = False
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[Date, ...] = ()
    hedges: tuple[Span, ...] = ()
    worth: int = 2
    """Check-worthiness 0–3: 3 specific and consequential, 2 factual, 1 vague, 0 opinion or empty."""
    worth_reasons: tuple[str, ...] = ()
    whole: tuple[Span, ...] = ()

    @property
    def readable(self) -> tuple[Span, ...]:
        """The spans that a reader understands: `whole` where the content alone makes no sense, else `segments`."""
        return self.whole or self.segments

    @property
    def extent(self) -> Span:
        """From the first to the last of the readable spans."""
        return Span(self.readable[0].start, self.readable[-1].end)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything `extract` takes from one source."""

    source: Source
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    sentences: tuple[Span, ...]
    pronouns: tuple[Link, ...] = ()
    """Every "he", "she", "his", "her" of the text, in order, whose name is known: `referent` is a mention."""


# -- across sources ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alias:
    """Another surface of an entity and the reason why it is one."""

    surface: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization, place, product, law, event or work, with every place that names it."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[Alias, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement as support of a claim, with its chain resolved and begun at the article itself.

    `attribution` runs from nearest to farthest: the article (kind *source*), its publisher if known, then the
    speakers. `match` says how its wording relates to the claim's normal form.
    """

    statement: Statement
    attribution: tuple[Link, ...]
    match: Match = "same"


@dataclass(frozen=True, slots=True)
class Claim:
    """The same statement across sources.

    `origins` counts independent far ends of its chains; `origins_note` says which, or why it cannot be shown.
    """

    id: str
    text: str
    kind: EvidenceKind
    worth: int
    worth_reasons: tuple[str, ...]
    entities: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    origins: int
    origins_note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of one source, outside a claim's evidence: one side of a disagreement, a loss or a reason."""

    source: str
    start: int
    end: int


LossKind = Literal[
    "outlet", "speaker", "unnamed source", "count", "no comment", "hedge", "scope", "quotation", "number", "date",
    "name", "fact", "addition",
]  # fmt: skip
"""What a rewrite did, the gravest first. *outlet*: names no longer the outlet that found it out; *speaker*: says in its
own voice, or has another say, what a person or body said; *unnamed source*: drops or blurs unnamed people; *count*: how
many they were; *no comment*: leaves out who would not comment; *hedge*: says more, or less, surely; *scope*: says it of
more, fewer or others ("most", "their" for "China's"); *quotation*: tells in its own words what was quoted, or quotes
what was not; *number*: rounds, changes or drops an amount; *date*: blurs when; *name*: describes what was named;
*fact*: leaves a fact out; *addition*: tells what the original does not hold."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What a rewrite dropped, blurred, widened or added, with the wording of both sides where there are two.

    `note` is one plain sentence. Of an *addition* `original` is the passage beside which it stands.
    """

    kind: LossKind
    note: str
    original: Passage
    rewrite: Passage | None = None


UNTOLD = "which of the two came first cannot be told"
"""Begins the reason of a derivation without a direction."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """`source` probably repeats or rewrites `origin`; `reasons` are readable sentences, never a bare score.

    Where the files do not tell which of the two came first, a reason says so; then the fuller one is the `origin` and
    there are no losses. `losses` stand with the gravest kind first and within a kind by place in the original.
    """

    source: str
    origin: str
    kind: Literal["copy", "rewrite"]
    reasons: tuple[str, ...]
    losses: tuple[Loss, ...] = ()

    @property
    def is_directed(self) -> bool:
        """Whether the files tell which of the two came first."""
        return not any(reason.startswith(UNTOLD) for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A typed difference between accounts. `grade` 1 (worth a look) to 3 (they cannot both be right)."""

    id: str
    kind: DisagreementKind
    grade: int
    claims: tuple[str, ...]
    evidence: tuple[Passage, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Kin:
    """Two claims of one event that are not one claim; `reason` is a readable sentence."""

    claims: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two entities that may be one; never merged without the user's word."""

    entities: tuple[str, str]
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """A whole folder, resolved. Tuples are sorted by id; `sources` carry dates inferred from other files."""

    sources: tuple[Source, ...]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    derivations: tuple[Derivation, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    kin: tuple[Kin, ...] = ()
