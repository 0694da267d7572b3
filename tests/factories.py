"""Invented articles with every kind of record, and databases made of them.

`sample_resolution()` is three accounts of one story: a wire report, a rewrite of it that lost its sources and changed
a number, and a business paper with references, markers, flags and a date of its own. `large_resolution(n)` is for
lists.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

from explorer.models import (
    Alias,
    Claim,
    Cue,
    Date,
    Derivation,
    Disagreement,
    Entity,
    EntityType,
    Evidence,
    Field,
    Flag,
    Kin,
    Link,
    Loss,
    Marker,
    Mention,
    MentionForm,
    Passage,
    Quantity,
    Reference,
    Region,
    RegionKind,
    Resolution,
    Source,
    Span,
    Statement,
    Suggestion,
)
from explorer.store.writer import write
from explorer.text.ids import content_id

VERSIONS = {"rules_version": "test", "model_version": "none"}

WIRE = """Norvik to shut Lund plant, Baltic Wire reports

LUND, March 4, 2025 (Baltic Wire) - Norvik Motors will shut its plant in Lund and cut about 1,200 jobs by June, three \
people familiar with the plan said on Tuesday.

“We regret the loss of every job,” said Anna Lindqvist, Norvik’s chief executive. “We had no choice.”

The union IF Metall called the plan a betrayal.
"""

REWRITE = """Norvik Motors is closing its factory in Lund, eliminating 1,500 jobs by the summer.

The carmaker had no choice, its chief said.

Subscribe to our newsletter for more.
"""

PAPER = """Norvik’s Lund exit: what we know
By Jonas Ek
5 March 2025

Norvik (NRVK) may close the Lund plant, according to people close to the union [1]. "It is a betrayal of the \
town," said Sara Holm, who chairs IF Metall in Lund.

Lindqvist took over as chief executive in ##24.

