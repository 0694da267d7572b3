"""The bench of search on a few claims: what it prints, what a seed fixes, and what it says of bad input."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.store.reader import Database
from explorer.store.verify import verify
from tests.bench import search, search_database, search_queries
from tests.bench.search_articles import ARTICLE as CLAIMS_AN_ARTICLE
from tests.bench.search_articles import keep, kept, made
from tests.bench.search_generate import LONGEST, SHORTEST, generate
from tests.bench.search_queries import Query, holders, intent, make_queries, read_queries, skeleton, typo, words_of
from tests.bench.search_run import share
from tests.bench.search_text import NoTextError, read_sentences, recombine
from tests.bench.search_typed import type_all

COUNT = 600

PROMISED = ["p50_ms", "p95_ms", "max_ms", "intent_at_10", "build_s", "peak_rss_mb", "bytes_per_claim", "load_ms"]

ARTICLE = """Harbour Lines has ordered 12 electric ferries from Nordyard, the company said on Monday in Halden.

The first ferry will sail in 2027, and the yard at Moss will hire 340 welders for it before the summer is over.

Too short.

The union of Maria Holm called the plan a gamble, but the mayor of Halden welcomed every job that it brings to the town.
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "claims.db"
    search_database.write(made(generate(COUNT, 7), COUNT), path)
    return path


# -- claims ------------------------------------------------------------------------------------------------------------


def test_made_claims_are_distinct_as_long_as_claims_and_the_same_for_the_same_seed() -> None:
    made = list(generate(2000, 7))
    assert len(set(made)) == 2000
    assert all(SHORTEST <= len(text) <= LONGEST for text in made)
    assert 125 <= sum(map(len, made)) / len(made) <= 160
    assert list(generate(2000, 7)) == made
    assert list(generate(300, 7)) == made[:300], "more claims are the same and others"
    assert list(generate(300, 8)) != made[:300]


def test_the_vocabulary_of_made_claims_keeps_growing() -> None:
    made = list(generate(4000, 7))
    few, many = ({word for text in part for word in words_of(text)} for part in (made[:1000], made))
    assert len(many) > 2 * len(few)


def test_sentences_of_articles_are_claims_and_recombined_until_there_are_enough(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "ferry.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "picture.bin").write_bytes(b"\0\xff" * 500)
    sentences = read_sentences(tmp_path)
    assert len(sentences) == 3
    assert not any("Too short" in sentence for sentence in sentences)
    claims = list(recombine(sentences, 40, 7))
    assert len(set(claims)) == 40
    assert set(sentences) <= set(claims)
    assert list(recombine(sentences, 40, 7)) == claims


def test_a_file_of_sentences_is_read_line_by_line(tmp_path: Path) -> None:
    lines = list(generate(20, 3))
    (tmp_path / "sentences").write_text("\n".join(lines), encoding="utf-8")
    assert read_sentences(tmp_path) == lines


def test_a_folder_without_text_costs_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert search.main(["--claims", "10", "--text", str(tmp_path)]) == 2
    line = capsys.readouterr().err.splitlines()[-1]
    assert "holds no sentence" in line
    assert str(tmp_path) in line
    assert search.main(["--claims", "10", "--text", str(tmp_path / "nowhere")]) == 2
    assert "is no folder" in capsys.readouterr().err


def test_too_little_text_for_so_many_claims_is_told() -> None:
    with pytest.raises(NoTextError, match="so few sentences"):
        list(
            recombine(["a sentence that has neither names nor figures and no second half at all to speak of."], 999, 7)
        )


# -- the database ------------------------------------------------------------------------------------------------------


def test_the_database_is_one_that_the_program_takes_for_its_own(database: Path) -> None:
    assert verify(database).ok
    with Database.open(database) as opened:
        assert opened.counts()["claims"] == COUNT
        assert opened.counts()["sources"] == COUNT // CLAIMS_AN_ARTICLE
        worths = [item.worth for item in opened.items("claim", range(1, COUNT + 1))]
        assert worths == sorted(worths, reverse=True)
        (item,) = opened.items("claim", [7])
        (evidence,) = opened.claim(item.id).evidence
        source = opened.source(evidence.statement.source)
        assert source.text[evidence.statement.start : evidence.statement.end] == item.text
        (entity,) = opened.items("entity", [1])
        mention = opened.entity(entity.id).mentions[0]
        assert opened.text(mention.source)[mention.start : mention.end] == entity.name


def test_the_same_lines_make_the_same_file(database: Path, tmp_path: Path) -> None:
    keep(made(generate(COUNT, 7), COUNT), tmp_path / "articles")
    search_database.write(kept(tmp_path / "articles"), tmp_path / "again.db")
    assert (tmp_path / "again.db").read_bytes() == database.read_bytes()


# -- queries -----------------------------------------------------------------------------------------------------------


def test_queries_are_of_all_kinds_and_the_same_for_the_same_seed() -> None:
    claims = list(generate(4000, 7))
    queries = make_queries(claims, 11)
    assert {query.kind for query in queries} == {
        "exact", "rare", "prefix", "one typo", "two typos", "common", "several", "out of order", "several, one typo",
        "several, all typos", "open last word", "product", "abbreviation", "single letter", "stop words", "phrase",
    }  # fmt: skip
    assert make_queries(claims, 11) == queries
    assert make_queries(claims, 12) != queries
    held = holders(queries, claims)
    assert all(held[query] for query in queries if query.words), "what is meant stands in the corpus"


def test_queries_can_be_made_of_three_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_queries, "_TRIES", 200)  # what so few claims do not have is looked for in vain
    assert make_queries(list(generate(3, 7)), 11)


