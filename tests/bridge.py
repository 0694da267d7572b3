"""An invented story for the tables: a bridge is closed, told by a wire, its rewrite, a blog's headline and a paper."""

from __future__ import annotations

from pathlib import Path

from explorer.models import (
    Claim,
    Date,
    Derivation,
    Disagreement,
    Evidence,
    EvidenceKind,
    Field,
    Match,
    Region,
    Resolution,
    Role,
    Source,
    Statement,
    Status,
)
from explorer.store.writer import write
from explorer.text.ids import content_id
from tests.factories import VERSIONS, Article

WIRE = Article(
    "wire.txt",
    "The Karsund bridge was closed on 1 May 2024.\n\nNine people were hurt.\n\nIt will reopen in the autumn.\n",
)
REWRITE = Article("rewrite.txt", "The Karsund bridge was shut.\n\nEight people were hurt.\n")
BLOG = Article("blog.txt", "Karsund bridge closed\n\nWhat a mess the traffic was last week.\n")
PAPER = Article(
    "paper.txt",
    "The Karsund bridge was closed for lorries.\n\nIt was built in 1987.\n\nIt carries the coast road north.\n",
)


def _source(article: Article, publisher: str, published: Field) -> Source:
    outlet = Field(publisher, "supplied") if publisher else Field()
    return Source(
        article.id, article.path, article.sha256, article.text, "utf-8", "en", Field(), outlet, (), published,
        (Region("body", 0, len(article.text) - 1),),
    )  # fmt: skip


def _evidence(
    article: Article,
    words: str,
    match: Match = "same",
    role: Role = "body",
    dates: tuple[Date, ...] = (),
    kind: EvidenceKind = "assertion",
) -> Evidence:
    span = article.at(words)
    statement = Statement(article.id, span.start, span.end, (span,), span, kind, role, dates=dates)
    return Evidence(statement, (article.itself(),), match)


def _date(article: Article, words: str, low: str | None, high: str | None, status: Status = "stated") -> Date:
    return Date(**article.ends(words), text=words, low=low, high=high, status=status)


def _claim(text: str, worth: int, *evidence: Evidence) -> Claim:
    return Claim(content_id("c", text), text, "assertion", worth, (), (), evidence, 1)


CLOSED = _claim(
    "The Karsund bridge was closed.",
    2,
    _evidence(
        WIRE,
        "The Karsund bridge was closed on 1 May 2024",
        dates=(_date(WIRE, "1 May 2024", "2024-05-01", "2024-05-01"),),
    ),
    _evidence(REWRITE, "The Karsund bridge was shut"),
    _evidence(BLOG, "Karsund bridge closed", role="title"),
    _evidence(PAPER, "The Karsund bridge was closed for lorries", "narrower"),
)
NINE = _claim("Nine people were hurt.", 3, _evidence(WIRE, "Nine people were hurt"))
EIGHT = _claim("Eight people were hurt.", 3, _evidence(REWRITE, "Eight people were hurt"))
REOPEN = _claim(
    "It will reopen in the autumn.", 2,
    _evidence(WIRE, "It will reopen in the autumn", kind="prediction",
              dates=(_date(WIRE, "in the autumn", "2024-09-01", "2024-11-30", "inferred"),)),
)  # fmt: skip
BUILT = _claim(
    "It was built in 1987.",
    1,
    _evidence(PAPER, "It was built in 1987", dates=(_date(PAPER, "1987", "1987-01-01", "1987-12-31"),)),
)
MESS = _claim(
    "The traffic was a mess last week.",
    0,
    _evidence(BLOG, "What a mess the traffic was last week", dates=(_date(BLOG, "last week", None, None, "none"),)),
)
ROAD = _claim("It carries the coast road.", 2, _evidence(PAPER, "It carries the coast road north"))
CLAIMS = (CLOSED, NINE, EIGHT, REOPEN, BUILT, MESS, ROAD)


def bridge_resolution() -> Resolution:
    """The four accounts."""
    sources = (
        _source(WIRE, "Fjord Wire", Field("2024-05-02", "supplied")),
        _source(REWRITE, "", Field()),
        _source(BLOG, "", Field()),
        _source(PAPER, "Karsund Post", Field("2024-05-04", "inferred", method="origin", note="It follows the wire.")),
    )
    hurt = (WIRE.passage("Nine people were hurt"), REWRITE.passage("Eight people were hurt"))
    number = Disagreement(
        content_id("d", "hurt"), "number", 3, tuple(sorted((NINE.id, EIGHT.id))), hurt, "Nine against eight."
    )
    silence = Disagreement(
        content_id("d", "silence"),
        "presence",
        1,
        (NINE.id,),
        (hurt[0], PAPER.passage("for lorries")),
        "Karsund Post leaves out that nine were hurt.",
    )
    return Resolution(
        tuple(sorted(sources, key=lambda source: source.id)),
        (),
        tuple(sorted(CLAIMS, key=lambda claim: claim.id)),
        (Derivation(REWRITE.id, WIRE.id, "rewrite", ("The same order.",)),),
        tuple(sorted((number, silence), key=lambda each: each.id)),
    )


def bridge_database(folder: Path) -> Path:
    """The four accounts as a database."""
    database = folder / "bridge.db"
    write(bridge_resolution(), database, VERSIONS)
    return database
