"""Reading an article in the reader's own programs: at its line, and so that nothing in it can act."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from explorer.errors import ExplorerError
from explorer.store.reader import Database
from explorer.tui.work.outside import arguments, command_of, line_of, remove_copy, remove_old_copies, written_copy
from tests.factories import sample_resolution
from tests.hostile import hostile_database


@pytest.fixture
def programs(tmp_path: Path) -> str:
    """A PATH on which there are less, nano and an editor of the reader's."""
    for name in ("less", "nano", "my editor"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    return str(tmp_path)


def test_the_readers_own_programs_come_before_the_usual_ones(programs: str) -> None:
    assert command_of("pager", {"PATH": programs}) == ("less",)
    assert command_of("editor", {"PATH": programs}) == ("nano",)
    own = {"PATH": programs, "EDITOR": "nano -l", "PAGER": "less -S"}
    assert command_of("editor", own) == ("nano", "-l")
    assert command_of("pager", own) == ("less", "-S")
    assert command_of("editor", own | {"VISUAL": "'my editor' --new"}) == ("my editor", "--new")
    assert command_of("editor", {"PATH": programs, "EDITOR": "'open"}) == ("nano",), "a broken setting is none"


def test_a_program_that_is_not_there_is_named(programs: str) -> None:
    with pytest.raises(ExplorerError, match=r"^\$EDITOR names em␛acs, which is not there"):
        command_of("editor", {"PATH": programs, "EDITOR": "em\x1bacs -nw"})
    with pytest.raises(ExplorerError, match=r"^no pager is there: set \$PAGER"):
        command_of("pager", {"PATH": programs + "/none"})


@pytest.mark.parametrize(("command", "line"), [
    (("less",), "less +7 /a.txt"), (("/usr/bin/vim", "-R"), "/usr/bin/vim -R +7 /a.txt"), (("hx",), "hx /a.txt:7"),
    (("code",), "code --wait --goto /a.txt:7"), (("code", "-w"), "code -w --goto /a.txt:7"), (("cat",), "cat /a.txt"),
])  # fmt: skip
def test_the_passage_is_gone_to_where_the_program_knows_how(command: tuple[str, ...], line: str) -> None:
    assert " ".join(arguments(command, Path("/a.txt"), 7)) == line


def test_the_copy_has_the_articles_lines_and_is_for_reading_alone(tmp_path: Path) -> None:
    source = next(each for each in sample_resolution().sources if each.path == "wire.txt")
    path = written_copy(source, tmp_path)
    assert path.name == "wire.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    text = path.read_text(encoding="utf-8")
    assert text == source.text
    assert text.splitlines()[line_of(source.text, source.text.index("“We regret")) - 1].startswith("“We regret")
    remove_copy(path)
    assert not path.parent.exists()
    remove_copy(path)


def test_copies_left_behind_go_after_a_day_and_nothing_else_does(tmp_path: Path) -> None:
    source = sample_resolution().sources[0]
    left, read_now, added_to, target = (written_copy(source, tmp_path).parent for _ in range(4))
    (added_to / "mine.md").touch()
    linked = tmp_path / f"{left.name}-linked"
    target = target.rename(tmp_path / "elsewhere")
    linked.symlink_to(target)
    others = [tmp_path / "explorer-notes", tmp_path / f"{left.name}.txt"]
    others[0].mkdir()
    others[1].touch()
    old = time.time() - 25 * 60 * 60
    for path in (left, added_to, target, *others):
        os.utime(path, (old, old))
    os.utime(linked, (old, old), follow_symlinks=False)
    remove_old_copies(tmp_path)
    assert set(tmp_path.iterdir()) == {read_now, added_to, target, linked, *others}
    assert list(target.iterdir())
    remove_old_copies(tmp_path / "no such folder")


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="a system with owners")
def test_copies_of_another_user_are_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = written_copy(sample_resolution().sources[0], tmp_path).parent
    os.utime(theirs, (0, 0))
    myself = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: myself + 1)
    remove_old_copies(tmp_path)
    assert theirs.exists()
    monkeypatch.undo()
    remove_old_copies(tmp_path)
    assert not theirs.exists()


def test_hostile_articles_and_names_do_nothing(tmp_path: Path) -> None:
    with Database.open(hostile_database(tmp_path)) as database:
        for item in database.items("source", database.rows("source")):
            path = written_copy(database.source(item.id), tmp_path)
            assert path.parent.parent == tmp_path
            assert not path.name.startswith(("-", "."))
            assert "\x1b" not in path.name + path.read_text(encoding="utf-8")
