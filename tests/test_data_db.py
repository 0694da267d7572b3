"""The committed `data.db` is what `explorer build seeds` makes today."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from explorer.build import build
from explorer.cli import main
from explorer.cli.pages import EXAMPLES, HELP
from explorer.store.verify import dump, verify

ROOT = Path(__file__).parent.parent
DATABASE = ROOT / "data.db"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of a copy of the seeds, in a folder of another name."""
    folder = tmp_path_factory.mktemp("rebuilt")
    shutil.copytree(ROOT / "seeds", folder / "copy")
    build([folder / "copy"], folder / "new.db")
    return folder / "new.db"


def test_the_committed_database_is_a_fresh_build_of_the_seeds(rebuilt: Path) -> None:
    committed, fresh = list(dump(DATABASE)), list(dump(rebuilt))
    differing = [(old, new) for old, new in zip(committed, fresh, strict=False) if old != new][:5]
    assert differing == [], "build it again: explorer build seeds"
    assert len(committed) == len(fresh)


def test_the_committed_database_verifies_against_the_seeds() -> None:
    report = verify(DATABASE)
    assert report.ok
    assert report.folder == ROOT / "seeds"
    assert report.files_checked == 5


def test_one_flipped_byte_of_a_seed_is_named(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(ROOT / "seeds", tmp_path / "seeds"))
    name = sorted(path.name for path in copy.iterdir())[2]
    data = bytearray((copy / name).read_bytes())
    data[1000] ^= 0x20
    (copy / name).write_bytes(data)
    report = verify(DATABASE, copy)
    assert report.changed == (name,)
    assert not report.ok


READING = ("search", "show", "matrix", "origins", "disagreements", "timeline", "cite", "export")
"""Verbs whose examples change nothing, but for files that they write."""


@pytest.mark.parametrize("line", [line for verb in READING for line in EXAMPLES[verb].splitlines()])
def test_an_example_of_the_help_does_what_it_promises_here(
    line: str, rebuilt: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(rebuilt, tmp_path / DATABASE.name)
    (tmp_path / "queries.txt").write_text("nvida h20\n")
    monkeypatch.chdir(tmp_path)
    command = line.partition("  #")[0].partition(" > ")[0].replace(" --copy", "").removeprefix("explorer ")
    if "--marked" in command:
        assert main(["notes", "--mark", "c30c"]) == 0
    assert main(shlex.split(command)) == 0
    printed = capsys.readouterr()
    assert printed.out or "Wrote" in printed.err


def test_ids_in_the_help_are_those_of_the_database(rebuilt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    examples = "\n".join([HELP, *EXAMPLES.values()])
    identities = set(re.findall(r"\b[ces][0-9a-f]{3}\b", examples))
    assert identities
    for identity in identities:
        assert main(["show", identity, "--db", str(rebuilt)]) == 0
        assert capsys.readouterr().out.startswith(identity)