def test_a_typo_changes_a_word_but_not_its_first_letter() -> None:
    chance = random.Random(1)
    made = {typo("harbour", chance) for _ in range(50)}
    assert len(made) > 20
    assert all(word[0] == "h" and 6 <= len(word) <= 8 for word in made)
    assert skeleton("hanguang") == "hngng"


def test_bad_lines_of_a_file_of_queries_cost_a_line_each(tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_bytes(
        b'{"query": "nvida h20", "words": ["Nvidia", "H20"]}\n\nnonsense\n{"words": []}\n[1]\n'
        b'{"query": "x", "words": "x"}\n\xff\xfe\n{"query": "\xe9"}\n{"query": "fine"}\n'
    )
    queries, problems = read_queries(file)
    assert queries == [Query("nvida h20", ("nvidia", "h20")), Query("fine")]
    assert [problem.split(" line ")[1].split(":")[0] for problem in problems] == ["3", "4", "5", "6", "7", "8"]
    assert all("\n" not in problem for problem in problems)


def test_what_was_meant_is_judged_by_the_words_alone() -> None:
    query = Query("nvida h20", ("nvidia", "h20"))
    claims = ["Nvidia’s H20 chip sells.", "Nvidia sells the H200.", "An H20 by NVIDIA."]
    held = holders([query], claims)[query]
    assert held == 2
    assert intent(query, claims, held) == 1.0
    assert intent(query, claims[1:], held) == 0.5
    assert intent(Query("nvi"), claims, 0) is None


# -- the whole bench ---------------------------------------------------------------------------------------------------


def test_every_claim_that_scores_best_is_found(database: Path) -> None:
    queries = make_queries(list(generate(COUNT, 7)), 5)[:30]
    session = type_all(database, [query.text for query in queries], recall=True)
    recalls = [one.recall for one in session.typed if one.recall is not None]
    assert len(recalls) > 20
    assert sum(recalls) / len(recalls) > 0.9
    assert [len(one.keys) for one in session.typed] == [len(query.text) for query in queries]


def test_the_bench_prints_what_it_promises(tmp_path: Path) -> None:
    queries = tmp_path / "queries.jsonl"
    words = words_of(next(generate(1, 7)))
    lines = [json.dumps({"query": " ".join(words[:3]), "words": words[:3]}), "broken", '{"query": "th"}']
    queries.write_text("\n".join(lines), encoding="utf-8")
    kept = tmp_path / "kept.db"
    command = [sys.executable, str(Path(search.__file__)), "--claims", "200", "--queries", str(queries), "--json"]
    run = subprocess.run([*command, "--keep", str(kept)], cwd=tmp_path, capture_output=True, text=True, check=True)
    result = json.loads(run.stdout)
    assert all(isinstance(result[name], float) and result[name] >= 0 for name in PROMISED), result
    assert result["queries"] == 2
    assert result["intent_at_10"] == 1.0
    assert "line 2: it is no JSON; left out" in run.stderr
    again = subprocess.run([*command, "--keep", str(kept)], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "used as it is" in again.stderr
    assert json.loads(again.stdout)["bytes_per_claim"] == result["bytes_per_claim"]


def test_queries_that_are_all_broken_are_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text("broken\n", encoding="utf-8")
    assert search.main(["--claims", "50", "--queries", str(file)]) == 2
    assert "no query to type" in capsys.readouterr().err
    assert search.main(["--claims", "50", "--queries", str(tmp_path / "none")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_shares_are_of_the_ranked_values() -> None:
    assert share([5.0, 1.0, 3.0], 0.5) == 3.0
    assert share([5.0, 1.0, 3.0], 1.0) == 5.0
