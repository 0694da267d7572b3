"""Small pieces of the sentences we write ourselves: a count with its noun, a text cut to a length."""

from __future__ import annotations


def plural(count: int, noun: str) -> str:
    """ "1 source", "2 sources", "0 entities", with thousands set apart."""
    many = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{count:,} {noun if count == 1 else many}"


def shortened(text: str, length: int) -> str:
    """`text`, or its beginning with an ellipsis where it is longer than `length` code points."""
    return text if len(text) <= length else text[: length - 1] + "…"
