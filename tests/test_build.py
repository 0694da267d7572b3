"""Building: every file and every character accounted for, one bad file costs one line, and failures leave no trace."""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.build import BuildReport, Progress, build, workers
from explorer.errors import BuildError
from explorer.extract import Reader
from explorer.models import Reading, Source
from explorer.resolve import progress
from explorer.search import Searcher
from explorer.store.reader import Database
from explorer.store.verify import dump, verify
from tests.factories import FILES, PAPER, WIRE, sample_database


def outcomes(report: BuildReport) -> dict[str, str]:
    return {file.path: file.outcome for file in report.files}


def paths(database: Path) -> list[str]:
    with Database.open(database) as opened:
        return [item.path for item in opened.items("source", opened.rows("source"))]


def test_a_folder_becomes_a_database_that_verifies(articles: Path, database: Path) -> None:
    report = build([articles], database)
    assert outcomes(report) == dict.fromkeys(sorted(FILES), "read")
    assert paths(database) == sorted(FILES)
    assert verify(database, articles).ok
    with Database.open(database) as opened:
        counts = opened.counts()
        assert {kind: counts[kind] for kind in report.counts} == dict(report.counts)
        assert counts["claims"] > 0
        assert {"rules_version", "model_version"} <= set(opened.meta)
        source = opened.source(opened.items("source", [2])[0].id)
        assert source.text == PAPER


def test_the_search_index_is_built_along(articles: Path, database: Path) -> None:
    build([articles], database)
    with Database.open(database) as opened:
        tables = {name for (name,) in opened.connection.execute("SELECT name FROM sqlite_master")}
        assert "search_index" in tables
        (hit, *_) = Searcher(opened).find("paper.txt", "source").hits
        assert opened.items("source", [hit.row])[0].path == "paper.txt"


