"""The export document, schema `explorer/1`: a contract with other programs, so changes of it need a new number.

Offsets count Unicode code points into the text of record of a source, ends exclusive; `null` only where a type says
so. Texts are inert: control and bidi characters are visible glyphs, one for one, so that offsets still hold.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from explorer.models import (
    DisagreementKind,
    EntityType,
    EvidenceKind,
    LossKind,
    RegionKind,
    Role,
    Status,
)
from explorer.origins import OriginKind, OriginStep
from explorer.text.inert import make_inert

Text = Annotated[str, AfterValidator(make_inert)]
SourceId = Annotated[str, Field(pattern=r"^s[0-9a-f]+$")]
EntityId = Annotated[str, Field(pattern=r"^e[0-9a-f]+$")]
ClaimId = Annotated[str, Field(pattern=r"^c[0-9a-f]+$")]
Offset = Annotated[int, Field(ge=0)]


class Record(BaseModel):
    """The base of all: nothing unknown is let in, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)


class Span(Record):
    """A range of one source's text."""

    start: Offset
    end: Offset


class Region(Record):
    """A labelled span of a source; see the kinds."""

    kind: RegionKind
    start: Offset
    end: Offset


class Reference(Record):
    """An entry of a source's reference list."""

    marker: Text
    url: Text


class Flag(Record):
    """Something a careful reader should know about a source."""

    kind: str
    start: Offset
    end: Offset
    note: Text


class Source(Record):
    """One article file; `path` is relative to the folder that was built, `published` ISO 8601."""

    id: SourceId
    path: str
    sha256: str
    title: Text | None
    title_status: Status
    publisher: Text | None
    publisher_status: Status
    authors: list[Text]
    published: str | None
    published_status: Status
    language: str
    length: Annotated[int, Field(ge=0, description="code points of the text of record")]
    regions: list[Region]
    references: list[Reference]
    flags: list[Flag]


class Mention(Record):
    """Where a source names an entity."""

    source: SourceId
    start: Offset
    end: Offset


class Entity(Record):
    """A person, organization, place, product, law, event or work."""

    id: EntityId
    name: Text
    type: EntityType
    aliases: list[Text]
    mentions: list[Mention]


class Speaker(Span):
    """The words that name whoever says it, nearest to the statement; `entity` is null for unnamed people."""

    entity: EntityId | None
    text: Text


class Link(Record):
    """One step of an attribution chain.

    Kind *source* with a null id is a document outside the folder: `text` is its URL. `start` and `end` are null where
    the step is not printed beside the statement: the article itself, its publisher.
    """

    kind: Literal["source", "entity", "unnamed"]
    id: str | None
    text: Text
    count: Annotated[int, Field(ge=0)] | None = Field(description="how many unnamed people, where the text says")
    start: Offset | None
    end: Offset | None


class Quantity(Span):
    """A value: `low` and `high` in `unit`, equal unless it is a range; null where the text leaves one open."""

    low: float | None
    high: float | None
    unit: Text


class Date(Span):
    """A date: inclusive ISO dates, null where it is relative to an unknown one."""

    low: str | None
    high: str | None


class Evidence(Record):
    """What one source says in one place in support of a claim; the chain runs from nearest to farthest."""

    source: SourceId
    start: Offset
    end: Offset
    segments: list[tuple[Offset, Offset]] = Field(description="the content: what is said, without speaker and cue")
    role: Role
    kind: EvidenceKind
    cue: Span | None
    speaker: Speaker | None
    attribution: list[Link]
    quantities: list[Quantity]
    dates: list[Date]


class Passage(Record):
    """A range of one source, outside evidence: one side of a disagreement, the words that name a source."""

    source: SourceId
    start: Offset
    end: Offset


class OriginNode(Record):
    """Somebody or something that has a claim: `id` is that of a source or an entity, null for all others."""

    kind: OriginKind
    label: Text
    id: str | None
    count: Annotated[int, Field(ge=0)] | None = Field(description="how many unnamed people, where the text says")


class OriginEdge(Record):
    """`holder` has the claim from `giver`, both places in the list of nodes; `passage` is where a text names the giver.

    *publication*: an article in its own voice; *credit*: the outlet credited has an article of its own in the folder.
    """

    holder: Offset
    giver: Offset
    how: OriginStep
    passage: Passage | None


class OriginGraph(Record):
    """Who has a claim from whom. Each of `ends` is one independent origin, as places in the list of nodes: the first is
    the clearest, the others are the same or cannot be shown to be another. `note` says it in plain sentences."""

    nodes: list[OriginNode]
    edges: list[OriginEdge]
    ends: list[list[Offset]]
    note: Text


class Claim(Record):
    """The same statement across sources; `origins` counts independent far ends of its chains."""

    id: ClaimId
    text: Text
    kind: EvidenceKind
    check_worthiness: Annotated[int, Field(ge=0, le=3)]
    entities: list[EntityId]
    origins: Annotated[int, Field(ge=0)]
    evidence: list[Evidence]
    origin_graph: OriginGraph


class Loss(Record):
    """What a rewrite dropped, blurred or widened; `rewrite` is null where it holds nothing of it."""

    kind: LossKind
    note: Text
    original: Passage
    rewrite: Passage | None


class Derivation(Record):
    """`source` repeats (copy) or rewrites the source `from`."""

    source: SourceId
    origin: SourceId = Field(alias="from")
    reasons: list[Text]
    kind: Literal["copy", "rewrite"]
    losses: list[Loss]


class Disagreement(Record):
    """A typed difference between accounts, from 1 (worth a look) to 3 (they cannot both be right)."""

    id: str
    kind: DisagreementKind
    grade: Annotated[int, Field(ge=1, le=3)]
    claims: list[ClaimId]
    evidence: list[Passage]
    note: Text


class Related(Record):
    """Two claims of one event that are not one claim."""

    claims: Annotated[list[ClaimId], Field(min_length=2, max_length=2)]
    reason: Text


class Suggestion(Record):
    """Two entities that may be one, and were not merged."""

    entities: Annotated[list[EntityId], Field(min_length=2, max_length=2)]
    reason: Text


class Document(Record):
    """A whole database. Sources, entities, claims and disagreements are sorted by id."""

    schema_: Literal["explorer/1"] = Field(alias="schema")
    sources: list[Source]
    entities: list[Entity]
    claims: list[Claim]
    derivations: list[Derivation]
    disagreements: list[Disagreement]
    related: list[Related]
    suggestions: list[Suggestion]
