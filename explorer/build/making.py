"""From readings to a filled database: resolve all together, write all rows, keep what saves the next build work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from explorer import extract
from explorer import ingest as ingestion
from explorer.build.relating import Relating, too_many
from explorer.build.report import Progress, Show
from explorer.collecting import uncollected
from explorer.models import Reading, Resolution
from explorer.resolve import RULES_VERSION, Recall, resolve
from explorer.resolve.progress import telling
from explorer.search.indexing import Indexing
from explorer.store.kept import Hands, Kept, Left, store_kept
from explorer.store.seal import copy_sealed, prepare_seal, seal
from explorer.store.writer import Extra, fill
from explorer.vectors import Encoder
from explorer.vectors.remembering import Remembering


@dataclass(frozen=True, slots=True)
class Making:
    """By whom a database is made, with what an earlier build left, and who is told how far it is."""

    hands: Hands
    kept: Kept
    """Its `rows` and `notes` are those of the readings that were taken over."""
    encoder: Encoder | None
    related: bool
    """Whether claims are given vectors however many they are."""
    workers: int | None
    show: Show
    name: str
    """What error messages call the database."""


def make(readings: Sequence[Reading], stage: Path, before: Path | None, making: Making) -> int | None:
    """Write the database of these readings into the empty file `stage`; raises BuildError.

    Where the database at `before` is made of just this, it is that. Gives how many claims had to be told anew, because
    something that they are made of has changed, and None where all is as it was.
    """
    made = _made_of(readings, making)
    if before is not None and copy_sealed(before, stage, made):
        return None
    told_anew = _fill_from(readings, stage, made, making)
    seal(stage)
    return told_anew


def _made_of(readings: Sequence[Reading], making: Making) -> str:
    """A digest over all that decides on the bytes of a database."""
    hands = making.hands
    digest = sha256(f"{hands.rules} {hands.readings} {hands.vectors} {making.related}\n".encode())
    for reading in readings:
        source = reading.source
        digest.update(f"{source.id} {source.sha256} {source.path}\n".encode())
    return digest.hexdigest()


def _fill_from(readings: Sequence[Reading], stage: Path, made: str, making: Making) -> int:
    """Fill `stage`, and give how many claims had to be told anew.

    All rows are written anew whatever has changed. They are numbered in the order of the lists, in which one more claim
    moves most; and what is written elsewhere and then takes the place of the old file whole can neither be left half
    done by a crash nor depend on what stood there before.
    """
    encoder, show = making.encoder, making.show
    remembering = Remembering(encoder, making.kept.vectors) if encoder is not None else None
    with uncollected():
        recall = Recall(making.kept.told, making.kept.pairs, making.kept.notes)
        resolution = _resolve(readings, remembering, recall, show)
        used = remembering.used if remembering is not None else {}
        show(Progress("store", 0, 1))
        indexing = Indexing()
        extras: list[Extra] = [indexing.write]
        wanted = making.related or not too_many(len(resolution.claims))
        if encoder is not None and remembering is not None and wanted:
            extras.append(Relating(encoder, remembering, making.kept.claims, making.workers, show).store)
        left = Left(readings, making.kept.rows, used, recall.keys, recall.verdicts.used, recall.notes.used)
        extras.append(lambda connection: store_kept(connection, making.hands, left))
        extras.append(lambda connection: prepare_seal(connection, made))
        fill(stage, resolution, _versions(encoder), extras=extras, reading=indexing, name=making.name)
        return len(resolution.claims) - recall.taken


def _versions(encoder: Encoder | None) -> dict[str, str]:
    rules = f"ingest {ingestion.RULES_VERSION}, extract {extract.RULES_VERSION}, resolve {RULES_VERSION}"
    return {
        "model_version": extract.MODEL_VERSION,
        "rules_version": rules,
        "vectors_version": encoder.name if encoder is not None else "none: statements are compared by words alone",
    }


def _resolve(readings: Sequence[Reading], encoder: Encoder | None, recall: Recall, show: Show) -> Resolution:
    statements = 1

    def tell(done: int, total: int) -> None:
        nonlocal statements
        statements = max(total, 1)
        if done < statements:  # the last step is that of the claims, which are made of all pairs together
            show(Progress("resolve", done, statements))

    show(Progress("resolve", 0, 1))
    with telling(tell):
        resolution = resolve(readings, encoder, recall)
    show(Progress("resolve", statements, statements))
    return resolution
