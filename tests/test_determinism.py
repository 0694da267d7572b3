"""The same articles give the same database, whatever the machine, the day, the folder or the order of files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.store.verify import dump
from tests.factories import FILES, WIRE

ROOT = Path(__file__).parent.parent

ARTICLES = {**FILES, "copy of wire.txt": WIRE, "wire 2.txt": WIRE.replace("1,200", "1,300").replace("Lund", "Malmö")}
"""The samples, a file of equal bytes, and one that differs in a number and a name: something for every resolver."""

BUILD = """
import pathlib, sys
from explorer.build import build
build([pathlib.Path(sys.argv[1])], pathlib.Path(sys.argv[2]))
"""


def make_articles(folder: Path, *, backwards: bool, age: int) -> None:
    """Write the articles in one order or the other; `age` in seconds shifts the times of the files."""
    for name in sorted(ARTICLES, reverse=backwards):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(ARTICLES[name].encode())
        os.utime(file, (1_700_000_000 - age, 1_700_000_000 - age))


def building_in(cwd: Path, folder: str, database: Path, **environment: str) -> subprocess.Popen[bytes]:
    """A process of its own that builds `folder`, as named from `cwd`."""
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, folder, str(database)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two builds of the same articles that have nothing else in common."""
    first, second = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("two")
    make_articles(first / "articles", backwards=False, age=0)
    make_articles(second / "deep" / "other name", backwards=True, age=10**8)
    german = {"LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"}
    elsewhere = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Auckland", "OMP_NUM_THREADS": "1", **german}
    both = [  # at once, so that they have the same rules also where somebody edits them meanwhile
        building_in(first, "articles", first / "a.db", PYTHONHASHSEED="0", TZ="UTC", LANG="C", LC_ALL="C"),
        building_in(second / "deep", str(second / "deep" / "other name"), second / "b.db", **elsewhere),
    ]
    said = [process.communicate()[1].decode() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    return first / "a.db", second / "b.db"


def test_builds_have_the_same_content(builds: tuple[Path, Path]) -> None:
    first, second = (list(dump(database)) for database in builds)
    assert len(first) > 300
    assert second == first


def test_builds_are_the_same_file(builds: tuple[Path, Path]) -> None:
    """Byte for byte, as long as one SQLite writes them both."""
    first, second = (database.read_bytes() for database in builds)
    assert second == first
