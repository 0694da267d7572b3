"""README's table of accuracy: made from the shipped set, and how far a page may lag behind it."""

from __future__ import annotations

import re

from explorer.measure.accuracy import Accuracy, measure
from explorer.measure.items import load_items

ROWS = {
    "all statements": "who says what: all statements",
    "direct_quote": "direct quotations",
    "mixed_quote": "mixed quotations",
    "indirect_quote": "indirect speech and thought",
    "stance": "stance: for, against, demands",
    "evidence": "evidence: what studies and polls show",
    "intent": "intent: what people mean to do",
    "no speaker named": "“reportedly”, “is expected to”: no speaker named",
    "speaker's words": "the speaker, where the statement is found",
    "of it, by pronoun, surname or noun": "who a pronoun, surname or “the company” is",
    "name: person": "names of persons",
    "name: organization": "names of organizations",
    "name: place": "names of places",
    "quantities": "quantities",
    "dates": "dates",
}
"""Rows of `explorer about --accuracy`, and what the page calls them."""

LAG = 2
"""Points by which a printed figure may differ: the parser's floats differ a little between kinds of processors."""

_FIGURE = re.compile(r"\d+")


def accuracy_table(result: Accuracy | None = None) -> str:
    """The table in Markdown, figures in whole per cent."""
    result = result or measure(load_items())
    lines = ["| What | Cases | Precision | Recall |", "|---|---:|---:|---:|"]
    for row, label in ROWS.items():
        score = result.rows[row]
        precision, recall = (f"{value or 0:.0f} %" for value in (score.precision, score.recall))
        lines.append(f"| {label} | {score.gold} | {precision} | {recall} |")
    silent = result.rows["hard negatives kept silent"]
    lines.append(
        f"| sentences that only look like a statement, kept silent | {silent.gold} | | {silent.recall:.0f} % |"
    )
    return "\n".join(lines)


def is_close(printed: str, measured: str) -> bool:
    """Whether two tables say the same in the same words, with no figure further apart than `LAG`."""
    if _FIGURE.sub("#", printed) != _FIGURE.sub("#", measured):
        return False
    pairs = zip(_FIGURE.findall(printed), _FIGURE.findall(measured), strict=True)
    return all(abs(int(old) - int(new)) <= LAG for old, new in pairs)
