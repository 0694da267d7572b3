"""What the words of two statements say against their being one claim, worked out once and taken over by a later run.

Whether the one denies, contrasts or withholds what the other says is read out of the two texts alone, neither out of
the folder nor out of who is named. So the verdict is kept under a digest of the two texts: to find it takes 2 µs, to
work it out 150. The rules by which it was found are no part of the key; for them answers whoever keeps it.

Nothing else about a pair is kept. How alike two statements are, and whether by chance, depends on the weights of words
in the whole folder, and what tells names, places and deeds apart on its entities.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b

from explorer.resolve.polarity import contrasted, opposed
from explorer.resolve.withheld import unlike

SIZE = 16
"""Bytes of a key: far more than chance needs to bring two pairs of a thousand million together."""

CONTRASTED, OPPOSED, WITHHELD = 1, 2, 4
"""The parts of a verdict. Whether something is withheld is only asked of statements that are not opposed."""


class Verdicts:
    """What an earlier run has found, by key, and all that this one has asked for."""

    def __init__(self, known: Mapping[bytes, int] | None = None) -> None:
        self._known = known or {}
        self._digests: dict[str, bytes] = {}
        self.used: dict[bytes, int] = {}
        """Key of two texts → verdict on them."""

    def of(self, a: str, b: str) -> int:
        """The verdict on two texts, in this order."""
        key = blake2b(self._digest(a) + self._digest(b), digest_size=SIZE).digest()
        found = self.used.get(key)
        if found is None:
            found = self._known.get(key)
            found = self.used[key] = worked_out(a, b) if found is None else found
        return found

    def _digest(self, text: str) -> bytes:
        found = self._digests.get(text)
        if found is None:
            found = self._digests[text] = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()
        return found


_RUN: ContextVar[Verdicts | None] = ContextVar("explorer_resolve_verdicts", default=None)


@contextmanager
def remembering(verdicts: Verdicts) -> Iterator[None]:
    """Let what is asked within, in this thread, be looked for in `verdicts` first, and left there."""
    token = _RUN.set(verdicts)
    try:
        yield
    finally:
        _RUN.reset(token)


def verdict(a: str, b: str) -> int:
    """What the words of two statements say against their being one claim: some of the parts above, or 0."""
    run = _RUN.get()
    return worked_out(a, b) if run is None else run.of(a, b)


def worked_out(a: str, b: str) -> int:
    """The same, whatever is remembered."""
    found = CONTRASTED if contrasted(a, b) else 0
    if opposed(a, b):
        return found | OPPOSED
    return found | WITHHELD if unlike(a, b) else found
