"""Labels of the parser that many rules ask for."""

from __future__ import annotations

FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
"""Tags of verbs that can carry a clause."""

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
"""Parts of speech that name somebody or something."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
"""Relations of a subject."""

NOMINAL_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
"""Relations of a subject that is neither a clause nor an expletive."""
