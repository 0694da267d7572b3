"""What a text calls somebody beside the name: "Sheriff", ", mayor of Elvik,", "named X as its chief executive"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from explorer.extract.cues import lexicon
from explorer.extract.names_lexicon import lexicon as names
from explorer.extract.people import Gender, people
from explorer.extract.syntax import child
from explorer.extract.tree import Doc, Token

_LONGEST = 12
"""Words of a description before or behind a name."""
_TITLE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "VBG", "VBN"})
_ENDS = frozenset({",", ";", ":", ".", "(", ")", "—", "–", '"'})
_BE = frozenset({"be", "become", "serve", "remain"})

_HOLDING = frozenset({"serve", "work", "replace", "succeed", "resign", "act"})


@dataclass(slots=True)
class Description:
    """Roles by their one word (`People.role`), further words in lower case, and the gender they tell."""

    roles: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    gender: Gender = ""

    def take(self, words: Iterable[Token]) -> None:
        """Add the words of one description."""
        for word in words:
            lower = word.lower_
            lemma = word.lemma_.lower() if word.pos_ == "NOUN" else lower
            if is_role(lemma):
                self.roles.add(people().role(lemma))
                self.roles.add(people().role(lower))
            self.gender = self.gender or people().titles.get(lower, "") or people().nouns.get(lemma, "")
            if word.is_alpha:
                self.words.add(lower)


def is_role(word: str) -> bool:
    """Whether a noun (in lower case) says what somebody or some body is."""
    lists = people()
    body = word in lists.company or word in lists.loose or word in lists.named or word.endswith("maker")
    listed = names().has("people.roles", word) or names().has("people.titles", word.title())
    return body or listed or word in lists.same or lexicon().is_person(word)


def roles_of(root: Token, start: int, end: int) -> Description:
    """What stands around one mention; `root` is its head word, the offsets are those of the parse."""
    doc, found = root.doc, Description()
    first, last = _first(root, start), _last(root, end)
    found.take(_before(doc, first))
    found.take(_behind(doc, last))
    found.roles.update(word.lemma_.lower() for word in _appositions(root) if word.i > last)
    if root.dep_ == "appos" and root.head.pos_ in {"NOUN", "PROPN"}:
        found.take(word for word in root.head.subtree if word.i <= root.head.i)
    for word in _told(root):
        found.take(
            other
            for other in word.subtree
            if abs(other.i - word.i) < _LONGEST and other.i not in range(first, last + 1)
        )
    return found


def _appositions(root: Token) -> list[Token]:
    """Heads of descriptions whatever their noun ("Ann Reyl, the first mate"): who has one is not called otherwise."""
    described = [word for word in root.children if word.dep_ == "appos"]
    if root.dep_ == "nsubj" and root.head.lemma_ in _BE:
        described += [word for word in root.head.children if word.dep_ == "attr"]
    return [word for word in described if word.tag_ == "NN"]


def _first(root: Token, start: int) -> int:
    i = root.i
    while i > 0 and root.doc[i - 1].idx >= start:
        i -= 1
    return i


def _last(root: Token, end: int) -> int:
    i = root.i
    while i + 1 < len(root.doc) and root.doc[i + 1].idx < end:
        i += 1
    return i


def _before(doc: Doc, first: int) -> list[Token]:
    """`County prosecutor` Greg Nolan: the nouns right in front of a name."""
    out: list[Token] = []
    for i in range(first - 1, max(first - 6, -1), -1):
        word = doc[i]
        if word.tag_ not in _TITLE_TAGS or word.is_punct:
            break
        out.append(word)
    return out


def _behind(doc: Doc, last: int) -> list[Token]:
    """`, the chief of police,`: the description between commas behind a name, if a role stands in it."""
    at = last + 1
    if at + 1 >= len(doc) or doc[at].text not in {",", "of", "("}:
        return []
    out: list[Token] = []
    for word in doc[at + 1 : at + 1 + _LONGEST]:
        if word.text in _ENDS:
            break
        if word.tag_ in {"VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WP$"}:
            return [] if doc[at].text != "of" else out
        out.append(word)
    if doc[at].text == "of":
        return out[:3]
    role = next((n for n, w in enumerate(out) if w.pos_ in {"NOUN", "PROPN"} and is_role(w.lower_)), None)
    relation = next((n for n, w in enumerate(out) if w.lower_ in {"for", "to", "with"}), len(out))
    return out[: max(relation, role + 1)] if role is not None else []


def _told(root: Token) -> list[Token]:
    """Nouns that a verb puts on the name: "X is the mayor", "who was governor", "named X as its head"."""
    out: list[Token] = []
    verb = root.head
    if root.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_ in _BE:
        out += [word for word in verb.children if word.dep_ == "attr"]
    if root.dep_ == "attr" and verb.lemma_ == "be" and (subject := child(verb, "nsubj")) is not None:
        out.append(subject)
    for word in verb.children if root.dep_ in {"dobj", "nsubjpass", "nsubj"} else ():
        office = child(word, "pobj") if word.dep_ == "prep" and word.lower_ == "as" else None
        if office is not None and (root.dep_ != "nsubj" or verb.lemma_ in _HOLDING):
            out.append(office)
    for clause in root.children:
        if clause.dep_ == "relcl" and clause.lemma_ in _BE:
            out += [word for word in clause.children if word.dep_ == "attr"]
    return [word for word in out if word.pos_ in {"NOUN", "PROPN"}]
