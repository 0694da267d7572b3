"""When two surfaces are one name: keys that level the accidents of writing, and nothing else.

A key is equal for "NVIDIA" and "Nvidia", "The Chronicle" and "Chronicle", "Marlow Inc." and "Marlow", "U.S." and
"American", "St. Ives" and "Saint Ives"; it differs for "H20" and "H100", for "Marlow" and "Marlow Cloud" and for "Ada
Reed" and "Ada Reed Jr.".
"""

from __future__ import annotations

import re
from functools import lru_cache

from explorer.extract.names_lexicon import lexicon
from explorer.extract.names_phrases import policy_key
from explorer.models import Mention
from explorer.resolve.entity_words import entity_words
from explorer.text.fold import fold, straighten

Key = tuple[str, str]
"""What a surface is levelled to: a kind ("name", "country", "state", "government", "policy") and its text."""

_LEGAL = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc ag gmbh se sa nv bv ab as asa aps oy oyj "
    "spa srl sarl sas kg kgaa ltda pte pty bhd berhad ojsc pjsc jsc tbk".split()
)
_ABBREVIATED = frozenset("inc corp co ltd oyj tbk pty pte".split())
"""Legal forms that are no surname although only their first letter is a capital."""
_SURELY = 4
"""Letters above which a legal form is no surname."""
_INITIAL = re.compile(r"(?:[a-z]\.?|(?:[a-z]\.){2,3})$")
_LEADING_INITIALS = re.compile(r"^(?:[a-z]\. ?){2,3}(?=[^.]{2,}$)")
_GENERATION = frozenset("jr sr ii iii iv".split())
_DEGREES = frozenset("esq md phd".split())
_NICKNAME = re.compile(r"\s*(?:\"[^\"]*\"|'[^' ]+'(?= )|\([^)]*\))\s*")
_AL = re.compile(r"\b(?:[AaEe]l-|(?:al|el) )(?=[A-Z])")
_ABBREVIATION = re.compile(r"(?:[a-z]\.)+[a-z]?")
_LETTERS_APART = re.compile(r"(?<![\w.])(?:[a-z]\. )+[a-z]\.(?= |$)")
_ARTICLE = re.compile(r"the ")
_WORD = re.compile(r"[^\W_]+")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_BRITISH = re.compile(r"(?<=\w{5})is(ed|er|ers|ing|ation|ations)$")
_FULL = {"st": "saint", "mt": "mount", "ft": "fort"}
_LONG_VOWEL = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}


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
    if mention.type == "place" and plain in lex.states and plain not in lex.capitals:
        return "state", lex.states[plain]
    if plain.endswith(" government") and plain.removesuffix(" government") in lex.country_of:
        return "government", lex.countries[lex.country_of[plain.removesuffix(" government")]].government
    return "name", person_key(plain) if mention.type == "person" else name_key(plain)


@lru_cache(maxsize=16384)
def plain_key(surface: str) -> str:
    """A surface without case, accents, points in abbreviations, article, hyphens, possessive and legal form."""
    text = _ARTICLE.sub("", fold(surface).translate(_PLAIN), count=1).removesuffix("'s").lstrip("#@")
    text = _LETTERS_APART.sub(lambda found: found.group().replace(" ", ""), text)  # "U. S. Coast Guard"
    words = [
        word.replace(".", "") if _ABBREVIATION.fullmatch(word) else word
        for word in text.replace("-", " ").replace(",", " ").split()
    ]
    bare = len(words)
    while bare > 1 and words[bare - 1].replace(".", "").replace("/", "") in _LEGAL:
        bare -= 1
    kept = " ".join(words[: bare - (1 < bare < len(words) and words[bare - 1] in {"&", "and"})])
    return kept.removesuffix(".com") if bare < len(words) else kept  # "Tolvex.com Inc."


@lru_cache(maxsize=16384)
def has_legal_form(surface: str) -> bool:
    """Whether a name ends in the legal form of a firm as it is printed: "Marlow AB", "Marlow Corp."; not "Ada Sa"."""
    words = surface.removesuffix("'s").removesuffix("’s").rstrip(".,").split()
    last = words[-1].replace(".", "").replace("/", "") if len(words) > 1 else ""
    if last.casefold() not in _LEGAL or not last[:1].isupper():
        return last == "plc"
    return len(last) > _SURELY or last.casefold() in _ABBREVIATED or any(letter.isupper() for letter in last[1:])


