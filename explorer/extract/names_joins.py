"""Where a run of capitals begins and ends, and over which small words it goes on.

"Bank of England", "Ludwig van Beethoven", "Johnson & Johnson", "Boeing 737 MAX" are one name; "Marlow and Tern",
"China-Russia", "Marlow 26 stores" are not.
"""

from __future__ import annotations

import re

from explorer.extract.names_lexicon import lexicon
from explorer.extract.names_marks import Marks, is_head
from explorer.extract.names_titles import nickname_end
from explorer.extract.names_words import Passage, Word, is_acronym, is_camel, is_model_number

PROPER = frozenset({"NNP", "NNPS"})
"""Tags of the parser for names."""
_PARTICLES = frozenset(
    "upon y le wa ould ap de da di del della der den du van von bin ibn bint al el la ul ur ter dos".split()
)
_PREFIXES = frozenset("Afro Anglo Austro Euro Franco Indo Russo Sino".split())
_COMMITTEES = frozenset({"Committee", "Subcommittee"})
_ORDINAL = re.compile(r"^\d{1,3}(?:st|nd|rd|d|th)$")
_NUMBERED = frozenset({"PRODUCT", "LAW", "EVENT", "WORK_OF_ART", "FAC"})
"""Labels of the model under which a number belongs to the name."""
_VERSION = re.compile(r"^\d{1,4}$|^\d{1,2}\.\d{1,2}$")
_ROMAN = re.compile(r"^(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XI?V|XVI{0,3}|XX?I{0,3})$")
_WHOLE_MONTHS = frozenset("March April May June July".split())
"""Short words of dates that begin names as well: "May 4 Memorial"."""
_CONTESTS = frozenset("Cup Championship Conference Division Series Tour".split())
_JOINING = frozenset("of for and the in on to &".split())
_HEADS = ("organizations.heads", "organizations.legal", "places.heads", "laws.heads")


