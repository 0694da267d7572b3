"""Which common noun may mean which actor: "the agency" an Administration, "the lawmaker" a senator."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.extract.actors import Actor
from explorer.extract.cues import lexicon
from explorer.extract.names_lexicon import lexicon as names
from explorer.extract.people import people
from explorer.extract.tree import Token

PLACES = {"city": False, "town": False, "village": False, "country": True, "nation": True, "kingdom": True}
"""Nouns for places, and whether they mean countries."""

_PEOPLE_WHO_MAKE = frozenset({"filmmaker", "lawmaker", "policymaker", "peacemaker", "matchmaker", "dressmaker"})
"""Makers that are people; all others are firms."""


def is_body(noun: str) -> bool:
    """Whether a noun (a lemma) means a body of people, a place that acts as one, or a document that speaks."""
    lex, lists = lexicon(), people()
    listed = noun in lists.company or noun in lists.loose or noun in lists.named or noun in PLACES
    made = noun.endswith("maker") and noun not in _PEOPLE_WHO_MAKE
    return listed or made or noun in lex.bodies or noun in lex.bearers


def is_person(noun: str) -> bool:
    """Whether a noun (a lemma) means people by what they are or do."""
    known = noun in people().nouns or names().has("people.roles", noun) or names().has("people.titles", noun.title())
    return known or lexicon().is_person(noun)


def printed(word: Token) -> str:
    """A noun with what stands in front of it, as the text has it."""
    return word.doc.span(word.left_edge.i, word.i + 1).text


def modifiers(word: Token) -> set[str]:
    """What describes a noun in front of it, in lower case, without what only says "former" or "the"."""
    plain = {other.lower_ for other in word.children if other.i < word.i and other.dep_ in {"amod", "compound", "nmod"}}
    deep = {
        w.lower_ for other in word.children if other.i < word.i and other.dep_ == "compound" for w in other.children
    }
    return {w for w in plain | deep if w.isalpha()} - {"former", "new", "late", "incoming", "outgoing", "then"}


def contradicts(described: Iterable[str], actor: Actor) -> bool:
    """Whether somebody called "health minister" is looked at as "the foreign minister"."""
    missing = set(described) - actor.words - actor.roles
    return (
        bool(missing)
        and bool(actor.words - {"former", "new", "of", "the"})
        and not any(w[:1].isupper() for w in missing)
    )


def _name_words(actor: Actor) -> set[str]:
    return {word.strip(".,").lower() for mention in actor.mentions for word in mention.text.split()}


def has_word(actor: Actor, noun: str) -> bool:
    """Whether a name or a description holds the noun itself: "Alder Bank", "Riksbank", "the chipmaker Tessel"."""
    words = _name_words(actor)
    role = people().role(noun)
    held = any(w in {noun, f"{noun}s"} or (len(noun) > 3 and w.endswith(noun)) for w in words)
    return held or role in actor.roles or (noun.endswith("maker") and "maker" in actor.roles)


def answers_to(actor: Actor, noun: str) -> bool:
    """Whether a body may be called by a noun at all."""
    if has_word(actor, noun):
        return True
    lists, words = people(), _name_words(actor)
    if noun == "agency":
        return bool(words & lists.agencies) or any(m.text.isupper() for m in actor.mentions)
    if noun in {"newspaper", "paper", "magazine", "outlet", "publication"}:
        return bool(words & lists.outlets) or actor.kind == "work"
    if noun == "union":
        return bool(words & lists.unions)
    if noun == "bloc":
        return "union" in words or "league" in words
    official = bool(words & (lists.named - {"group", "association", "fund", "bank", "union"}))
    if noun in lists.company or noun.endswith("maker"):
        return actor.kind == "organization" and not official and not (words & {"union", "fund"})
    return (
        noun in lists.loose
        and actor.kind == "organization"
        and not (official and noun in {"bank", "lender", "network"})
    )


def is_another(described: set[str], actor: Actor, noun: str) -> bool:
    """Whether "the health ministry" is looked for and this is another one."""
    words = _name_words(actor) | actor.words
    return (
        noun in people().named
        and bool(described - words)
        and bool(words - {noun, "of", "the", "for"})
        and not described & words
    )
