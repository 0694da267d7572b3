"""Where the reader was is found again, and nothing that lies there instead does harm."""

from __future__ import annotations

import codecs
import json
import stat
from pathlib import Path

import pytest

from explorer.state import from_json
from explorer.tui.explore.remembered import Remembered, recall, remember

WHERE = Remembered(
    kind="claim", rows={"claim": "c1", "source": "s1"}, steps=("e1",), query="“lund” -chip", orders={"entity": "name"},
    divider=-3, theme="light", style="apa", toured=True,
)  # fmt: skip


def test_a_database_is_found_as_it_was_left_and_another_is_not(tmp_path: Path) -> None:
    remember(tmp_path / "a.db", WHERE, lambda: tmp_path)
    assert recall(tmp_path / "a.db", lambda: tmp_path) == WHERE
    assert recall(tmp_path / "x" / ".." / "a.db", lambda: tmp_path) == WHERE, "however it is named"
    assert recall(tmp_path / "b.db", lambda: tmp_path) == Remembered()
    (file,) = (tmp_path / "screens").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    remember(tmp_path / "a.db", Remembered(query="new"), lambda: tmp_path)
    assert len(list((tmp_path / "screens").iterdir())) == 1, "nothing is left beside it"


@pytest.mark.parametrize("change", [
    {"version": 2}, {"steps": "e1"}, {"divider": True}, {"divider": "wide"}, {"rows": []}, {"query": 5}, {"toured": 1},
    {"orders": {"claim": {}}},
])  # fmt: skip
def test_what_was_not_written_by_us_is_as_if_it_were_not_there(tmp_path: Path, change: dict[str, object]) -> None:
    remember(tmp_path / "a.db", WHERE, lambda: tmp_path)
    (file,) = (tmp_path / "screens").iterdir()
    file.write_text(json.dumps(json.loads(file.read_text()) | change))
    assert recall(tmp_path / "a.db", lambda: tmp_path) == Remembered()


@pytest.mark.parametrize("data", [b"", b"[" * 200_000, b"\xff\xfe", b"null", b"{}", b"1" * 300_000])
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path, data: bytes) -> None:
    remember(tmp_path / "a.db", WHERE, lambda: tmp_path)
    (file,) = (tmp_path / "screens").iterdir()
    file.write_bytes(data)
    assert recall(tmp_path / "a.db", lambda: tmp_path) == Remembered()


def test_a_file_saved_by_an_editor_with_its_own_mark_and_line_ends_is_read(tmp_path: Path) -> None:
    remember(tmp_path / "a.db", WHERE, lambda: tmp_path)
    (file,) = (tmp_path / "screens").iterdir()
    file.write_bytes(codecs.BOM_UTF8 + file.read_bytes().replace(b"\n", b"\r\n"))
    assert recall(tmp_path / "a.db", lambda: tmp_path) == WHERE


@pytest.mark.parametrize("text", [
    '{"a": [1, 2.5, "x\\u00e9\\ud83d\\ude00", true, null, -1e9], "a b": {}}',
    ' \n{"a": 1, "a": 2}\t', "7", "NaN", "", "{",
    "[1,]", '"\x01"', '{"a": 1} {}', "\ufeff{}", "nul", "[" * 100_000,
], ids=range(12))  # fmt: skip
def test_json_is_read_as_python_reads_it(text: str) -> None:
    try:
        expected = repr(json.loads(text))
    except (ValueError, RecursionError) as error:
        with pytest.raises(ValueError if isinstance(error, ValueError) else RecursionError):
            from_json(text)
    else:
        assert repr(from_json(text)) == expected


def test_without_a_home_nothing_is_remembered_and_nothing_fails(tmp_path: Path) -> None:
    def homeless() -> Path:
        raise RuntimeError("no home")

    assert recall(tmp_path / "a.db", homeless) == Remembered()


def test_more_than_can_be_meant_is_cut(tmp_path: Path) -> None:
    remember(tmp_path / "a.db", Remembered(query="a" * 5000, divider=10**9, steps=("a",) * 9), lambda: tmp_path)
    found = recall(tmp_path / "a.db", lambda: tmp_path)
    assert len(found.query) == 1000
    assert found.divider == 99
    assert len(found.steps) == 3