class Runs:
    """The runs of capitals of one passage that may be names."""

    def __init__(self, passage: Passage) -> None:
        self.passage, self.lex = passage, lexicon()
        self.words, self.texts = passage.words, passage.texts
        self.marks = Marks(passage)

    def allowed(self, i: int) -> bool:
        """Whether word `i` may be part of a name at all."""
        word = self.words[i]
        if self.marks.phrase[i]:
            return True
        if not word.capital or self.marks.title[i] or not any(c.isalpha() for c in word.text):
            return False
        if self.passage.glued(i) and self.texts[i - 1] in {"#", "@"}:
            return False  # a hashtag
        if self.timed(i):
            return False
        if self.lex.has("blocked.dates", word.text.title()) and word.text.isupper() and len(word.text) > 3:
            return False
        if self.lex.has("blocked.dates", word.text):
            return word.label in {"PERSON", "ORG"} and (self.near(i, -1) or self.near(i, 1))
        if self.lex.has("blocked.abbreviations", word.text):
            return word.text == "PAC" and i > 0 and self.words[i - 1].capital and self.texts[i - 1].lower() != "super"
        if len(word.text.rstrip(".")) == 1 or word.text in _PREFIXES:
            return self.completed(i) or self.numbered(i)
        return not (self.lex.has("blocked.openers", word.text) and not word.label and word.token.tag_ not in PROPER)

    def timed(self, i: int) -> bool:
        """Whether the word is a time zone or a month beside a number: "09:56 IST", "GMT+01:00", "Nov 12"."""
        text = self.texts[i]
        before, behind = self.texts[i - 1] if i else "", self.texts[i + 1] if i + 1 < len(self.texts) else ""
        if self.lex.has("blocked.zones", text):
            return before[-1:].isdigit() or before.rstrip(".").upper().endswith(("AM", "PM", "A.M", "P.M"))
        if self.lex.has("blocked.zones", text[:3]) and text[3:4] in {"+", "-"}:
            return True
        return len(text) < 6 and behind.isdigit() and self.lex.has("blocked.dates", text) and text not in _WHOLE_MONTHS

    def completed(self, i: int) -> bool:
        """Whether a single letter or a prefix has the rest of a name beside it: "M-Kopa", "J. Reed", not "D-Wash."."""
        hyphened = self.texts[i + 1 : i + 2] == ["-"] and self.passage.glued(i + 1)
        if hyphened:
            glued = i + 2 < len(self.words) and self.passage.glued(i + 2) and self.words[i + 2].capital
            return glued and self.texts[i + 2] not in self.lex.states and self.texts[i] not in _PREFIXES
        beside = (k for k in (i - 1, i + 1) if 0 <= k < len(self.words))
        return self.texts[i] in _PREFIXES or any(self.words[k].capital and len(self.texts[k]) > 1 for k in beside)

    def near(self, i: int, step: int) -> bool:
        """Whether the neighbour is capitalised and of the same entity in the model's eyes."""
        k = i + step
        return 0 <= k < len(self.words) and self.words[k].capital and self.words[k].label == self.words[i].label

    def opens(self, i: int) -> bool:
        """Whether a name may begin at word `i`."""
        word = self.words[i]
        if not self.allowed(i):
            return False
        if not word.first or self.numbered(i):
            return True
        if self.lex.has("blocked.openers", word.text):
            return word.token.tag_ in PROPER and word.token.ent_iob_ == "B" and self.near(i, 1)
        if self.shaped(word) or self.listed(word.text) or self.backs(i):
            return True
        if i + 1 < len(self.words) and not word.label and self.words[i + 1].token.ent_iob_ == "B":
            opening = any(self.lex.has(group, word.text) for group in ("events.starts", "places.starts"))
            person = self.words[i + 1].label == "PERSON" and self.words[i + 1].capital
            return opening or (not person and word.token.tag_ in PROPER)  # "Broker | Ada", "Closing | Gitmo"
        return word.token.tag_ in PROPER or self.unheard(word)

    def numbered(self, i: int) -> bool:
        """Whether a number makes a name of the word: "Section 230", "S. 2155", "Title IX"."""
        behind = self.texts[i + 1] if i + 1 < len(self.texts) else ""
        return (behind.isdigit() or bool(_ROMAN.match(behind))) and self.lex.numbered(self.texts[i]) is not None

    def unheard(self, word: Word) -> bool:
        """Whether the model has never met the word, as it has met every common word of English: "Infosys"."""
        return word.token.is_oov and word.text.isalpha() and len(word.text) > 3

    def backs(self, i: int) -> bool:
        """Whether the word leads a compound as only a name does: "Tencent-backed"."""
        behind = self.texts[i + 1 : i + 3]
        return len(behind) == 2 and behind[0] == "-" and self.lex.has("organizations.participles", behind[1])

    def shaped(self, word: Word) -> bool:
        """Whether the writing alone makes a name of it."""
        return is_camel(word.text) or is_model_number(word.text) or is_acronym(word.text)

    def listed(self, text: str) -> bool:
        """Whether a list holds the word."""
        lex = self.lex
        return text in lex.country_of or text in lex.places or text in lex.known or lex.has("people.given", text)

    def begin(self, at: int) -> int:
        """Where the name really begins: "The" inside a sentence, "al-", a particle, a leading number."""
        if not at:
            return at
        before, glued = self.texts[at - 1], self.passage.glued(at)
        if before == "The" and not self.words[at - 1].first and not self.passage.titled:
            return at - 1
        if at > 1 and before == "-" and glued and self.texts[at - 2].lower() in {"al", "el"}:
            return at - 2
        if before.isdigit() and self.lex.has("products.suffixes", self.texts[at]):
            return at - 1  # "737 MAX"
        if before in _PARTICLES and self.words[at - 1].label == "PERSON":
            return at - 1  # "bin Laden" alone
        if _ORDINAL.match(before) and self.lex.has("organizations.numbered", self.last_of_run(at)):
            return at - 1  # "101st Airborne Division", "9th Circuit"
        return at

    def after(self, i: int) -> int:
        """The end of word `i`, or of the known phrase that it belongs to."""
        phrase = self.marks.phrase[i]
        return phrase[1] if phrase else i + 1

    def extend(self, at: int) -> int:
        """The end of the run of capitals that begins at `at`, over the small words that join names."""
        end = self.after(at)
        while end < len(self.words):
            if self.complete(at, end) or self.unnamed(end):
                break
            step = self.after(end) if self.allowed(end) and not self.words[end].first else self.join(at, end)
            if step is None:
                break
            end = step
        return self.with_number(at, end)

    def complete(self, at: int, end: int) -> bool:
        """Whether a known name ends here and a country follows: "World War II | Hungary"."""
        phrase = self.marks.phrase[at]
        return phrase is not None and phrase[:2] == (at, end) and self.texts[end] in self.lex.countries

    def unnamed(self, end: int) -> bool:
        """Whether words begin here that name nothing: "Reed | Super PAC"."""
        phrase = self.marks.phrase[end]
        return phrase is not None and not phrase[2]

    def join(self, at: int, end: int) -> int | None:
        """The end after a small word, mark or hyphen at `end` and what it joins; None where the name ends."""
        if end + 1 >= len(self.words):
            return None
        text = self.texts[end]
        if text in {'"', "(", "'"} and (nick := nickname_end(self.passage, end)):
            return nick
        if text == "-" and self.passage.glued(end) and self.passage.glued(end + 1):
            return self.over_hyphen(end)
        if text in {",", "and"} and (listed := self.over_comma(end)):
            return listed
        if text in _JOINING or text in {"'s", "'"}:
            return self.over_small_words(at, end)
        if text in {"v.", "v"} and self.allowed(end + 1):
            return self.extend(end + 1)  # "Roe v. Wade"
        if text in _PARTICLES:
            return self.over_particles(end)
        initial = text == "." and self.passage.glued(end) and len(self.texts[end - 1]) == 1
        if initial and self.allowed(end + 1):
            return end + 1
        return end + 2 if _ORDINAL.match(text) and self.allowed(end + 1) else None  # "West 23rd Street"

    def over_comma(self, end: int) -> int | None:
        """The end behind a comma, or an "and", inside a name: an act's list, "Tolvex, Inc.", "Cal Reed, Jr."."""
        behind = self.texts[end + 1]
        if self.inside_act(end):
            return end + 1 + (behind == "and")
        if self.texts[end] != ",":
            return None
        if (behind.endswith(".") or behind.isupper()) and self.lex.has("organizations.legal", behind):
            return end + 2
        suffixed = self.lex.has("people.suffixes", behind) and self.words[end - 1].label == "PERSON"
        return end + 2 if suffixed else None

    def inside_act(self, end: int) -> bool:
        """Whether a list that an "Act" closes goes on here: "Aid, Relief, and Economic Security Act"."""
        listed = self.texts[end] == ","
        for k in range(end + 1, min(end + 12, len(self.words))):
            text = self.texts[k]
            if text == "Act":
                return listed
            listed = listed or text == ","
            if not (self.words[k].capital or text in {",", "and"}):
                return False
        return False

    def over_particles(self, end: int) -> int | None:
        """Join "Ludwig van Beethoven", "Joost van der Berg", "Bashar al-Assad"."""
        while end < len(self.texts) and self.texts[end] in _PARTICLES:
            end += 1
        if end + 1 < len(self.texts) and self.texts[end] == "-" and self.passage.glued(end + 1):
            end += 1
        return end + 1 if end < len(self.texts) and self.allowed(end) else None

    def over_hyphen(self, end: int) -> int | None:
        """Join "Jean-Claude", "Chun-yeh", "IRIS-T", "AFL-CIO"; part "China-Russia"."""
        left, right = self.texts[end - 1], self.texts[end + 1]
        word = self.words[end + 1]
        if right.islower():
            return end + 2 if word.label == "PERSON" and word.token.ent_iob_ == "I" else None
        if (len(left) == 1 or len(right) == 1) and word.capital and right not in self.lex.states:
            return end + 2
        if is_acronym(left) and is_acronym(right) and left not in self.lex.country_of:
            return end + 2
        if not self.allowed(end + 1):
            return None
        if is_head(right) and right not in self.lex.places:
            return end + 2  # "Austin American-Statesman"
        if left in self.lex.country_of or left in self.lex.places:
            return None
        return None if right in self.lex.country_of else end + 2

    def over_small_words(self, at: int, end: int) -> int | None:
        """Join over "of", "and", "for", "&", "'s" where both sides are one name."""
        text, left, nxt = self.texts[end], self.texts[end - 1], end + 1
        if self.texts[nxt] == "the" and text in {"of", "for", "in", "&"}:
            nxt += 1
        if nxt >= len(self.words) or not self.allowed(nxt):
            return None
        entity = self.same_entity(end - 1, nxt)
        if text == "&":  # a brand of one word is complete: "TensorFlow & Marlow Labs" are two, as two people are
            people = self.lex.has("people.given", self.texts[at]) and self.lex.has("people.given", self.texts[nxt])
            joined = not (is_camel(left) and len(left) > 6) and not (people and end - at > 1)
        elif text in _JOINING and self.texts[nxt - 1] != "the" and self.ends_in_act(left, nxt):
            joined = True
        elif text == "of":
            joined = self.over_of(at, end, nxt, entity)
        elif text in {"'s", "'"}:
            person = self.words[end - 1].label == "PERSON" or (
                end - at > 1 and self.lex.has("people.given", self.texts[at])
            )
            own = not self.listed(left) and not person
            joined = entity and own and self.ends_with_head(nxt)
            joined = joined or (self.texts[at] in {"St.", "Saint"} and self.ends_with_head(nxt))  # "St. Peter's Square"
            joined = joined or (left.endswith("s") and self.texts[nxt] == "War")  # "Seven Years' War"
        elif text == "and":
            committee = self.texts[at] in {"House", "Senate"} and self.last_of_run(nxt) in _COMMITTEES
            longer = any(word in _JOINING for word in self.texts[at:end])
            committee = committee or self.lists_fields(at, end, nxt)
            joined = committee or (entity and (longer or self.ends_with_head(nxt)) and not self.listed(left))
        else:
            joined = self.over_preposition(at, end, nxt, entity)
        return nxt + 1 if joined else None

    def over_of(self, at: int, end: int, nxt: int, entity: bool) -> bool:
        """Whether "of" joins: "Bank of", "Ministry of", or what the model takes for one name without a place."""
        left, right = self.texts[end - 1], self.texts[nxt]
        if self.lex.has("organizations.of_heads", left) and end - at <= 6:
            return True
        if self.lex.has("events.of_heads", left) or self.lex.has("places.of_heads", left):
            return True  # "Battle of Antietam", "Gulf of Aden"
        body = is_head(left) and self.words[end - 1].label == "ORG" and not self.lex.has("organizations.legal", left)
        located = left in self.lex.country_of or right in self.lex.country_of or bool(self.marks.phrase[nxt])
        located = located or (right in self.lex.places and not self.lex.has("places.heads", left))
        return body or (entity and not located and self.texts[nxt - 1] != "the")

    def lists_fields(self, at: int, end: int, nxt: int) -> bool:
        """Whether "and" goes on in "Department of Physics and Astronomy", and does not open another name."""
        word = self.words[nxt]
        opened = self.lex.has("organizations.listing_heads", self.texts[at]) or (
            end - at > 3 and self.lex.has("organizations.listing_heads", self.texts[at + 1])
        )
        plain = not self.listed(word.text) and not self.listed(self.texts[end - 1]) and not word.token.is_oov
        own = word.token.ent_iob_ == "B" and not self.lex.has("blocked.fields", word.text)
        own = own or self.lex.has("organizations.of_heads", word.text)
        return opened and "of" in self.texts[at:end] and plain and not own

    def over_preposition(self, at: int, end: int, nxt: int, entity: bool) -> bool:
        """Whether "for", "on", "in", "to" join: "Center for Policy", "Treaty on Open Skies"."""
        text, left = self.texts[end], self.texts[end - 1]
        if text == "on" and self.lex.has("laws.heads", left):
            return True
        if text == "for" and left in _CONTESTS and end - at > 1:
            return False  # "plays in the Super Cup for Tolvex"
        if text == "in" and (is_head(left) or self.lex.has("places.heads", left)):
            return False  # "Nidaros Cathedral in Trondheim"
        if text in {"for", "on"} and self.lex.has("organizations.of_heads", left):
            return not self.listed(self.texts[nxt]) and not self.marks.phrase[nxt]
        return entity and any(
            is_head(word) or self.lex.has("organizations.of_heads", word) for word in self.texts[at:end]
        )

    def same_entity(self, i: int, k: int) -> bool:
        """Whether the model puts words `i` and `k` into one name."""
        return all(w.label and w.token.ent_iob_ == "I" for w in self.words[i + 1 : k + 1]) and bool(self.words[i].label)

    def ends_with_head(self, i: int) -> bool:
        """Whether the run of capitals from `i` ends in the head of a body's or place's name."""
        last = self.last_of_run(i)
        return any(self.lex.has(group, last) for group in _HEADS)

    def ends_in_act(self, left: str, nxt: int) -> bool:
        """Whether an act's name goes on: "Family and | Medical Leave Act", but not behind a country."""
        return not self.listed(left) and self.last_of_run(nxt) == "Act"

    def last_of_run(self, i: int) -> str:
        """The last of the capitalised words from `i` on."""
        while i + 1 < len(self.words) and self.words[i + 1].capital:
            i += 1
        return self.texts[i]

    def numeral(self, at: int, end: int) -> bool:
        """Whether a numeral completes the name: "Formula One", "Carlos I"."""
        text, left = self.texts[end], self.texts[end - 1]
        if text in self.lex.numerals or (_ROMAN.match(text) and self.lex.numbered(left)):
            return self.lex.numbered(left) is not None
        if not _ROMAN.match(text) or not self.lex.has("people.given", left):
            return False
        crowned = at > 0 and self.marks.title[at - 1]
        behind = self.words[end + 1].token.tag_ if end + 1 < len(self.words) else ""
        return text != "I" or crowned or behind not in {"VBP", "VBD", "MD", "RB"}

    def with_number(self, at: int, end: int) -> int:
        """Take in the number of a model ("Qwen 3", "Boeing 737 MAX") but not a count ("Marlow 26 stores")."""
        if end < len(self.words) and self.numeral(at, end):
            return end + 1
        if end >= len(self.words) or not _VERSION.match(self.texts[end]):
            return end
        if self.passage.glued(end) or self.texts[end - 1] in self.lex.places:
            return end
        behind = self.texts[end + 1] if end + 1 < len(self.texts) else ""
        if self.lex.numbered(self.texts[end - 1]) and behind != "%":
            return end + 1  # "Interstate 95", "Section 230"
        if self.lex.has("products.suffixes", behind):
            return end + 2
        year = len(self.texts[end]) == 4 and self.texts[end][:2] in {"19", "20"}
        owned = any(text in {"'s", "'", "its", "their"} for text in self.texts[max(0, at - 3) : at])
        if owned and not year and behind and self.words[end + 1].capital and self.allowed(end + 1):
            return end + 2  # "Qualcomm's Snapdragon 8 Elite"
        inside = self.words[end].token.ent_type_ in _NUMBERED and self.words[end].token.ent_iob_ == "I"
        product = inside or self.lex.has("products.nouns", behind)
        counts = bool(behind) and (behind in {"-", "%"} or self.words[end + 1].token.tag_ in {"NN", "NNS", "CD", "JJ"})
        branded = owned or is_camel(self.texts[end - 1])
        return end + 1 if product or (branded and not counts and not year) else end
