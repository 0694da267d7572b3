"""Verification: whatever has changed since the build is found and named, in the database and in the articles."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.errors import DatabaseError, NotFoundError
from explorer.store.verify import VerifyReport, dump, verify
from explorer.store.writer import write
from tests.factories import FILES, VERSIONS, large_resolution, sample_database, sample_files, sample_resolution
from tests.privileges import public_folder, without_privileges


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The sample database with its articles in a folder beside it."""
    sample_files(tmp_path / "articles")
    return sample_database(tmp_path)


def edit(database: Path, statement: str) -> VerifyReport:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute(statement).rowcount > 0
        connection.commit()
    return verify(database)


def test_a_fresh_database_is_in_order(database: Path) -> None:
    report = verify(database)
    assert report.ok
    assert report.spans > 80
    assert (report.folder, report.files_checked) == (database.parent / "articles", 3)


def test_without_the_articles_the_spans_are_still_read(tmp_path: Path) -> None:
    report = verify(sample_database(tmp_path))
    assert report.ok
    assert (report.folder, report.files_checked, report.missing) == (None, 0, ())
    assert report.spans > 80


@pytest.mark.parametrize("path", sorted(FILES))
def test_one_flipped_bit_of_an_article_is_named(database: Path, path: str) -> None:
    file = database.parent / "articles" / path
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    report = verify(database)
    assert report.changed == (path,)
    assert not report.ok
    assert not any((report.wrong, report.missing, report.damaged))


def test_an_article_that_is_gone_is_named(database: Path) -> None:
    (database.parent / "articles" / "wire.txt").unlink()
    report = verify(database)
    assert (report.missing, report.files_checked, report.ok) == (("wire.txt",), 2, False)


def test_a_folder_can_be_named(database: Path, tmp_path: Path) -> None:
    elsewhere = sample_files(tmp_path / "deep" / "er")
    (elsewhere / "paper.txt").write_text("something else")
    assert verify(database).ok
    assert verify(database, elsewhere).changed == ("paper.txt",)
    assert verify(database, tmp_path / "deep").missing == tuple(sorted(FILES))
    with pytest.raises(NotFoundError, match="there is no folder"):
        verify(database, tmp_path / "nowhere")


def test_articles_of_several_folders_are_found_in_each(database: Path) -> None:
    other = database.parent / "other"
    other.mkdir()
    (database.parent / "articles" / "wire.txt").rename(other / "wire.txt")
    assert verify(database).ok
    (other / "wire.txt").write_text("edited")
    assert verify(database).changed == ("wire.txt",)


def test_several_folders_can_be_named(database: Path) -> None:
    articles, other = database.parent / "articles", database.parent / "far" / "other"
    other.mkdir(parents=True)
    (articles / "wire.txt").rename(other / "wire.txt")
    assert verify(database, articles).missing == ("wire.txt",)
    assert verify(database, articles, other).ok
    (other / "wire.txt").write_text("edited")
    assert verify(database, articles, other).changed == ("wire.txt",)


def test_a_path_may_begin_with_the_name_of_its_folder(tmp_path: Path) -> None:
    articles = sample_files(tmp_path / "deep" / "articles")
    resolution = sample_resolution()
    sources = tuple(replace(source, path=f"deep/articles/{source.path}") for source in resolution.sources)
    write(replace(resolution, sources=sources), tmp_path / "data.db", VERSIONS)
    for folder in (articles, tmp_path / "deep", tmp_path):
        report = verify(tmp_path / "data.db", folder)
        assert (report.ok, report.files_checked, report.added) == (True, 3, ())


def test_a_name_that_is_no_text_is_found_again(tmp_path: Path) -> None:
    articles = sample_files(tmp_path / "articles")
    odd = Path(os.fsdecode(os.fsencode(articles) + b"/wire\xff.txt"))
    try:
        (articles / "wire.txt").rename(odd)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    resolution = sample_resolution()
    sources = tuple(replace(s, path=s.path.replace("wire.txt", "wire\ufffd.txt")) for s in resolution.sources)
    write(replace(resolution, sources=sources), tmp_path / "data.db", VERSIONS)
    assert verify(tmp_path / "data.db", articles).ok
    odd.write_text("edited")
    assert verify(tmp_path / "data.db", articles).changed == ("wire\ufffd.txt",)


