"""`explorer matrix` and `explorer timeline`: what the screen shows, as lines and as JSON, narrowed as one asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bridge import CLOSED, NINE, PAPER, REOPEN, WIRE, bridge_database
from tests.command_line import data, explorer


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the accounts of the bridge in data.db."""
    made = tmp_path_factory.mktemp("tables")
    bridge_database(made).rename(made / "data.db")
    return made


def test_matrix_prints_the_shared_claims_and_what_it_leaves_out(folder: Path) -> None:
    printed = explorer(folder, "matrix").stdout
    assert printed.startswith("3 claims that several sources make or dispute × 4 sources\n")
    assert "--all shows them" in printed
    assert CLOSED.id in printed
    assert REOPEN.id not in printed
    everything = explorer(folder, "matrix", "--all", "--limit", "9").stdout
    assert REOPEN.id in everything


def test_matrix_is_narrowed_by_an_id_a_source_or_a_query(folder: Path) -> None:
    (claim,) = data(explorer(folder, "matrix", "--json", CLOSED.id[:6]))["claims"]
    assert {cell["state"] for cell in claim["cells"]} == {"says", "repeats", "narrower"}
    of_paper = data(explorer(folder, "matrix", "--json", "--source", PAPER.id))
    assert [claim["id"] for claim in of_paper["claims"]] == [CLOSED.id]
    found = data(explorer(folder, "matrix", "--json", "--query", "nine hurt"))
    assert [claim["id"] for claim in found["claims"]] == [NINE.id]


def test_timeline_prints_the_axis_and_its_json(folder: Path) -> None:
    printed = explorer(folder, "timeline").stdout
    assert printed.startswith("3 dated claims · 2 of 4 articles dated")
    assert "~2024-09 … 2024-11" in printed
    record = data(explorer(folder, "timeline", "--json", REOPEN.id))
    assert [entry["kind"] for entry in record["entries"]] == ["published", "told"]
    assert record["entries"][1]["told"][0]["text"] == "in the autumn"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--source", CLOSED.id), 2, "is a claim, not a source"),
        ((WIRE.id, "--source", PAPER.id), 2, "two of them are sources"),
        (("c000000000000",), 3, "no id begins with"),
        (("--query", "zeppelin"), 3, "no claim matches zeppelin"),
        (("--limit", "0"), 2, "is not a number from 1"),
    ],
)
def test_what_fits_nothing_costs_one_clear_line(
    folder: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    for verb in ("matrix", "timeline"):
        done = explorer(folder, verb, *arguments)
        assert (done.returncode, done.stdout) == (code, "")
        assert words in done.stderr
        assert len(done.stderr.splitlines()) == 1
