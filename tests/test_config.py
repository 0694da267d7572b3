"""The file of settings: nothing in it keeps the program from opening, and what is wrong in it is told in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explorer.config import CONTEXTS, STYLES, THEMES, Settings, config_path, read_config
from explorer.state import state_path
from explorer.text.inert import is_inert
from tests.command_line import data, explorer


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "explorer" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_it_lies_where_each_system_keeps_such_things() -> None:
    assert config_path("linux", {"XDG_CONFIG_HOME": "/c"}) == Path("/c/explorer/config.toml")
    assert config_path("linux", {"XDG_CONFIG_HOME": "c"}) == config_path("linux", {}), "a relative one is none"
    assert state_path("linux", {"XDG_STATE_HOME": "c"}) == state_path("linux", {})
    assert config_path("win32", {"APPDATA": "/a"}) == Path("/a/explorer/config.toml")
    assert config_path("darwin", {}).parts[-3:] == ("Application Support", "explorer", "config.toml")
    assert config_path("linux", {}).parts[-3:] == (".config", "explorer", "config.toml")


def test_without_a_file_nothing_is_set_and_nothing_is_wrong(tmp_path: Path) -> None:
    found = read_config(lambda: tmp_path / "config.toml")
    assert (found.settings, found.problems, found.is_there) == (Settings(), (), False)


def test_what_can_be_set(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '[keys]\nzoom = "x"\nhelp = ["?", "f5"]\n[screen]\ntheme = "light"\nascii = true\ncitation_style = "apa"\n'
        'context = "article"\n',
    )
    found = read_config(lambda: path)
    assert found.problems == ()
    assert found.settings == Settings("light", True, "apa", "article", {"zoom": ("x",), "help": ("?", "f5")})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[kyes]", "“kyes” is no section; did you mean keys?"),
        ("keys = 3", "keys is no section"),
        ("screen = []", "screen is no section"),
        ("[keys]\nzoom = 3", "keys.zoom is no key"),
        ("[keys]\nzoom = ['x', 3]", "keys.zoom is no key"),
        ("[screen]\nteme = 'dark'", "“screen.teme” is no setting; did you mean theme?"),
        ("[screen]\ntheme = 'drak'", "screen.theme is “drak”; did you mean dark?"),
        ("[screen]\ntheme = 7", "screen.theme is “7”; there are dark"),
        ("[screen]\nascii = 'yes'", "screen.ascii is neither true nor false"),
        ("[screen", "it is no TOML"),
        (b"\xff\xfe[keys]", "it is not UTF-8"),
        ('["\\u001b]52;c;x\\u0007"]', "is no section"),
        ("a = " + "[" * 3000, "it is no TOML"),
        ("#" * 200_000, "larger than"),
    ],
)
def test_each_thing_wrong_is_one_inert_sentence(tmp_path: Path, text: str | bytes, says: str) -> None:
    path = written(tmp_path, text)
    found = read_config(lambda: path)
    assert len(found.problems) == 1
    assert says in found.problems[0]
    assert is_inert(found.problems[0])
    assert found.settings == Settings(), "what is wrong counts for nothing"


def test_a_file_saved_by_an_editor_with_its_own_mark_and_line_ends_is_read(tmp_path: Path) -> None:
    config = read_config(lambda: written(tmp_path, b'\xef\xbb\xbf[screen]\r\ntheme = "light"\r\n'))
    assert (config.settings.theme, config.problems) == ("light", ())


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    found = read_config(lambda: tmp_path)
    assert "it cannot be read" in found.problems[0]


def test_the_names_are_those_of_the_rooms_that_use_them() -> None:
    from explorer import cite
    from explorer.tui.comparison import model as comparison
    from explorer.tui.drawing import theme

    assert tuple(cite.STYLES) == STYLES
    assert tuple(theme.THEMES) == THEMES
    assert comparison.CONTEXTS == CONTEXTS


def test_the_verb_prints_what_counts_as_lines_and_as_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = written(tmp_path, '[keys]\nzoom = "x"\n')
    shown = explorer(tmp_path, "config")
    assert shown.returncode == 0
    assert str(path) in shown.stdout
    assert "(by itself z)" in shown.stdout
    told = data(explorer(tmp_path, "config", "--json"))
    assert told["keys"]["zoom"] == ["x"]
    assert told["changed"] == ["zoom"]
    assert told["problems"] == []


def test_the_verb_fails_where_something_is_wrong_and_prints_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    written(tmp_path, '[keys]\nzom = "x"\nzoom = "n"\n')
    failed = explorer(tmp_path, "config", "--json")
    assert failed.returncode == 2
    assert len(failed.stderr.splitlines()) == 1
    assert "problems in" in failed.stderr
    assert len(json.loads(failed.stdout)["problems"]) >= 2