def test_an_article_that_came_later_is_named_and_is_no_failure(database: Path) -> None:
    articles = database.parent / "articles"
    (articles / "late\x1b.txt").write_text("News.")
    (articles / "notes.pdf").write_text("no article")
    report = verify(database, articles)
    assert (report.added, report.ok) == (("late␛.txt",), True)
    assert verify(database).added == ()  # nobody said that this is the folder


def test_a_folder_beside_it_that_nobody_may_enter_is_passed_over() -> None:
    with public_folder() as folder:
        database = sample_database(folder)
        database.chmod(0o644)
        sample_files(folder / "articles")
        (folder / "private").mkdir(mode=0)
        with without_privileges():
            report = verify(database)
        assert (report.ok, report.folder) == (True, folder / "articles")


def test_a_folder_in_an_articles_place_is_no_article(database: Path) -> None:
    (database.parent / "articles" / "wire.txt").unlink()
    (database.parent / "articles" / "wire.txt").mkdir()
    assert verify(database).missing == ("wire.txt",)


FIRST_SPEAKER = "three people familiar with the plan"


def slip(table: str, start: str) -> str:
    """The statement that moves one span of a table by one character."""
    row = f"(SELECT max(row) FROM {table} WHERE {start} IS NOT NULL)"  # noqa: S608 - names of ours
    end = start.replace("start", "end")
    moved = f'{start} = {start} + 1, "{end}" = "{end}" + 1'
    return f"UPDATE {table} SET {moved} WHERE row = {row}"  # noqa: S608 - names of ours


SPANS = {
    "mentions": "mention", "evidence": "evidence", "segments": "segment", "quantities": "quantity", "dates": "date",
    "hedges": "hedge", "markers": "marker", "regions": "region", "fields": "metadata", "reference_entries": "reference",
    "links": "speaker", "disagreement_passages": "disagreement", "flags": "flag",
}  # fmt: skip


@pytest.mark.parametrize("table", SPANS)
def test_a_span_that_slipped_by_one_is_found(database: Path, table: str) -> None:
    report = edit(database, slip(table, "start"))
    assert {wrong.what for wrong in report.wrong} == {SPANS[table]}
    assert not report.ok


@pytest.mark.parametrize(
    ("table", "start", "what"),
    [
        ("evidence", "cue_start", "cue"),
        ("evidence", "sentence_start", "sentence"),
        ("links", "referent_start", "referent"),
        ("reference_entries", "host_start", "host"),
        ("losses", "original_start", "loss"),
        ("losses", "rewrite_start", "loss"),
    ],
)
def test_a_second_span_of_a_row_is_read_too(database: Path, table: str, start: str, what: str) -> None:
    report = edit(database, slip(table, start))
    assert [wrong.what for wrong in report.wrong] == [what]


@pytest.mark.parametrize("source", ["NULL", "99"])
def test_a_span_in_no_article_is_wrong_and_hides_no_other(database: Path, source: str) -> None:
    edit(database, slip("evidence", "sentence_start"))
    report = edit(database, f"UPDATE losses SET rewrite_source = {source} WHERE rewrite_start IS NOT NULL")  # noqa: S608 - words of ours
    assert sorted(wrong.what for wrong in report.wrong) == ["loss", "sentence"]


def test_a_speaker_is_printed_as_the_chain_has_it_but_may_be_called_otherwise_when_resolved(database: Path) -> None:
    report = edit(database, "UPDATE links SET text = 'somebody' WHERE kind = 'unnamed'")
    printed = [wrong for wrong in report.wrong if wrong.what == "speaker"]
    assert [wrong.found for wrong in printed] == ["its chief", "people close to the union", FIRST_SPEAKER]