@lru_cache(maxsize=16384)
def name_key(surface: str) -> str:
    """As `plain_key`, and with one spelling for words that have several: "Centre", "St.", "Kiev"."""
    words, lists = plain_key(surface).split(), entity_words()
    short = lists.openings.get(" ".join(words[:2]))
    if short and len(words) > 2:
        words[:2] = [short]  # "United States Coast Guard"
    last = len(words) - 1
    for n, word in enumerate(words):
        bare = word.rstrip(".")
        if last and bare in _FULL and n < last:
            words[n] = _FULL[bare]
        elif word == "&":
            words[n] = "and"
        else:
            words[n] = lists.spellings.get(bare) or _BRITISH.sub(r"iz\1", word)
    if "of" in words[1:-1] and words[(at := words.index("of")) - 1] in lists.order:
        rest = words[at + 1 :]
        words = [*words[: at - 1], *(rest[1:] if rest[0] == "the" else rest), words[at - 1]]
    return lists.names.get(text := " ".join(words), text)


@lru_cache(maxsize=16384)
def person_key(surface: str) -> str:
    """As `name_key`, and without middle initials, nicknames and "al-"; "Jr." stays, because it tells two people apart.

    "Ada M. Reed" is "ada reed", "J.K. Olin" and "J. K. Olin" are "jk olin", "Ada Reed, Jr." is "ada reed jr".
    """
    plain = " ".join(_NICKNAME.sub(" ", straighten(surface)).split()) or surface
    text = _ARTICLE.sub("", fold(_AL.sub("", plain)).translate(_PLAIN), count=1).removesuffix("'s")
    text = _LEADING_INITIALS.sub(lambda found: re.sub(r"[. ]", "", found.group()) + " ", text.replace(",", " "))
    words = text.replace("-", " ").split()
    tail = [word.rstrip(".") for word in words[2:] if word.rstrip(".") in _GENERATION]
    ends = {*_GENERATION, *_DEGREES}
    while len(words) > 1 and words[-1].replace(".", "") in ends:
        if len(words) == 2 and words[-1].rstrip(".") in _GENERATION:
            tail = [words[-1].rstrip(".")]
        words.pop()
    spelt = entity_words().spellings
    kept = [spelt.get(w, w) for n, w in enumerate(words) if n in {0, len(words) - 1} or not _INITIAL.match(w)]
    return " ".join([*kept, *tail[:1]])


def middle_initials(surface: str) -> str:
    """The initials that `person_key` leaves out: "George H. W. Reed" → "hw"."""
    words = fold(surface).replace(",", " ").split()
    return "".join(w.replace(".", "") for w in words[1:-1] if _INITIAL.match(w))


def without_generation(key: str) -> str:
    """A person's key without "jr": "ada reed jr" → "ada reed"."""
    head, _, last = key.rpartition(" ")
    return head if head and last in _GENERATION else key


def has_given_name(key: str) -> bool:
    """Whether a person's key is more than a surname: "reed", "de blasio", "reed jr" and "bin laden" are not.

    An "al" that `person_key` left is the given name.
    """
    words = without_generation(key).split()[:-1]
    return any(word == "al" or not lexicon().has("people.particles", word) for word in words)


def long_vowels(surface: str) -> dict[str, str]:
    """Words of a surface as written without their marks, with their key: "mueller" and "muller" of "Müller"."""
    found: dict[str, str] = {}
    if not surface.isascii():
        for word in surface.casefold().split():
            long = "".join(_LONG_VOWEL.get(letter, letter) for letter in word)
            if long != word:
                found[plain_key(long)] = plain_key(word)
    return found


def initials(surface: str) -> str:
    """The first letters of all but small words: "Federal Reserve Bank of Perth" → "frbp"; "US Mint" → "usm"."""
    known = entity_words().openings.values()
    return "".join(
        fold(word) if word.isupper() and fold(word) in known else fold(word)[0]
        for word in _WORD.findall(surface)
        if fold(word) not in {"of", "the", "and", "for", "in", "on"}
    )
