"""Claims out of the caller's own text: its sentences as they are, and recombined until there are enough.

A recombined claim is a sentence with other names and figures in it, one in the mouth of somebody else, or the beginning
of one with the end of another. What it says is nonsense; its words, their frequencies and their order are those of
real news, and its vocabulary is that of the sentences given, so that a million claims have fewer distinct words than a
million real ones would.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path

from explorer.text.inert import make_inert
from tests.bench.search_generate import LONGEST, SHORTEST

_LARGEST = 64 * 2**20  # bytes of a file that is read
_LETTERS = 0.65  # the least share of letters: tables and lists of results have fewer
_PARAGRAPH = re.compile(r"\n\s*\n|\r")
_SENTENCE = re.compile(r"(?<=[.!?][\"”'’]) +(?=[A-Z\"“])|(?<=[a-z0-9)%][.!?]) +(?=[A-Z\"“])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w&'-]+(?: (?:of |the |de |van )?[A-Z][\w&'-]+){0,3}")
_FIGURE = re.compile(r"(?<![\w,.])\d[\d,.]*\d(?!\w)|(?<![\w,.])\d(?!\w)")
_JOINT = re.compile(r", (?=(?:and|but|which|who|while|as|after|because|although|when|where|with)\b)")
_SAYING = "said announced reported confirmed denied claimed estimated argued warned noted disclosed insisted".split()
_WHEN = (
    "on Monday|on Friday|last week|this month|in March|in a statement|at a briefing|last year|in an interview".split(
        "|"
    )
)
_OTHER_NAME = 0.7  # of the names of a sentence that is recombined
_SUBSTITUTED, _ATTRIBUTED = 0.4, 0.68  # below the first: other names and figures; below the second: said by somebody
_TRIES = 200  # draws in a row that make nothing new


class NoTextError(Exception):
    """One line on a folder that no claims can be made of."""


def read_sentences(folder: Path) -> list[str]:
    """The distinct sentences of all files in `folder` that are as long as claims, in the order of their paths.

    A file is an article, or holds one sentence a line. Raises NoTextError.
    """
    name = make_inert(str(folder))
    if not folder.is_dir():
        raise NoTextError(f"{name} is no folder of text")
    found: dict[str, str] = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size <= _LARGEST):
        text = path.read_bytes().decode("utf-8", "replace")
        if "\0" in text or text.count("\N{REPLACEMENT CHARACTER}") > len(text) // 50:
            continue  # no text
        for sentence in _sentences(text):
            found.setdefault(sentence.lower(), sentence)
    if not found:
        raise NoTextError(f"{name} holds no sentence of {SHORTEST} to {LONGEST} characters; name a folder of articles")
    return list(found.values())


def _sentences(text: str) -> Iterator[str]:
    for paragraph in _PARAGRAPH.split(text):
        lines = paragraph.splitlines()
        # Lines that end like sentences are sentences; a paragraph that is wrapped has few of those.
        ended = sum(line.rstrip().endswith((".", "!", "?", '"', "”")) for line in lines)
        for piece in lines if ended > len(lines) / 2 else [paragraph]:
            for sentence in _SENTENCE.split(" ".join(piece.split())):
                if SHORTEST <= len(sentence) <= LONGEST and sentence[0].isalpha() and _is_prose(sentence):
                    yield sentence


def _is_prose(sentence: str) -> bool:
    return sum(map(str.isalpha, sentence)) >= _LETTERS * len(sentence)


def recombine(sentences: Sequence[str], count: int, seed: int) -> Iterator[str]:
    """`count` distinct claims of these sentences, all of these among them if there is room; the same for the same seed.

    Raises NoTextError where so many cannot be made of so few.
    """
    chance = random.Random(seed)
    real = list(sentences)
    chance.shuffle(real)
    parts = _Parts(real, chance)
    seen = {_fingerprint(sentence) for sentence in real}
    given = 0
    for number in range(count):
        # Real sentences stand evenly among the others, so that any stretch of the list is like the whole.
        if given < len(real) and chance.random() * (count - number) < len(real) - given:
            yield real[given]
            given += 1
        else:
            yield parts.another(seen)


def _fingerprint(text: str) -> int:
    """Tells texts apart in a fraction of the memory that they take, and alike on every machine."""
    return int.from_bytes(blake2b(text.lower().encode("utf-8", "replace"), digest_size=8).digest())


class _Parts:
    """What sentences are made of, and new ones made of it."""

    def __init__(self, real: Sequence[str], chance: random.Random) -> None:
        self._real, self._chance = real, chance
        counted = Counter(name for sentence in real for name in _NAME.findall(sentence))
        ranked = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0])) or [("Reuters", 1)]
        self._names: list[str] = [name for name, _ in ranked]
        self._shares = list(accumulate(count for _, count in ranked))
        self._heads, self._tails = [], []
        for sentence in real:
            pieces = _JOINT.split(sentence, maxsplit=1)
            if len(pieces) == 2 and len(pieces[0]) > 30 and len(pieces[1]) > 25:
                self._heads.append(pieces[0])
                self._tails.append(pieces[1])

    def another(self, seen: set[int]) -> str:
        """A claim that is not in `seen`, which it joins."""
        for _ in range(_TRIES):
            text = self._made()
            key = _fingerprint(text)
            if SHORTEST <= len(text) <= LONGEST and key not in seen:
                seen.add(key)
                return text
        raise NoTextError("so many different claims cannot be made of so few sentences; name a folder with more text")

    def _name(self) -> str:
        """A name; every second one as often as the text has it, the others all alike."""
        if self._chance.random() < 0.5:
            return self._chance.choice(self._names)
        (name,) = self._chance.choices(self._names, cum_weights=self._shares)
        return name

    def _substituted(self, sentence: str) -> str:
        """Other names, and other figures of as many digits."""

        def other(match: re.Match[str]) -> str:
            return self._name() if self._chance.random() < _OTHER_NAME else str(match[0])

        return _FIGURE.sub(self._figure, _NAME.sub(other, sentence))

    def _figure(self, match: re.Match[str]) -> str:
        digits = iter(str(self._chance.randrange(10**17, 10**18)))
        return "".join(next(digits, "7") if char.isdigit() else char for char in str(match[0]))

    def _made(self) -> str:
        draw, choice = self._chance.random(), self._chance.choice
        sentence = self._substituted(choice(self._real))
        if draw < _SUBSTITUTED or not self._heads:
            return sentence if draw < _SUBSTITUTED else self._said(sentence)
        if draw < _ATTRIBUTED:
            return self._said(sentence)
        return f"{self._substituted(choice(self._heads))}, {self._substituted(choice(self._tails))}"

    def _said(self, sentence: str) -> str:
        inner, saying = sentence.rstrip("."), f"{self._chance.choice(_SAYING)} {self._chance.choice(_WHEN)}"
        lowered = inner if inner[:2].isupper() or inner.startswith("I ") else inner[0].lower() + inner[1:]
        frames = (
            f"{self._name()} {saying} that {lowered}.",
            f"{inner}, {self._name()} {saying}.",
            f"According to {self._name()}, {lowered}.",
        )
        return self._chance.choice(frames)