References
[1] https://balticwire.example/2025/03/04/norvik-lund
"""

FILES = {"news/rewrite.txt": REWRITE, "paper.txt": PAPER, "wire.txt": WIRE}
"""Relative path → text of the three sample articles."""


class Article:
    """Finds spans of one sample article by their words, so that no test counts characters by hand."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self.sha256 = sha256(text.encode()).hexdigest()
        self.id = content_id("s", self.sha256)

    def at(self, words: str, nth: int = 0) -> Span:
        """The span of the `nth` occurrence of `words`; fails the test when it is not there."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def ends(self, words: str, nth: int = 0) -> dict[str, Any]:
        """The same as keyword arguments."""
        span = self.at(words, nth)
        return {"start": span.start, "end": span.end}

    def region(self, kind: RegionKind, words: str, nth: int = 0) -> Region:
        """A region by its words."""
        return Region(kind, **self.ends(words, nth))

    def stated(self, value: str, words: str, method: str, nth: int = 0) -> Field:
        """A stated field of metadata."""
        return Field(value, "stated", **self.ends(words, nth), method=method)

    def mention(self, words: str, kind: EntityType, nth: int = 0, form: MentionForm = "name") -> Mention:
        """A mention by its words."""
        return Mention(self.id, **self.ends(words, nth), text=words, type=kind, form=form, confidence=0.75)

    def passage(self, words: str) -> Passage:
        """A passage by its words."""
        return Passage(self.id, **self.ends(words))

    def link(self, kind: Any, words: str, **more: Any) -> Link:
        """A link of an attribution chain as printed."""
        return Link(kind, words, **self.ends(words), **more)

    def itself(self) -> Link:
        """The first link of every resolved chain."""
        return Link("source", self.path, id=self.id)


_WIRE, _REWRITE, _PAPER = (Article(path, FILES[path]) for path in ("wire.txt", "news/rewrite.txt", "paper.txt"))


def _lines(article: Article, kinds: dict[str, RegionKind]) -> tuple[Region, ...]:
    """One region a line, of the kind given for its first words, else body."""
    regions = []
    for line in article.text.split("\n"):
        if line:
            kind: RegionKind = next((kinds[words] for words in kinds if line.startswith(words)), "body")
            regions.append(article.region(kind, line))
    return tuple(regions)


def _sources() -> tuple[Source, ...]:
    wire = Source(
        _WIRE.id, _WIRE.path, _WIRE.sha256, WIRE, "utf-8", "en",
        title=_WIRE.stated("Norvik to shut Lund plant, Baltic Wire reports", WIRE.splitlines()[0], "first line"),
        publisher=_WIRE.stated("Baltic Wire", "Baltic Wire", "dateline", 1), authors=(),
        published=_WIRE.stated("2025-03-04", "March 4, 2025", "dateline"),
        regions=_lines(_WIRE, {"Norvik to": "title"}),
    )  # fmt: skip
    rewrite = Source(
        _REWRITE.id, _REWRITE.path, _REWRITE.sha256, REWRITE, "windows-1252", "en", title=Field(), publisher=Field(),
        authors=(),
        published=Field("2025-03-05", "inferred", method="origin", note="It rewrites wire.txt of 4 March 2025."),
        regions=_lines(_REWRITE, {"Subscribe": "promo"}),
        flags=(Flag("missing_title", 0, 0, "No line of the file is its title."),
               Flag("encoding_doubt", 0, len(REWRITE), "Read as windows-1252.")),
    )  # fmt: skip
    url = "https://balticwire.example/2025/03/04/norvik-lund"
    entry, host = _PAPER.at(url), _PAPER.at("balticwire.example")
    paper = Source(
        _PAPER.id, _PAPER.path, _PAPER.sha256, PAPER, "utf-8", "en",
        title=_PAPER.stated("Norvik’s Lund exit: what we know", PAPER.splitlines()[0], "first line"),
        publisher=Field("Øresund Business", "supplied"), authors=(_PAPER.stated("Jonas Ek", "Jonas Ek", "byline"),),
        published=_PAPER.stated("2025-03-05", "5 March 2025", "date line"),
        regions=_lines(_PAPER, {"Norvik’s Lund exit": "title", "By ": "byline", "5 March": "dateline",
                                "References": "heading", "[1] http": "reference"}),
        references=(Reference("1", url, entry.start, entry.end, "balticwire.example", "Baltic Wire", host.start,
                              host.end, "2025-03-04"),),
        markers=(Marker("1", **_PAPER.ends("[1]")),),
        flags=(Flag("masked_token", **_PAPER.ends("##24"), note="Digits are masked."),),
    )  # fmt: skip
    return wire, rewrite, paper


def _entity(name: str, kind: EntityType, mentions: tuple[Mention, ...], **aliases: str) -> Entity:
    """An entity; `aliases` maps a surface, with underscores for spaces, to its reason."""
    others = tuple(Alias(surface.replace("_", " "), reason) for surface, reason in aliases.items())
    return Entity(content_id("e", kind, name.casefold()), name, kind, others, mentions)


NORVIK = _entity(
    "Norvik Motors", "organization",
    (_WIRE.mention("Norvik", "organization"), _WIRE.mention("Norvik Motors", "organization"),
     _REWRITE.mention("Norvik Motors", "organization"), _PAPER.mention("Norvik", "organization", 1),
     _PAPER.mention("NRVK", "organization", form="ticker")),
    Norvik="shortened name", NRVK="ticker in brackets after the name",
)  # fmt: skip
LUND = _entity(
    "Lund",
    "place",
    (_WIRE.mention("Lund", "place"), _REWRITE.mention("Lund", "place"), _PAPER.mention("Lund", "place")),
)
LINDQVIST = _entity(
    "Anna Lindqvist",
    "person",
    (_WIRE.mention("Anna Lindqvist", "person"), _PAPER.mention("Lindqvist", "person")),
    Lindqvist="surname",
)
UNION = _entity(
    "IF Metall",
    "organization",
    (_WIRE.mention("IF Metall", "organization"), _PAPER.mention("IF Metall", "organization")),
)
HOLM = _entity("Sara Holm", "person", (_PAPER.mention("Sara Holm", "person"),))
BALTIC_WIRE = _entity("Baltic Wire", "organization", (_WIRE.mention("Baltic Wire", "organization", 1),))


def _closing() -> Claim:
    people, near = "three people familiar with the plan", "people close to the union"
    unnamed = _WIRE.link("unnamed", people, count=3)
    told = _PAPER.link("unnamed", near)
    cited = _PAPER.link("reference", "[1]")
    wire, rewrite, paper = (
        "Norvik Motors will shut its plant in Lund and cut about 1,200 jobs by June",
        "Norvik Motors is closing its factory in Lund, eliminating 1,500 jobs by the summer",
        "Norvik (NRVK) may close the Lund plant",
    )
    said = WIRE.split("\n\n")[1]
    publisher = Link("entity", "Baltic Wire", **_WIRE.ends("Baltic Wire", 1), id=BALTIC_WIRE.id)
    evidence = (
        Evidence(
            Statement(
                _WIRE.id, **_WIRE.ends(wire), segments=(_WIRE.at(wire),), sentence=_WIRE.at(said), role="body",
                kind="indirect_quote", cue=Cue(**_WIRE.ends("said"), lemma="say", kind="say"), chain=(unnamed,),
                quantities=(Quantity(**_WIRE.ends("about 1,200 jobs"), text="about 1,200 jobs", low=1200.0, high=1200.0,
                                     unit="job", hedge="about"),),
                dates=(Date(**_WIRE.ends("by June"), text="by June", low=None, high="2025-06-30", status="inferred"),),
                hedges=(_WIRE.at("about"),), worth=3, worth_reasons=("names a number", "names a date"),
            ),
            (_WIRE.itself(), publisher, unnamed),
        ),
        Evidence(
            Statement(_REWRITE.id, **_REWRITE.ends(rewrite), segments=(_REWRITE.at(rewrite),),
                      sentence=_REWRITE.at(rewrite + "."), kind="assertion", role="body",
                      quantities=(Quantity(**_REWRITE.ends("1,500 jobs"), text="1,500 jobs", low=1500.0, high=1500.0,
                                           unit="job"),)),
            (_REWRITE.itself(),), "overlap",
        ),
        Evidence(
            Statement(_PAPER.id, **_PAPER.ends(paper), segments=(_PAPER.at(paper),),
                      sentence=_PAPER.at(f"{paper}, according to people close to the union [1]."),
                      kind="indirect_quote", role="body", hedges=(_PAPER.at("may"),), chain=(told, cited),
                      cue=Cue(**_PAPER.ends("according to"), lemma="according to", kind="say")),
            (_PAPER.itself(), told, cited), "broader",
        ),
    )  # fmt: skip
    return Claim(
        content_id("c", "closing"), "Norvik Motors will shut its Lund plant and cut 1,200 jobs by June.",
        "indirect_quote", 3, ("names a number",), tuple(sorted((NORVIK.id, LUND.id))), evidence, 2,
        "Three people told Baltic Wire; people close to the union told paper.txt.",
    )  # fmt: skip


def _no_choice() -> Claim:
    first, second = "We regret the loss of every job,", "We had no choice."
    speaker = _WIRE.link("entity", "Anna Lindqvist", referent=_WIRE.at("Anna Lindqvist"))
    quote = f"“{first}” said Anna Lindqvist, Norvik’s chief executive. “{second}”"
    span = Span(_WIRE.at(first).start, _WIRE.at(second).end)
    chief = _REWRITE.link("unnamed", "its chief", reason="“its” is the carmaker")
    evidence = (
        Evidence(
            Statement(_WIRE.id, span.start, span.end, (_WIRE.at(first), _WIRE.at(second)), _WIRE.at(quote),
                      "direct_quote", "body", Cue(**_WIRE.ends("said", 1), lemma="say", kind="say"), (speaker,)),
            (_WIRE.itself(), Link("entity", "Anna Lindqvist", speaker.start, speaker.end, None, speaker.referent,
                                  LINDQVIST.id, "named in the sentence")),
        ),
        Evidence(
            Statement(_REWRITE.id, **_REWRITE.ends("The carmaker had no choice"),
                      segments=(_REWRITE.at("The carmaker had no choice"),),
                      sentence=_REWRITE.at("The carmaker had no choice, its chief said."), kind="indirect_quote",
                      role="body", cue=Cue(**_REWRITE.ends("said"), lemma="say", kind="say"), chain=(chief,)),
            (_REWRITE.itself(), chief), "narrower",
        ),
    )  # fmt: skip
    return Claim(content_id("c", "choice"), "Norvik had no choice.", "direct_quote", 1, (), (), evidence, 1)


def _betrayal() -> Claim:
    holm = _PAPER.link("entity", "Sara Holm", referent=_PAPER.at("Sara Holm"))
    words = "It is a betrayal of the town,"
    evidence = (
        Evidence(
            Statement(_PAPER.id, **_PAPER.ends(words), segments=(_PAPER.at(words),),
                      sentence=_PAPER.at(f'"{words}" said Sara Holm, who chairs IF Metall in Lund.'),
                      kind="direct_quote", role="body", cue=Cue(**_PAPER.ends("said"), lemma="say", kind="say"),
                      chain=(holm,), impersonal=False, worth=0, worth_reasons=("opinion",)),
            (_PAPER.itself(), Link("entity", "Sara Holm", holm.start, holm.end, None, holm.referent, HOLM.id)),
        ),
    )  # fmt: skip
    return Claim(content_id("c", "betrayal"), "The plan is a betrayal.", "direct_quote", 0, ("opinion",), (UNION.id,),
                 evidence, 1)  # fmt: skip


CLOSING, NO_CHOICE, BETRAYAL = _closing(), _no_choice(), _betrayal()


def _identified[T: (Source, Entity, Claim, Disagreement)](*records: T) -> tuple[T, ...]:
    return tuple(sorted(records, key=lambda record: record.id))


def sample_resolution() -> Resolution:
    """Three sources with every kind of record; see the module."""
    numbers = Disagreement(
        content_id("d", "number"),
        "number",
        3,
        (CLOSING.id,),
        (_WIRE.passage("about 1,200 jobs"), _REWRITE.passage("1,500 jobs")),
        "1,200 jobs against 1,500.",
    )
    modality = Disagreement(
        content_id("d", "modality"),
        "modality",
        1,
        (CLOSING.id,),
        (_WIRE.passage("will shut"), _PAPER.passage("may close")),
        "One is certain, one is not.",
    )
    derivation = Derivation(
        _REWRITE.id, _WIRE.id, "rewrite", ("Both tell the same two things in the same order.", "No credit is given."),
        (Loss("count", "The three people are gone.", _WIRE.passage("three people familiar with the plan")),
         Loss("number", "1,200 became 1,500.", _WIRE.passage("about 1,200 jobs"), _REWRITE.passage("1,500 jobs"))),
    )  # fmt: skip
    return Resolution(
        sources=_identified(*_sources()),
        entities=_identified(NORVIK, LUND, LINDQVIST, UNION, HOLM, BALTIC_WIRE),
        claims=_identified(CLOSING, NO_CHOICE, BETRAYAL),
        derivations=(derivation,),
        disagreements=_identified(numbers, modality),
        suggestions=(Suggestion((HOLM.id, LINDQVIST.id), "Both speak for Lund."),),
        kin=(Kin((CLOSING.id, BETRAYAL.id), "Both speak of the closing of the plant."),),
    )


def sample_database(folder: Path, name: str = "data.db") -> Path:
    """Write `sample_resolution()` to `folder/name` and return its path."""
    database = folder / name
    write(sample_resolution(), database, VERSIONS)
    return database


def sample_files(folder: Path) -> Path:
    """Write the three articles as files, so that `verify` finds what the sample database was made of."""
    for path, text in FILES.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder


def large_resolution(claims: int) -> Resolution:
    """One source a hundred claims, one entity a ten: lists of any length, with evidence that re-reads."""
    sources, entities, made = [], [], []
    for number in range(-(-claims // 100)):
        statements = [
            f"Company {index} sold {index * 7 % 1000} units." for index in range(number * 100, number * 100 + 100)
        ]
        article = Article(f"{number:07}.txt", "\n".join(statements) + "\n")
        start = 0
        for index, text in enumerate(statements[: claims - number * 100], number * 100):
            span = Span(start, start + len(text))
            mention = Mention(article.id, start, start + len(f"Company {index}"), f"Company {index}", "organization")
            start = span.end + 1
            entity = content_id("e", "company", index - index % 10)
            if index % 10 == 0:
                entities.append(Entity(entity, mention.text, "organization", (), (mention,)))
            statement = Statement(article.id, span.start, span.end, (span,), span, "assertion", "body")
            evidence = Evidence(statement, (article.itself(),))
            made.append(Claim(content_id("c", index), text, "assertion", index % 4, (), (entity,), (evidence,), 1))
        body = Region("body", 0, len(article.text) - 1)
        sources.append(
            Source(article.id, article.path, article.sha256, article.text, "utf-8", "en", Field(), Field(), (), Field(),
                   (body,))
        )  # fmt: skip
    return Resolution(_identified(*sources), _identified(*entities), _identified(*made))
