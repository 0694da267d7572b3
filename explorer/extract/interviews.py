"""Who answers in an interview of questions and answers: `Q: ...`, `A: ...`.

The answers are somebody's words only where the text before the first question introduces one person; the questions are
the publication's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.models import Mention

QUESTION, ANSWER = frozenset({"q", "question"}), frozenset({"a", "answer"})
"""Labels of an interview, in lower case: whoever asks, and whoever answers."""

_WITH = re.compile(
    r"(?:\b(?:interview|conversation|chat|q ?& ?a|questions?) (?:with|for|to)|\binterview(?:s|ed)"
    r"|\b(?:talk|speak|spoke|sat|sit)(?:s|ed)? (?:down )?(?:to|with))\s+(?:[\w'’-]+,? ){0,4}$",
    re.IGNORECASE,
)
"""Words right before the name of who is interviewed, an office in between."""
_REACH = 80
"""Code points before a name in which these words are sought."""


class Interview:
    """Collects who is named before the first question; then tells whose the answers are."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._named: list[Mention] = []
        self._asked = False

    def introduce(self, people: Sequence[Mention], label: str | None) -> None:
        """Take in the persons named in the next paragraph; `label` is that of its turn, if it is one."""
        self._asked = self._asked or (label is not None and label.casefold() in QUESTION | ANSWER)
        if not self._asked:
            self._named += [one for one in people if not self._signs(one)]

    def guest(self, label: str) -> Mention | None:
        """The one person to whom the label of answers belongs; None where two may be meant, or for another label."""
        if label.casefold() not in ANSWER or not self._asked:
            return None
        told = [one for one in self._named if _WITH.search(self._text, max(one.start - _REACH, 0), one.start)]
        whole = [one for one in told or self._named if " " in one.text]
        surnames = {one.text.rsplit(" ", 1)[-1] for one in told or self._named}
        return (whole or told or self._named)[0] if len(surnames) == 1 else None

    def _signs(self, person: Mention) -> bool:
        """Whether a name only signs the article."""
        return self._text[max(person.start - 3, 0) : person.start].casefold() == "by "
