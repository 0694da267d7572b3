"""What holds for all tests: nothing is read from, or kept in, the folders of whoever runs them.

And where a build begins: a folder of articles, and a place for the database, unless a module has its own; and for
those that run the program as a command a folder in which a database lies.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from explorer.models import Reading, Source
from tests.factories import sample_database, sample_files

# How long an example takes is for tests/bench: on a busy machine the limit of 200 ms failed tests of nothing slow.
# The same examples each time: whether a change may land does not hang on a draw; `--hypothesis-profile new` draws anew.
settings.register_profile("new", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("new"), derandomize=True)
settings.load_profile("same")

WISHES = frozenset(
    "BROWSER COLORFGBG COLUMNS EDITOR FORCE_COLOR LINES NO_COLOR PAGER TTY_COMPATIBLE TTY_INTERACTIVE VISUAL".split()
)
"""What the environment may say on how, or with which, the program shows something."""


@pytest.fixture(scope="session", autouse=True)
def nobodys_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """State and settings of the tests' own, for them and for the programs they start; no wish of whoever runs them."""
    before = dict(os.environ)
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        os.environ[name] = str(tmp_path_factory.mktemp(name.lower()))
    for name in before:
        if name in WISHES or name.startswith("EXPLORER_"):
            del os.environ[name]
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample database as data.db; tests only read it."""
    made = tmp_path_factory.mktemp("folder")
    sample_database(made)
    return made


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
