"""Which language a text is in, by its script and a vote of stop words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from explorer.ingest.cues import data

UNDETERMINED = "und"
"""The ISO 639 code for a language that could not be told."""
_SAMPLE = 20_000  # characters; the vote is stable long before
_MIN_SHARE = 0.12
"""English news prose has about 40 % stop words of our list's kind; half a dozen words by chance have 12 %."""
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_SCRIPT_SHARE = 0.2
_OTHER_SCRIPT = re.compile("|".join(script.pattern for _, script in _SCRIPTS))
_NAMES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_WORD = re.compile(r"(?<![\w'’])[^\W\d_]+")
"""What follows an apostrophe is no word: "don't" and "she's" are not made of Czech letters."""


@cache
def _languages() -> dict[str, list[str]]:
    """The languages that have each stop word; the words of a text are fewer than those of the lists."""
    found: dict[str, list[str]] = {}
    for code, words in data("languages").items():
        for word in dict.fromkeys(words.split()):
            found.setdefault(word, []).append(code)
    return found


def guess_language(text: str) -> str:
    """The ISO 639-1 code of the language, or "und" when neither script nor words tell."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample)) if _OTHER_SCRIPT.search(sample) else 0
    for code, script in _SCRIPTS if letters else ():
        if len(script.findall(sample)) > letters * _SCRIPT_SHARE:
            return "uk" if code == "ru" and re.search("[іїєґ]", sample) else code
    words = Counter(map(str.lower, _WORD.findall(sample)))
    total, votes = words.total(), dict.fromkeys(data("languages"), 0)
    for word, count in words.items():
        for code in _languages().get(word, ()):
            votes[code] += count
    best = max(votes, key=lambda code: (votes[code], code == "en"), default=UNDETERMINED)
    return best if total and votes[best] >= total * _MIN_SHARE else UNDETERMINED


def language_name(code: str) -> str:
    """What English calls the language of an ISO 639-1 code; the code itself for one that `guess_language` never gives.

    A language written in another script that it shares (Bulgarian, Persian) goes by the script's largest one.
    """
    return _NAMES.get(code, code)
