"""The bench of search: a database of N claims, every query typed letter by letter, and a table of what it took.

    uv run python -m tests.bench.search --claims 100000

The claims come from a generator of news-like text, or from the articles in --text FOLDER, whose sentences are taken as
they are and recombined until there are enough. They are written by the store as a build writes them, into a temporary
database or the one that --keep names. Queries are made of the words of these claims by seed, or read from --queries
FILE, one JSON object a line: {"query": "nvida h20", "words": ["nvidia", "h20"]}, where `words` are what is meant.

What is printed, with the names of --json:

  p50_ms p95_ms max_ms  one key: Searcher.find of what is typed so far, 100 results wanted, one process, no screen.
                        What was worked out for one query is forgotten before the next.
  cpu_p50_ms …          the same of the processor: what a quiet machine would take
  intent_at_10          of the best ten results, the share that holds every word that was meant, on the mean over the
                        queries that mean certain words which at least one claim holds
  build_s               the build by wall clock: rows, indexes, search index, and the checks that every build ends with
  rows_s, index_s       making rows of finished articles, with digests of all that is cut out of them, and taking the
                        articles apart for the index, while another process writes the rows; the rest of the index,
                        made while that process indexes and checks the rows
  …_cpu_s               the same of the processor, all threads of the building process together; the process in which
                        the rows of a large database are written and checked counts in build_cpu_s alone
  corpus_s              making up sentences, articles of them with ids and days, and who is named where, before that:
                        no part of the build, which gets such things from reading and resolving; what it makes lies in
                        a file, and to read that is part of rows_s
  peak_rss_mb           the most memory that the building process and its workers had, in MB of 2**20 bytes
  bytes_per_claim       the table of claims with its indexes and the search index of the claims, in whole pages
  file_bytes_per_claim  the whole file: the articles' texts, evidence, entities, and the indexes of all lists too
  load_ms               from opening the database to the end of Searcher.load, in a process that has imported numpy and
                        rapidfuzz (import_ms): then claims can be searched; first_ms is the first key after
                        that, and warm_ms what reading all else takes, beside the first keys that are typed
  rss_mb                the searching process at the end, with its libraries and no screen
  recall_at_10          with --recall: of the best ten by the same scores over every claim, without a cap on candidates
                        and without stages, the share that was found; claims of equal score are equally right
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

if __package__ in (None, ""):  # run as a file: its folder would come before ours
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from explorer.errors import ExplorerError
from tests.bench import search_run as run
from tests.bench.search_articles import keep, made
from tests.bench.search_database import every_claim, sample
from tests.bench.search_generate import generate
from tests.bench.search_queries import holders, make_queries, read_queries
from tests.bench.search_text import NoTextError, read_sentences, recombine

SAMPLE = 100_000
"""So many claims, spread evenly, are read to make queries of."""

_HEADLINE = (
    "p50_ms", "p95_ms", "max_ms", "intent_at_10", "build_s", "peak_rss_mb", "bytes_per_claim", "load_ms",
)  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The arguments."""
    made = argparse.ArgumentParser(
        prog="tests.bench.search", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--claims", type=_count, default=100_000, metavar="N", help="claims in the database (100000)")
    made.add_argument("--text", type=Path, metavar="FOLDER", help="articles or files of sentences to make claims of")
    made.add_argument("--queries", type=Path, metavar="FILE", help="queries as JSON lines instead of made ones")
    made.add_argument("--seed", type=int, default=11, help="of the made queries (11)")
    made.add_argument("--corpus-seed", type=int, default=7, help="of the claims (7)")
    made.add_argument("--keep", type=Path, metavar="DB", help="keep the database here; used as it is where it has N")
    made.add_argument("--recall", action="store_true", help="also compare with the scores of every claim (slow)")
    made.add_argument("--json", action="store_true", help="print one JSON object")
    return made


def _count(given: str) -> int:
    number = int(given.replace("_", ""))
    if number < 1:
        raise argparse.ArgumentTypeError("at least one claim is needed")
    return number


def main(argv: Sequence[str] | None = None) -> int:
    """Run it; exit code 2 where the text or the queries cannot be read."""
    args = parser().parse_args(argv)
    try:
        with tempfile.TemporaryDirectory(prefix="explorer-bench-") as scratch:
            result, kinds = _bench(args, Path(scratch))
    except (NoTextError, ExplorerError, run.FailedError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename}: {(error.strerror or 'cannot be read').lower()}")
    if args.json:
        print(json.dumps(result))
    else:
        _print(result, kinds)
    return 0


def _fail(message: str) -> int:
    print(f"search: {message}", file=sys.stderr)
    return 2


def _bench(args: argparse.Namespace, scratch: Path) -> tuple[dict[str, float], dict[str, list[float]]]:
    queries, problems = read_queries(args.queries) if args.queries else ([], [])
    for problem in problems:
        print(f"search: {problem}", file=sys.stderr)
    if args.queries and not queries:
        raise run.FailedError(f"no query to type in {args.queries}")
    database = args.keep or scratch / "claims.db"
    result: dict[str, float] = {"claims": args.claims}
    if run.claims_in(database) == args.claims:
        _note(f"{database} has {args.claims:,} claims and is used as it is")
    else:
        result |= _build(args, scratch, database)
    result |= run.sizes(database)
    if not queries:
        _note("making queries")
        queries = make_queries(sample(database, SAMPLE), args.seed)
    _note(f"typing {len(queries)} queries")
    session = run.typed(database, queries, recall=args.recall)
    held = holders(queries, every_claim(database))
    return result | run.figures(session, queries, held), run.by_kind(session, queries)


def _build(args: argparse.Namespace, scratch: Path, database: Path) -> dict[str, float]:
    _note(f"making {args.claims:,} claims")
    start = time.perf_counter()
    articles = scratch / "articles"
    keep(made(_corpus(args), args.claims), articles)
    corpus = time.perf_counter() - start
    _note("writing the database")
    took = run.build(articles, database)
    articles.unlink()
    return {"corpus_s": corpus, **took}


def _corpus(args: argparse.Namespace) -> Iterator[str]:
    if args.text is None:
        return generate(args.claims, args.corpus_seed)
    return recombine(read_sentences(args.text), args.claims, args.corpus_seed)


def _note(what: str) -> None:
    print(f"search: {what} …", file=sys.stderr, flush=True)


def _print(result: dict[str, float], kinds: dict[str, list[float]]) -> None:
    """The table: first what must be reached, then all else, then keys by kind of query."""
    rest = [name for name in result if name not in _HEADLINE]
    for name in (*_HEADLINE, *rest):
        if name in result:
            print(f"{name:22} {result[name]:14,.3f}".rstrip("0").rstrip("."))
    print(f"\n{'keys of':22} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8}")
    for kind, keys in kinds.items():
        print(f"{kind:22} {run.share(keys, 0.5):8.2f} {run.share(keys, 0.95):8.2f} {max(keys):8.2f}")


if __name__ == "__main__":
    sys.exit(main())