def test_a_wrong_span_says_where_and_what(database: Path) -> None:
    report = edit(database, "UPDATE quantities SET text = 'about' || char(27) || '1,300 jobs' WHERE row = 1")
    (wrong,) = report.wrong
    line = str(wrong)
    assert line.startswith("wire.txt: quantity ")
    assert "stored “about␛1,300 jobs”, the text has “about 1,200 jobs”" in line


def test_a_changed_text_in_the_database_is_named(database: Path) -> None:
    report = edit(database, "UPDATE texts SET text = replace(text, 'betrayal', 'triumph!') WHERE source = 3")
    assert "wire.txt: its text in the database is not the one that was built" in report.damaged


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims SET text = 'Norvik will hire 1,200.' WHERE row = 1",
        "UPDATE reference_entries SET url = 'https://evil.example'",
        "UPDATE disagreements SET grade = 1",
        "UPDATE fields SET status = 'stated' WHERE status = 'inferred'",
        "UPDATE meta SET value = '9' WHERE key = 'rules_version'",
        "DELETE FROM suggestions",
        "INSERT INTO derivation_reasons VALUES (99, 1, 'because')",
    ],
)
def test_a_value_that_no_span_covers_cannot_change_unseen(database: Path, statement: str) -> None:
    report = edit(database, statement)
    assert any("not what was built" in line for line in report.damaged)


def test_a_row_that_is_gone_leaves_a_hole(database: Path) -> None:
    report = edit(database, "DELETE FROM claims WHERE row = 2")
    assert "table claims: 2 rows, numbered up to 3" in report.damaged
    assert any("refers to a row of claims that is not there" in line for line in report.damaged)


def test_text_that_no_region_accounts_for_is_found(database: Path) -> None:
    report = edit(database, "DELETE FROM regions WHERE source = 3 AND kind = 'title'")
    assert any(line.startswith("wire.txt: the text at 0–") for line in report.damaged)
    report = edit(database, "UPDATE regions SET start = 0 WHERE row = (SELECT max(row) FROM regions WHERE source = 2)")
    assert any(line.startswith("paper.txt: two regions overlap") for line in report.damaged)


def test_any_flipped_bit_of_the_file_is_noticed_or_harmless(database: Path, tmp_path: Path) -> None:
    """Whatever bit of the file flips, the reader refuses it, verify finds it, or the content is as it was."""
    whole = database.read_bytes()
    before = list(dump(database))
    chance = random.Random(7)
    copy = tmp_path / "copy.db"
    used = [offset for offset, byte in enumerate(whole) if byte]
    noticed = 0
    for offset in chance.sample(used, 150):
        flipped = bytearray(whole)
        flipped[offset] ^= 1 << chance.randrange(8)
        copy.write_bytes(flipped)
        try:
            ok = verify(copy).ok
        except DatabaseError:
            ok = False
        noticed += not ok
        if ok:
            assert list(dump(copy)) == before
    assert noticed > 100


def test_a_dump_is_the_content_and_nothing_else(database: Path, tmp_path: Path) -> None:
    before = list(dump(database))
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("VACUUM")
        connection.execute("REINDEX")
        connection.execute("ANALYZE")
        connection.execute("DROP TABLE sqlite_stat1")
        connection.commit()
    assert list(dump(database)) == before
    write(large_resolution(3), tmp_path / "other.db", VERSIONS)
    assert list(dump(tmp_path / "other.db")) != before


def test_a_dump_shows_every_row_and_the_digest_of_a_blob(tmp_path: Path) -> None:
    def add(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE word_index (words BLOB)")
        connection.execute("INSERT INTO word_index VALUES (x'00')")

    write(sample_resolution(), tmp_path / "data.db", VERSIONS, extras=[add])
    lines = list(dump(tmp_path / "data.db"))
    assert '{"table": "word_index", "columns": ["words"]}' in lines
    assert lines[-1] == '[{"sha256": "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}]'
    assert sum("The plan is a betrayal." in line for line in lines) == 1
