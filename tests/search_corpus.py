"""Databases to search in: a handful of telling claims, alone or among two thousand invented ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from explorer.search import index
from explorer.store.writer import write
from tests.factories import VERSIONS, large_resolution

CLAIMS = (
    "Alibaba's Hanguang 800 matches Nvidia's H20 in internal tests.",
    "T-Head, the chip unit of Alibaba, supplies China Unicom.",
    "Huawei sells its Ascend 910C to Chinese firms.",
    "Beijing discouraged purchases of Nvidia's H20 accelerators.",
    "The U.S. approved exports of the H20 to China.",
    "The São Paulo café reopened after “three years”…",
    "Capital spending fell 63.7% in the June quarter.",
    "Cambricon raised its revenue forecast for the year.",
    "Semiconductor Manufacturing International Corporation expands in Shanghai.",
)

_WHO = "Harbor Council,Westfield Water,Northern Rail,Mayor Ilse Brandt,Judge Okafor,Lakeside Hospital".split(",")
_WHAT = "approved,delayed,criticised,sold,reviewed,postponed,audited".split(",")
_WHICH = "a bridge,its budget,the library,a tram line,the old mill,a flood barrier,the school,its archive".split(",")
_WHEN = "in spring,last winter,after a vote,without debate,on Monday,this year".split(",")
NOISE = tuple(f"{who} {what} {which} {when}." for who, what, which, when in product(_WHO, _WHAT, _WHICH, _WHEN))


@dataclass
class Corpus:
    """A database on disk and the claims in it, by row: `texts[0]` is row 1."""

    path: Path
    texts: Sequence[str]


def corpus(folder: Path, texts: Sequence[str], *, indexed: bool = True) -> Corpus:
    """A database of claims with these texts, one source and one entity of its own for each hundred and each ten."""
    path = folder / "data.db"
    resolution = large_resolution(len(texts))
    claims = tuple(replace(claim, text=text) for claim, text in zip(resolution.claims, texts, strict=True))
    write(replace(resolution, claims=claims), path, VERSIONS, extras=[index] if indexed else [])
    connection = sqlite3.connect(path)
    try:
        listed = [text for (text,) in connection.execute("select text from claims order by row")]
    finally:
        connection.close()
    return Corpus(path, listed)
