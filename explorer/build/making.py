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
from explorer.store.seal import prepare_seal
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


def made_of(readings: Sequence[Reading], hands: Hands, *, related: bool) -> str:
    """A digest over all that decides on the bytes of a database."""
    digest = sha256(f"{hands.rules} {hands.readings} {hands.vectors} {related}\n".encode())
    for reading in readings:
        source = reading.source
        digest.update(f"{source.id} {source.sha256} {source.path}\n".encode())
    return digest.hexdigest()


def fill_from(readings: Sequence[Reading], stage: Path, made: str, making: Making) -> int:
    """Write the database of these readings into the empty file `stage`; `made` is their `made_of`. Raises BuildError.

    Gives how many claims had to be told anew, because something that they are made of has changed. All rows are written
    anew whatever has changed, for they are numbered in the order of the lists, in which one more claim moves most.
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