def test_the_report_leaves_out_no_file_and_no_character(articles: Path, database: Path) -> None:
    (articles / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (articles / ".hidden.txt").write_text("Hidden.")
    (articles / "empty.txt").write_text("")
    (articles / "binary.txt").write_bytes(bytes(range(256)) * 40)
    report = build([articles], database)
    assert outcomes(report) == {
        ".hidden.txt": "skipped",
        "binary.txt": "refused",
        "empty.txt": "refused",
        "photo.jpg": "skipped",
        **dict.fromkeys(FILES, "read"),
    }
    assert list(outcomes(report)) == sorted(outcomes(report))
    for file in report.files:
        assert bool(file.reason) == (file.outcome != "read")
        assert "\n" not in file.reason
        assert sum(file.characters.values()) == len(FILES.get(file.path, ""))
    assert sum(report.characters.values()) == sum(map(len, FILES.values()))
    assert report.characters["body"] > report.characters["between regions"] > 0


def test_one_bad_file_changes_nothing_of_the_others(articles: Path, database: Path) -> None:
    build([articles], database)
    good = list(dump(database))
    (articles / "bad.txt").write_bytes(b"\x00\x01\x02" * 1000)
    (articles / "line.txt").write_bytes(b"word " * 10_000_000)
    report = build([articles], database)
    assert [file.path for file in report.by_outcome("refused")] == ["bad.txt", "line.txt"]
    assert list(dump(database)) == good


def test_an_article_that_trips_the_reader_costs_one_line(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Reader.read

    def trip(self: Reader, source: Source) -> Reading:
        if source.path == "wire.txt":
            raise RecursionError("maximum recursion depth\nexceeded \x1b[2J")
        return read(self, source)

    monkeypatch.setattr(Reader, "read", trip)
    report = build([articles], database)
    (refused,) = report.by_outcome("refused")
    assert refused.reason.startswith("wire.txt: cannot be analysed (RecursionError: ")
    assert not {"\n", "\x1b"} & set(refused.reason)
    assert paths(database) == ["news/rewrite.txt", "paper.txt"]


def test_an_article_whose_spans_do_not_re_read_costs_one_line(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Reader.read

    def slip(self: Reader, source: Source) -> Reading:
        reading = read(self, source)
        if source.path != "wire.txt":
            return reading
        first, *rest = reading.mentions
        return replace(reading, mentions=(replace(first, start=first.start + 1, end=first.end + 1), *rest))

    monkeypatch.setattr(Reader, "read", slip)
    report = build([articles], database)
    (refused,) = report.by_outcome("refused")
    assert refused.reason.startswith("wire.txt: mention ")
    assert paths(database) == ["news/rewrite.txt", "paper.txt"]


DOUBTFUL = {
    "links.txt": ("Home\nSports\nWeather\n", "no full sentence stands in this file"),
    "signs.txt": ('"" \u201c\u201d 12 %\n', "not a word"),
    "allemand.txt": ("Der Plan ist für die Stadt zu teuer und wird nicht von der Kommission bezahlt.\n" * 9, "German"),
    "long.txt": (
        WIRE + "\n" + "The harbour in Lund was closed in the night, and Mr. Holm left. " * 850,
        "11,050 words",
    ),
}
"""Files that are articles, or were: each is read, and each has its line."""


def test_a_file_that_a_careful_reader_would_doubt_has_its_line(articles: Path, database: Path) -> None:
    for name, (text, _) in DOUBTFUL.items():
        (articles / name).write_text(text)
    report = build([articles], database)
    doubts = {file.path: file.doubt for file in report.files if file.doubt}
    assert sorted(doubts) == sorted(DOUBTFUL)
    for name, (_, expected) in DOUBTFUL.items():
        assert expected in doubts[name]
        assert "; " in doubts[name], "what to do"
        assert "\n" not in doubts[name]
    assert set(outcomes(report).values()) == {"read"}
    assert verify(database, articles).ok


# -- nothing to build --------------------------------------------------------------------------------------------------


def failed_build(folders: list[Path], database: Path) -> str:
    """Build over a database that stands, expect a failure, check that nothing has changed; return the line."""
    sample_database(database.parent)
    before = database.read_bytes()
    with pytest.raises(BuildError) as caught:
        build(folders, database)
    assert database.read_bytes() == before
    assert [path.name for path in database.parent.iterdir()] == ["data.db"]
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_an_empty_folder_says_what_belongs_there(tmp_path: Path, database: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "readme.md").write_text("Not an article.")
    line = failed_build([folder], database)
    assert "there is no article in" in line
    assert "put .txt files there" in line


def test_a_missing_folder_is_named(tmp_path: Path, database: Path) -> None:
    assert "nowhere" in failed_build([tmp_path / "nowhere"], database)


def test_where_no_article_can_be_read_the_first_reason_is_given(tmp_path: Path, database: Path) -> None:
    folder = tmp_path / "bad"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_bytes(b"")
    line = failed_build([folder], database)
    assert line.startswith("no article could be read: a.txt: ")
    assert line.endswith("(and 2 more)")


def test_a_place_that_is_not_ours_is_refused_before_anything_is_read(articles: Path) -> None:
    seen: list[Progress] = []
    with pytest.raises(BuildError, match="is not an explorer database"):
        build([articles], articles / "wire.txt", progress=seen.append)
    assert seen == []
    assert (articles / "wire.txt").read_text() == WIRE


# -- several folders, equal files --------------------------------------------------------------------------------------


def test_equal_files_are_listed_and_keep_ids_of_their_own(articles: Path, database: Path) -> None:
    (articles / "again.txt").write_text(WIRE)
    report = build([articles], database)
    assert report.duplicates == (("again.txt", "wire.txt"),)
    with Database.open(database) as opened:
        ids = {item.path: item.id for item in opened.items("source", opened.rows("source"))}
        assert len(set(ids.values())) == 4
        assert opened.source(ids["again.txt"]).sha256 == opened.source(ids["wire.txt"]).sha256
    assert verify(database, articles).ok


def test_folders_are_read_as_one(tmp_path: Path, database: Path) -> None:
    for folder, name in (("x", "wire.txt"), ("y", "paper.txt")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(FILES[name])
    build([tmp_path / "y", tmp_path / "x"], database)
    assert paths(database) == ["paper.txt", "wire.txt"]


def test_the_same_folder_twice_is_read_once(articles: Path, database: Path) -> None:
    report = build([articles, articles / ".", articles / "news"], database)
    assert len(report.by_outcome("read")) == 3
    assert paths(database) == sorted(FILES)


def test_equal_paths_of_two_folders_are_told_apart_by_the_folders(tmp_path: Path, database: Path) -> None:
    for folder, text in (("2024/march", WIRE), ("2025/march", PAPER), ("2025/april", FILES["news/rewrite.txt"])):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "1.txt").write_text(text)
    build([tmp_path / "2024" / "march", tmp_path / "2025" / "april"], database)
    assert paths(database) == ["april/1.txt", "march/1.txt"]
    build([tmp_path / "2024" / "march", tmp_path / "2025" / "march"], database)
    assert paths(database) == ["2024/march/1.txt", "2025/march/1.txt"]
    assert verify(database, tmp_path).ok


def test_a_file_name_that_is_no_text_is_read_and_shown_inert(articles: Path, database: Path) -> None:
    try:
        (articles / os.fsdecode(b"\xff\x1b]0;x\x07.txt")).write_text(WIRE + "More.\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    seen: list[Progress] = []
    report = build([articles], database, progress=seen.append)
    assert len(report.by_outcome("read")) == 4
    assert all("\x1b" not in file.path for file in report.files)
    assert all("\x1b" not in step.path for step in seen)


# -- progress, interruption, workers -----------------------------------------------------------------------------------


def test_progress_goes_through_all_stages_to_the_end(articles: Path, database: Path) -> None:
    seen: list[Progress] = []
    build([articles], database, progress=seen.append)
    assert list(dict.fromkeys(step.stage for step in seen)) == ["ingest", "extract", "resolve", "store", "relate"]
    for stage in ("ingest", "extract"):
        steps = [step for step in seen if step.stage == stage]
        assert [(step.done, step.total) for step in steps] == [(1, 3), (2, 3), (3, 3)]
        assert [step.path for step in steps] == sorted(FILES)
    claims = [step for step in seen if step.stage == "relate"][-1]
    assert claims.done == claims.total > 0
    assert seen[-1] == Progress("store", 1, 1)


def test_progress_tells_how_many_statements_have_been_compared(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_EVERY", 1)
    seen: list[Progress] = []
    build([articles], database, progress=seen.append)
    steps = [(step.done, step.total) for step in seen if step.stage == "resolve"]
    assert steps[0] == (0, 1)
    assert [done for done, _ in steps] == sorted({done for done, _ in steps})
    assert len(steps) > 2, "between the beginning and the end there is something to see"
    assert steps[-1][0] == steps[-1][1] > 1


@pytest.mark.parametrize("stage", ["ingest", "extract", "resolve", "store"])
def test_an_interruption_at_any_stage_leaves_no_trace(articles: Path, database: Path, stage: str) -> None:
    sample_database(database.parent)
    before = database.read_bytes()

    def stop(step: Progress) -> None:
        if step.stage == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([articles], database, progress=stop)
    assert database.read_bytes() == before
    assert [path.name for path in database.parent.iterdir()] == ["data.db"]


def test_workers_change_nothing(articles: Path, database: Path) -> None:
    (articles / "more.txt").write_text(WIRE.replace("Lund", "Malmö"))
    (articles / "bad.txt").write_bytes(b"\x00" * 100)
    alone = build([articles], database, workers=1)
    expected = list(dump(database))
    assert build([articles], database, workers=2, fresh=True) == alone
    assert list(dump(database)) == expected


def test_workers_end_with_a_build_that_is_stopped(
    articles: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(step: Progress) -> None:
        if step.stage == "extract":
            raise KeyboardInterrupt

    monkeypatch.setattr(workers, "_read_one", str)  # they need not load the model to be stopped
    with pytest.raises(KeyboardInterrupt):
        build([articles], database, workers=2, progress=stop, fresh=True)
    assert multiprocessing.active_children() == []
    assert list(database.parent.iterdir()) == []
