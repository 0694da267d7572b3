"""A `Source` becomes a `Reading`: the names in it and the statements it makes, with who makes them.

`Reader` loads spaCy on first use only, so that importing this package stays cheap.
"""

from __future__ import annotations

from explorer.models import Reading, Source

MODEL_VERSION = "en_core_web_md 3.8.0"
"""The parse every offset and label depends on; recorded in the database."""
RULES_VERSION = "6"
"""Raised whenever a rule or a word list changes what is read from the same text."""


class Reader:
    """Reads sources one at a time; the same source always gives the same reading."""

    def read(self, source: Source) -> Reading:
        """Mentions and statements of one source. The first call of a process loads the model (2–3 s)."""
        from explorer.extract.reading import read

        return read(source)
