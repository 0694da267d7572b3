"""How every face of the program (screen, cards, citations, exports) words what is not text of an article.

Nothing here makes a text inert: whoever prints does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from explorer.models import Derivation, Evidence, Field, Link, Match, Source
from explorer.text.phrases import plural, shortened, without_relative

ARROW = " → "

MATCHES: Mapping[Match, str] = {
    "same": "says the same",
    "narrower": "says it more narrowly",
    "broader": "says it more broadly",
    "overlap": "overlaps in part",
}
"""How a passage relates to the claim that it supports."""

GRADES: Mapping[int, tuple[str, str]] = {
    3: ("✗", "cannot both be right"),
    2: ("≠", "they differ"),
    1: ("?", "worth a look"),
}
"""Grade of a disagreement → its sign, of one terminal cell, and its words."""


def kind_words(kind: str) -> str:
    """A kind of evidence or flag in words."""
    return "own assertion" if kind == "assertion" else kind.replace("_", " ")


def origins_words(count: int) -> str:
    """ "2 origins"; where no chain leads to one, "origin unknown"."""
    return plural(count, "origin") if count else "origin unknown"


def kinship(derivation: Derivation) -> str:
    """How two articles belong together of which it cannot be told which came first."""
    made = "copied" if derivation.kind == "copy" else "rewritten"
    return f"probably one is {made} from the other"


def chain_words(source: Source, evidence: Evidence, name_of: Callable[[str], str]) -> str:
    """ "this article → Reuters → The Information → 4 unnamed: “four people …”", nearest speaker first.

    `name_of` gives the name of an entity id.
    """
    links = evidence.attribution
    nobody = evidence.statement.impersonal
    adverb = links[-1] if nobody and links and _is_cue(evidence, links[-1]) else None
    parts = [link_words(source, link, name_of) for link in links if link is not adverb]
    if not parts or links[0].kind != "source":
        parts.insert(0, "this article")
    if nobody:
        parts.append("nobody named" if adverb is None else f"nobody named (“{adverb.text}”)")
    return ARROW.join(parts)


def _is_cue(evidence: Evidence, link: Link) -> bool:
    """Whether a link is no source but the very word of saying, as "reportedly" is."""
    cue = evidence.statement.cue
    return link.kind == "unnamed" and cue is not None and (link.start, link.end) == (cue.start, cue.end)


def link_words(source: Source, link: Link, name_of: Callable[[str], str]) -> str:
    """One step of a chain. A pronoun, or another phrase, follows the name it stands for, but for the label "A"."""
    match link.kind:
        case "source":
            return "this article"
        case "unnamed":
            described = f"unnamed: “{without_relative(link.text)}”"
            return f"{link.count} {described}" if link.count else described
        case "reference":
            wanted = link.text.strip("[]")
            entry = next((r for r in source.references if wanted in (r.marker.strip("[]"), r.url)), None)
            if entry is None:
                return f"reference {link.text}"
            return f"reference [{entry.marker.strip('[]')}] {entry.outlet}".rstrip()
        case "entity":
            return _named(source, link, name_of)


def _named(source: Source, link: Link, name_of: Callable[[str], str]) -> str:
    name = name_of(link.id) if link.id and link.id.startswith("e") else ""
    if not name and link.referent is not None:
        name = source.text[link.referent.start : link.referent.end]
    if not name:
        return without_relative(link.text)
    phrase = without_relative(link.text)
    said, called = phrase.casefold(), name.casefold()
    if len(said) < 2 or called in said or set(said.split()) <= set(called.split()):
        return name
    return f"{name} (“{phrase}”)"


def day_words(published: Field) -> str:
    """The day of a date of publication: "2025-03-04", "2025-03-05 (inferred)", "no date"."""
    if not published.value:
        return "no date"
    day = published.value[:10]
    return day if published.status == "stated" else f"{day} ({published.status})"


def hedge_words(source: Source, evidence: Evidence) -> str:
    """Words that say how sure a statement is: "hedged: “may”, “about”"; empty where there are none."""
    hedges = dict.fromkeys(f"“{source.text[span.start : span.end]}”" for span in evidence.statement.hedges)
    return f"hedged: {', '.join(hedges)}" if hedges else ""


def reason_words(evidence: Evidence) -> list[str]:
    """Who a pronoun or a role was taken to be, and why."""
    links = evidence.attribution
    return list(dict.fromkeys(link.reason for link in links if link.kind in ("entity", "unnamed") and link.reason))


def with_status(field: Field, absent: str) -> str:
    """A value and, unless the file states it, where it comes from: "2025-09-11 (inferred)", "no date"."""
    if not field.value:
        return absent
    return field.value if field.status == "stated" else f"{field.value} ({field.status})"


def _why(field: Field) -> list[tuple[str, str]]:
    """The reason for a value, under it."""
    return [("", field.note)] if field.note else []


def source_facts(source: Source, claims: int) -> tuple[tuple[str, str], ...]:
    """Label and value of what is known of a source, with how it is known; a value without a label explains the last."""
    rows = [("title", with_status(source.title, "no title")), *_why(source.title)]
    rows += [("publisher", with_status(source.publisher, "no publisher")), *_why(source.publisher)]
    authors = [author for author in source.authors if author.value]
    rows.append(("authors", ", ".join(with_status(author, "") for author in authors) or "no author"))
    rows += [row for author in authors for row in _why(author)]
    rows += [("published", with_status(source.published, "no date")), *_why(source.published)]
    rows.append(("file", f"{source.path} · {source.encoding} · {plural(len(source.text), 'character')}"))
    references = f" · {plural(len(source.references), 'reference')}" if source.references else ""
    rows.append(("holds", plural(claims, "claim") + references))
    return tuple(rows)


_HEADLINE, _LONG_HEADLINE = 48, 100
"""Code points of a headline that stands for its article, and of one that must tell it from another."""


def account_name(source: Source) -> str:
    """How an article is called in a sentence: its outlet, else its headline in marks, else its file."""
    return _outlet(source) or _headline(source) or source.path


def account_names(sources: Iterable[Source]) -> dict[str, str]:
    """What each source of several is called in a sentence, by id: its outlet, and its headline too where it has not
    that outlet to itself; the file only of an article that has nothing else of its own.
    """
    known = sorted(sources, key=lambda source: source.id)
    names = {source.id: account_name(source) for source in known}
    names = _apart(known, names, full_account_name)
    names = _apart(known, names, lambda source: full_account_name(source, _LONG_HEADLINE))
    return _apart(known, names, lambda source: f"{_headline(source) or _outlet(source)} ({source.path})")


def full_account_name(source: Source, most: int = _HEADLINE) -> str:
    """Outlet and headline, as far as there are any; else the file."""
    return ", ".join(part for part in (_outlet(source), _headline(source, most)) if part) or source.path


def apart(name: str, telling: str) -> str:
    """A name with what tells it from another of the same words, where there is something: "“Norvik” (b.txt)"."""
    return f"{name} ({telling})" if telling else name


def _apart(known: Iterable[Source], names: Mapping[str, str], longer: Callable[[Source], str]) -> dict[str, str]:
    times = Counter(names.values())
    return {source.id: longer(source) if times[names[source.id]] > 1 else names[source.id] for source in known}


def _outlet(source: Source) -> str:
    """The publisher, unless it was only inferred: what a sentence calls an article must be sure."""
    known = source.publisher.status in ("stated", "supplied")
    return " ".join((source.publisher.value or "").split()) if known else ""


def _headline(source: Source, most: int = _HEADLINE) -> str:
    return headline_words(source.title.value or "", most)


def headline_words(title: str, most: int = _HEADLINE) -> str:
    """How a sentence calls an article by its title, cut to so many code points; nothing where it has none."""
    words = " ".join(title.split()).strip("[]“” ")
    return f"“{shortened(words, most)}”" if words else ""
