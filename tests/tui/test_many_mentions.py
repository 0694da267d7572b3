"""Somebody named everywhere is shown in part, and that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.store.reader import Database
from explorer.store.writer import write
from explorer.tui.comparison import passages
from tests.factories import NORVIK, VERSIONS, sample_resolution


def test_only_so_many_mentions_are_laid_out_and_all_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passages, "MOST_MENTIONS", 2)
    sample = sample_resolution()
    write(sample, tmp_path / "data.db", VERSIONS)
    with Database.open(tmp_path / "data.db") as database:
        comparison = passages.of_entity(database, NORVIK.id)
    stops = sum(len(passage.stops) for column in comparison.columns for passage in column.passages)
    assert stops == 2
    assert comparison.facts == ("organization", "5 mentions", "3 sources", "the first 2 are shown")
