"""When two surfaces are one name: keys that level the accidents of writing, and nothing else.

A key is equal for "NVIDIA" and "Nvidia", "The Chronicle" and "Chronicle", "Marlow Inc." and "Marlow", "U.S." and
"American"; it differs for "H20" and "H100" and for "Marlow" and "Marlow Cloud".
"""

from __future__ import annotations

import re

from explorer.extract.names_lexicon import lexicon
from explorer.extract.names_phrases import policy_key
from explorer.models import Mention
from explorer.text.fold import fold, straighten

Key = tuple[str, str]
"""What a surface is levelled to: a kind ("name", "country", "state", "government", "policy") and its text."""

_LEGAL = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc ag gmbh se sa nv bv ab asa oyj spa kgaa "
    "pte pty bhd berhad ojsc pjsc jsc tbk".split()
)
_INITIAL = re.compile(r"^[a-z]\.?$")
_SUFFIX = re.compile(r",? (?:jr|sr|ii|iii|iv)\.?$")
_ARTICLE = re.compile(r"^the ")
_WORD = re.compile(r"[^\W_]+")


def key_of(mention: Mention, surface: str) -> Key:
    """The key of one mention; `surface` is its readable name where the text is not ("www.example.com")."""
    lex = lexicon()
    plain = re.sub(r"^[Tt]he ", "", straighten(" ".join(surface.split())).removesuffix("'s"))
    if plain.isupper() and len(plain) > 4 and plain.title() in lex.places:
        plain = plain.title()  # "OSLO" of a dateline
    if mention.form == "metonym" and plain in lex.capitals and plain not in lex.houses:
        return "government", lex.capitals[plain]
    if mention.type == "law":
        policy = policy_key(plain)
        if policy:
            return "policy", policy
    if mention.type == "place" and plain in lex.country_of:
        return "country", lex.country_of[plain]
    if mention.type == "place" and plain in lex.states:
        return "state", lex.states[plain]
    if plain.endswith(" government") and plain.removesuffix(" government") in lex.country_of:
        return "government", lex.countries[lex.country_of[plain.removesuffix(" government")]].government
    return "name", name_key(plain)


def name_key(surface: str) -> str:
    """A surface without case, accents, points in abbreviations, article, hyphens, possessive and legal form."""
    text = _ARTICLE.sub("", fold(surface)).removesuffix("'s")
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]?", text):
        return text.replace(".", "")
    words = text.replace("-", " ").replace(",", " ").split()
    while len(words) > 1 and words[-1].replace(".", "") in _LEGAL:
        words.pop()
    return " ".join(words)


def person_key(surface: str) -> str:
    """As `name_key`, and without middle initials and "Jr.": "Ada M. Reed" is "Ada Reed"."""
    whole = name_key(surface)
    short = _SUFFIX.sub("", whole)
    words = (short if " " in short else whole).split()
    return " ".join(w for n, w in enumerate(words) if n in {0, len(words) - 1} or not _INITIAL.match(w))


def has_given_name(key: str) -> bool:
    """Whether a person's key is more than a surname: "reed", "de blasio" and "bin laden" are not."""
    return any(not lexicon().has("people.particles", word) for word in key.split()[:-1])


def initials(surface: str) -> str:
    """The first letters of the words that are not small: "Federal Reserve Bank of Perth" → "frbp"."""
    return "".join(
        word[0] for word in _WORD.findall(fold(surface)) if word not in {"of", "the", "and", "for", "in", "on"}
    )
