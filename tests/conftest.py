"""What holds for all tests: nothing is read from, or kept in, the folders of whoever runs them.

And where a build begins: a folder of articles, and a place for the database, unless a module has its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from explorer.models import Reading, Source
from tests.factories import sample_files


@pytest.fixture(scope="session", autouse=True)
def nobodys_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """State and settings of the tests' own, for them and for the programs they start."""
    before = {name: os.environ.get(name) for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    for name in before:
        os.environ[name] = str(tmp_path_factory.mktemp(name.lower()))
    yield
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """The sample articles, in a folder of their own."""
    return sample_files(tmp_path / "articles")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where a database may be built: nothing else is in its folder."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "data.db"


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Gives the paths of the articles that were read since it was last asked."""
    from explorer.extract import Reader  # spaCy, which few tests need

    read = Reader.read
    seen: list[str] = []

    def counted(self: Reader, source: Source) -> Reading:
        seen.append(source.path)
        return read(self, source)

    def taken() -> list[str]:
        found = sorted(seen)
        seen.clear()
        return found

    monkeypatch.setattr(Reader, "read", counted)
    return taken
