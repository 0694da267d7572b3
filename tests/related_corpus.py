"""A database of eight invented claims on eight matters, with their vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from explorer.build.relating import Relating
from explorer.store.writer import write
from explorer.vectors import Encoder
from explorer.vectors.remembering import Remembering
from tests.factories import VERSIONS, large_resolution

NEWS = (
    "The harbour authority closed the northern pier after the storm.",
    "Norvik Motors will dismiss 1,200 workers at its plant in Lund.",
    "Parliament voted to raise the tax on cigarettes next year.",
    "The ferry had not been inspected since the spring, the owner admitted.",
    "Doctors at the county hospital went on strike over their pay.",
    "The central bank left interest rates unchanged in March.",
    "A court in Oslo fined the shipping line for dumping oil.",
    "The football club sold its captain to a rival for 40 million euros.",
)


def written(path: Path, texts: Sequence[str], encoder: Encoder) -> Path:
    """A database of claims with these texts and their vectors, as `encoder` gives them."""
    resolution = large_resolution(len(texts))
    claims = tuple(replace(claim, text=text) for claim, text in zip(resolution.claims, texts, strict=True))
    relating = Relating(encoder, Remembering(encoder, {}), {}, 1, lambda _: None)
    versions = {**VERSIONS, "vectors_version": encoder.name}
    write(replace(resolution, claims=claims), path, versions, extras=[relating.store])
    return path
