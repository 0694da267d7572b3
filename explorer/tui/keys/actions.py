"""The one registry of what a reader can do: keys, footer hints, help screen and README's table come from here.

Nothing here imports textual, so that the documentation can be made without a screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from explorer.tui.keys.keynames import key_name as key_name  # whoever shows an action asks here

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass

Context = Literal[
    "list", "comparison", "search", "reader", "about", "view", "origins", "matrix", "timeline", "disputes",
    "menu", "searches", "palette", "help", "writing",
]  # fmt: skip
"""Where the keyboard is: in one of the three lists, in the comparison, in the search line, in the full text, in what is
known about a row or an entity, in the origins, in the matrix, on the axis of time, or among the disagreements; or in a
dialog: a menu, the searches, the palette, the help, or a line to write in."""

DIALOGS: frozenset[Context] = frozenset({"menu", "searches", "palette", "help", "writing"})
TYPING: frozenset[Context] = frozenset({"search", "palette", "help", "writing"})
"""Where a sign is typed, and can be no key of an action."""

_LISTS: frozenset[Context] = frozenset({"list"})
_BROWSING: frozenset[Context] = frozenset({"list", "comparison"})
_READING: frozenset[Context] = frozenset({"list", "comparison", "reader"})
_VIEWS: frozenset[Context] = frozenset({"about", "view", "origins", "matrix", "timeline", "disputes"})
_ANYWHERE: frozenset[Context] = _READING | _VIEWS
_SHEETS: frozenset[Context] = frozenset({"about", "view", "origins"})
_ORIGINS: frozenset[Context] = frozenset({"origins"})
_MATRIX: frozenset[Context] = frozenset({"matrix"})
_TIMELINE: frozenset[Context] = frozenset({"timeline"})
_READER: frozenset[Context] = frozenset({"reader"})
_DISPUTES: frozenset[Context] = frozenset({"disputes"})
_SEARCH: frozenset[Context] = frozenset({"search"})
_CHOOSING: frozenset[Context] = frozenset({"menu", "searches"})
_ENTRIES: frozenset[Context] = frozenset({"palette", "help"})
_KEPT: frozenset[Context] = frozenset({"searches"})
_CLICK = "a click takes a choice, the wheel scrolls, a click beside it closes"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a reader can do.

    `default_keys` are key names as the terminal layer knows them, the first is the one shown. `label` is the footer's
    word, `about` a full sentence, in which `{action}` stands for the key of that action. `rank` orders footer hints,
    lowest first; the footer drops the highest when space runs out or there are many, and never shows an action of rank
    0. `no_mouse` says why the mouse has no way to it.
    """

    id: str
    default_keys: tuple[str, ...]
    label: str
    about: str
    contexts: frozenset[Context]
    group: str
    rank: int = 0
    no_mouse: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys: those that the reader's settings give it, else those it has by itself."""
        return _changed.get(self.id, self.default_keys)

    @property
    def help(self) -> str:
        """What it does, with the keys that the reader has."""
        return with_keys(self.about)


_changed: dict[str, tuple[str, ...]] = {}
"""Keys of actions by the reader's settings."""


def change_keys(changed: Mapping[str, tuple[str, ...]]) -> None:
    """Give actions these keys, and all others their own; screens made from now on have them."""
    _changed.clear()
    _changed.update(changed)


MOVING = _MOVE = "Moving"
_CHOOSE, _EVIDENCE = "Choosing and searching", "Evidence and citing"
_VIEW, _KEEP, _WINDOW, _DIALOG = "Views", "Your own work", "Screen", "Dialogs"

ACTIONS: tuple[Action, ...] = (
    Action("down", ("down", "j"), "Down", "Next row or line.", _ANYWHERE, _MOVE),
    Action("up", ("up", "k"), "Up", "Previous row or line.", _ANYWHERE, _MOVE),
    Action("left", ("left", "h"), "Left", "Pane or column to the left; in a view: fold.", _BROWSING | _VIEWS | _READER,
           _MOVE),
    Action("right", ("right", "l"), "Right", "Pane or column to the right; in a view: unfold.",
           _BROWSING | _VIEWS | _READER, _MOVE),
    Action("page_down", ("pagedown", "ctrl+f"), "Page", "One page down.", _ANYWHERE, _MOVE),
    Action("page_up", ("pageup", "ctrl+b"), "Page", "One page up.", _ANYWHERE, _MOVE),
    Action("half_down", ("ctrl+d",), "Half", "Half a page down.", _ANYWHERE, _MOVE),
    Action("half_up", ("ctrl+u",), "Half", "Half a page up.", _ANYWHERE, _MOVE),
    Action("top", ("g", "home"), "Top", "First row or line.", _ANYWHERE, _MOVE),
    Action("bottom", ("G", "end"), "Bottom", "Last row or line.", _ANYWHERE, _MOVE),
    Action("next_pane", ("tab",), "Pane", "Next pane.", _BROWSING | _DISPUTES | _READER | _SHEETS, _MOVE, 10),
    Action("previous_pane", ("shift+tab",), "Pane", "Previous pane.",
           _BROWSING | _DISPUTES | _SEARCH | _READER | _SHEETS, _MOVE, no_mouse="a click on a pane goes there"),
    Action("sources", ("1",), "Sources", "Go to the sources.", _ANYWHERE, _MOVE),
    Action("entities", ("2",), "Entities", "Go to the entities.", _ANYWHERE, _MOVE),
    Action("claims", ("3",), "Claims", "Go to the claims.", _ANYWHERE, _MOVE),
    Action("comparison", ("4",), "Compare", "Go to the comparison.", _ANYWHERE, _MOVE),
    Action(
        "choose", ("enter",), "Filter",
        "Filter the other panes by this row, and on a row already chosen go to its excerpts; on a passage: read it in "
        "its article.", _LISTS, _CHOOSE, 1,
    ),
    Action("search", ("slash",), "Search", "Find sources, entities, claims and passages as you type; {help_typed} or "
           "{help} tells what a query can ask for.", _ANYWHERE - _READER, _CHOOSE, 3),
    Action("find", ("slash",), "Find", "Find words in this text, marked as you type; {next_evidence} and "
           "{previous_evidence} go from match to match, {leave} takes the marks away. The empty line finds the same "
           "again.", _READER, _CHOOSE, 3),
    Action("search_lists", ("S",), "Search", "Out of the full text, to the search of sources, entities and claims.",
           _READER, _CHOOSE, 15),
    Action(
        "passages", ("p",), "Passages", "While a search is on: the passages it finds in the place of the sources, and "
        "back.", _BROWSING, _CHOOSE, 14,
    ),
    Action("save_search", ("w",), "Save", "Keep the search of now; once more: give it a name.", _BROWSING, _CHOOSE),
    Action("searches", ("S",), "Searches", "Choose from the searches you kept and those you made.", _BROWSING,
           _CHOOSE),
    Action("results", ("enter",), "Results", "Go to what was found.", _SEARCH, _CHOOSE, 1),
    Action("clear", ("escape",), "Clear", "Clear the search; on an empty line go back.", _SEARCH, _CHOOSE, 2),
    Action("take", ("tab",), "Take", "Take what the line suggests, as Right does at its end; else go to what was "
           "found.", _SEARCH, _CHOOSE, 3),
    Action("line_down", ("down", "ctrl+n"), "Down", "Into the suggestions; to later searches; else to what was found.",
           _SEARCH, _CHOOSE, no_mouse="a click takes what is suggested"),
    Action("line_up", ("up", "ctrl+p"), "Earlier", "Out of the suggestions; else the search before, as in a shell.",
           _SEARCH, _CHOOSE, 4),
    Action("save_typed", ("f2",), "Save", "Keep the search in the line; once more: give it a name.", _SEARCH, _CHOOSE,
           5),
    Action("help_typed", ("f1",), "Help", "What a query can ask for, and every key.", _SEARCH, _CHOOSE, 7),
    Action("searches_typed", ("ctrl+r", "f3"), "Searches", "Choose from the searches you kept and those you made.",
           _SEARCH, _CHOOSE, 6),
    Action(
        "back", ("escape",), "Back",
        "Undo one step: zoom, comparison, the last filter or the search, whichever came last.", _BROWSING, _CHOOSE, 9,
    ),
    Action(
        "next_evidence", ("n",), "Next",
        "Next piece of evidence, column after column; while a search is on: its next match, then that of the next row.",
        _READING | _SHEETS, _EVIDENCE, 5,
    ),
    Action("previous_evidence", ("N",), "Previous", "Previous piece of evidence, or match.", _READING | _SHEETS,
           _EVIDENCE),
    Action("read_excerpt", ("enter",), "Read", "Read the article of the excerpt in focus, opened there.",
           frozenset({"comparison"}), _EVIDENCE, 1),
    Action(
        "word_diff", ("d",), "Words",
        "Compare the account in focus word by word with the next one, then with each you go to; and back.",
        _BROWSING, _EVIDENCE, 8,
    ),
    Action("more_context", ("plus",), "More", "More around each evidence: paragraphs around it, the whole article.",
           _BROWSING, _EVIDENCE, 9),
    Action("less_context", ("minus",), "Less", "Less around each evidence: its sentence alone.", _BROWSING, _EVIDENCE),
    Action("lock", ("vertical_line",), "Lock", "Scroll the columns of the comparison together, or each on its own.",
           _BROWSING, _EVIDENCE),
    Action(
        "copy", ("y",), "Cite", "Copy the citation of the excerpt in focus.", _ANYWHERE, _EVIDENCE, 6,
    ),
    Action("outside", ("o",), "Outside", "Read the article in focus in your pager, editor or browser.", _ANYWHERE,
           _EVIDENCE, 13),
    Action("style", ("Y",), "Style", "Choose the citation style, with a preview: a quotation, Markdown, APA, BibTeX or "
           "CSL-JSON.", _ANYWHERE, _EVIDENCE, 10),
    Action(
        "source", ("r",), "Read", "Read the whole text of the source, its regions labelled; in it: back.", _ANYWHERE,
        _EVIDENCE, 7,
    ),
    Action(
        "about", ("i",), "About",
        "Who has it from whom, where accounts differ, what a rewrite lost, what else is told of the event.", _ANYWHERE,
        _EVIDENCE, 8,
    ),
    Action(
        "follow", ("enter",), "Go there", "Open the passage in its source, or go to that claim or entity.",
        _VIEWS | _READER, _EVIDENCE, 1,
    ),
    Action("next_cell", ("n",), "Next", "In the matrix: the next cell that says something.", _MATRIX, _EVIDENCE, 5),
    Action("previous_cell", ("N",), "Previous", "In the matrix: the cell before that says something.", _MATRIX,
           _EVIDENCE),
    Action("matrix_sort", ("s",), "Sort", "Claims of the matrix: the gravest disagreement first, by weight, or the "
           "most sources for the fewest origins.", _MATRIX, _CHOOSE, 6),
    Action("matrix_columns", ("c",), "Columns", "Sources of the matrix: the first published first, or who makes most "
           "claims.", _MATRIX, _CHOOSE),
    Action("matrix_singles", ("f",), "All", "The matrix with the claims of one source alone, or without them.",
           _MATRIX, _CHOOSE, 7),
    Action("wider", ("plus", "less_than_sign"), "Wider", "Wider columns in the matrix.", _MATRIX, _WINDOW, 12),
    Action("narrower", ("minus", "greater_than_sign"), "Narrower", "Narrower columns in the matrix: more of them.",
           _MATRIX, _WINDOW, 13),
    Action("reset_width", ("equals_sign",), "Reset", "Columns of the matrix as wide as fits.", _MATRIX, _WINDOW),
    Action("finer", ("plus",), "Finer", "Time by months, by days.", _TIMELINE, _WINDOW, 5),
    Action("coarser", ("minus",), "Coarser", "Time by months, by years.", _TIMELINE, _WINDOW, 6),
    Action("next_mark", ("n",), "Next", "On the axis of time: the next publication.", _TIMELINE, _EVIDENCE, 7),
    Action("previous_mark", ("N",), "Previous", "On the axis of time: the publication before.", _TIMELINE, _EVIDENCE),
    Action("next_flag", ("f",), "Flag", "In the text: the next place that is doubtful.", _READER, _EVIDENCE, 6),
    Action("previous_flag", ("F",), "Flag", "In the text: the doubtful place before.", _READER, _EVIDENCE),
    Action("next_kind", ("f",), "Kind", "Only the next kind of disagreement: number, date, scope …; last, all again.",
           _DISPUTES, _CHOOSE, 4),
    Action("previous_kind", ("F",), "Kind", "Only the kind of disagreement before.", _DISPUTES, _CHOOSE),
    Action("everywhere", ("a",), "All", "Disagreements on the row one comes from alone, or on all rows.", _DISPUTES,
           _CHOOSE, 5),
    Action("rewrites", ("a",), "Rewrites", "Which article copied or rewrote which, of all articles, and what the "
           "rewrite dropped; once more: the claim.", _ORIGINS, _CHOOSE, 4),
    Action("next_side", ("n",), "Next", "The next side of a disagreement, which {copy} cites; then the next "
           "disagreement.", _DISPUTES, _EVIDENCE, 5),
    Action("previous_side", ("N",), "Previous", "The side of a disagreement before.", _DISPUTES, _EVIDENCE),
    Action("explore", ("X",), "Explore", "The lists and the comparison.", _ANYWHERE, _VIEW),
    Action("matrix", ("M",), "Matrix", "Claims by sources: who says what, who says it otherwise, who leaves it out.",
           _ANYWHERE, _VIEW),
    Action("origins", ("O",), "Origins", "Who reported a claim first, who has it from whom, and what a rewrite "
           "dropped; from a source or an entity: which article rewrote which.", _ANYWHERE, _VIEW),
    Action("disagreements", ("D",), "Disagreements", "Where accounts differ or contradict each other, side by side.",
           _ANYWHERE, _VIEW),
    Action("timeline", ("L",), "Timeline", "What happened when, and the date on which it was published.", _ANYWHERE,
           _VIEW),
    Action("entity", ("I",), "Entity", "All that is known of an entity: of the row, or of one in the claim.",
           _ANYWHERE, _VIEW),
    Action("history_back", ("left_square_bracket",), "Back", "To where you were before, as in a browser.", _ANYWHERE,
           _VIEW),
    Action("history_forward", ("right_square_bracket",), "Forward", "Forward again.", _ANYWHERE, _VIEW),
    Action("leave", ("escape",), "Back", "Out of this view.", _VIEWS | {"reader"}, _WINDOW, 2),
    Action("mark", ("space",), "Mark", "Mark the row and go down, or take its mark away; {export} exports what is "
           "marked.", _BROWSING | _VIEWS, _KEEP, 9),
    Action("range", ("v",), "Range", "Begin a range of rows; {mark} or {range} at its other end marks it.", _LISTS,
           _KEEP),
    Action("bookmark", ("b",), "Bookmark", "Bookmark the row, or the excerpt in focus; once more: take it away.",
           _ANYWHERE, _KEEP),
    Action("note", ("e",), "Note", "Write a note on the row, or on the excerpt in focus.", _ANYWHERE, _KEEP),
    Action("bookmarks", ("B",), "Bookmarks", "Choose from your bookmarks and notes, and go there.", _ANYWHERE, _KEEP),
    Action("export", ("E",), "Export", "Export the marked claims: Markdown, JSON, CSV or BibTeX, copied or to a file.",
           _ANYWHERE, _KEEP),
    Action("undo", ("u",), "Undo", "Take back the last mark, bookmark or note.", _ANYWHERE, _KEEP),
    Action("redo", ("U",), "Redo", "Do again what was undone last.", _ANYWHERE, _KEEP),
    Action("sort", ("s",), "Sort", "Choose the order of the list.", _BROWSING, _CHOOSE, 12),
    Action("filter", ("f",), "Narrow", "Narrow the list to the disputed, the quoted, to people …: adds to the search.",
           _BROWSING, _CHOOSE, 10),
    Action("divider_back", ("less_than_sign",), "Smaller", "Less room for the lists; the mouse can drag their border.",
           _BROWSING, _WINDOW),
    Action("divider_on", ("greater_than_sign",), "Larger", "More room for the lists.", _BROWSING, _WINDOW),
    Action("divider_reset", ("equals_sign",), "Reset", "Lists and comparison as large as at first.", _BROWSING,
           _WINDOW),
    Action("zoom", ("z",), "Zoom", "One pane on the full screen, and back.", _BROWSING, _WINDOW, 9),
    Action("theme", ("T",), "Theme", "The next theme: dark, light, both in high contrast, the terminal's own colours.",
           _ANYWHERE, _WINDOW),
    Action("palette", ("colon", "ctrl+p"), "Commands", "Do anything by its name; also go to a claim or an entity.",
           _ANYWHERE, _WINDOW, 5),
    Action("jump", ("semicolon", "ctrl+o"), "Jump", "A letter on everything that can be gone to: one key goes there.",
           _ANYWHERE, _WINDOW),
    Action("help", ("question_mark", "f1"), "Help", "Every key, searched as you type.", _ANYWHERE, _WINDOW, 3),
    Action("suspend", ("ctrl+z",), "Suspend", "Back to the shell for a while; its fg brings the screen again.",
           _ANYWHERE, _WINDOW),
    Action("reopen", ("R",), "Reopen", "Open the database anew, at the same place: after explorer build.", _ANYWHERE,
           _WINDOW),
    Action("tour", ("f4",), "Tour", "Five lines for the first time; once more: take them away.", _BROWSING, _WINDOW),
    Action(
        "copy_selection", ("ctrl+c",), "Copy", "Copy the text selected with the mouse.", _ANYWHERE | _SEARCH, _WINDOW,
        no_mouse="the mouse selects, the key copies",
    ),
    Action("quit", ("q",), "Quit", "Exit explorer.", _ANYWHERE, _WINDOW, 11),
    Action("choice_down", ("down", "j", "tab", "ctrl+n"), "Down", "Next choice. Letters that stand before choices take "
           "them at once.", _CHOOSING, _DIALOG, no_mouse=_CLICK),
    Action("choice_up", ("up", "k", "shift+tab", "ctrl+p"), "Up", "Previous choice.", _CHOOSING, _DIALOG,
           no_mouse=_CLICK),
    Action("choice_page_down", ("pagedown", "ctrl+f"), "Page", "A page of choices down.", _CHOOSING, _DIALOG,
           no_mouse=_CLICK),
    Action("choice_page_up", ("pageup", "ctrl+b"), "Page", "A page of choices up.", _CHOOSING, _DIALOG,
           no_mouse=_CLICK),
    Action("choice_top", ("g", "home"), "Top", "First choice.", _CHOOSING, _DIALOG, no_mouse=_CLICK),
    Action("choice_bottom", ("G", "end"), "Bottom", "Last choice.", _CHOOSING, _DIALOG, no_mouse=_CLICK),
    Action("choice_take", ("enter",), "Take", "Take the choice under the cursor.", _CHOOSING, _DIALOG, no_mouse=_CLICK),
    Action("choice_leave", ("escape", "q", "ctrl+c"), "Leave", "Close it and choose nothing.", _CHOOSING, _DIALOG,
           no_mouse=_CLICK),
    Action("keep_search", ("s",), "Keep", "Keep the search under the cursor.", _KEPT, _DIALOG,
           no_mouse="a click chooses the search, the key keeps it"),
    Action("name_search", ("n",), "Name", "Keep the search under the cursor and name it.", _KEPT, _DIALOG,
           no_mouse="a name is typed"),
    Action("forget_search", ("d", "delete"), "Forget", "Forget the search under the cursor.", _KEPT, _DIALOG,
           no_mouse="a slip of the mouse must not forget anything"),
    Action("restore_search", ("u",), "Undo", "Bring back the search forgotten last.", _KEPT, _DIALOG,
           no_mouse="only keys forget"),
    Action("entry_down", ("down", "tab", "ctrl+n"), "Down", "Next entry or line.", _ENTRIES, _DIALOG, no_mouse=_CLICK),
    Action("entry_up", ("up", "shift+tab", "ctrl+p"), "Up", "Previous entry or line.", _ENTRIES, _DIALOG,
           no_mouse=_CLICK),
    Action("entry_page_down", ("pagedown", "ctrl+f"), "Page", "A page down.", _ENTRIES, _DIALOG, no_mouse=_CLICK),
    Action("entry_page_up", ("pageup", "ctrl+b"), "Page", "A page up.", _ENTRIES, _DIALOG, no_mouse=_CLICK),
    Action("entry_take", ("enter",), "Take", "Do the entry under the cursor; keep what is written; close the help.",
           _ENTRIES | {"writing"}, _DIALOG, no_mouse=_CLICK),
    Action("entry_leave", ("escape", "ctrl+c"), "Leave", "Close it; in the help clear what is typed first.",
           _ENTRIES | {"writing"}, _DIALOG, no_mouse=_CLICK),
)  # fmt: skip


def changed_keys() -> set[str]:
    """All keys that the reader's settings give."""
    return {key for keys in _changed.values() for key in keys}


def actions_in(context: Context) -> list[Action]:
    """The actions of one context, in registry order."""
    return [action for action in ACTIONS if context in action.contexts]


def meant(key: str, context: Context) -> Action | None:
    """What a key means in a context; None where it means nothing."""
    return next((action for action in ACTIONS if context in action.contexts and key in action.keys), None)


def find(action_id: str) -> Action:
    """The action of that id; raises KeyError for an id that is not registered."""
    return _BY_ID[action_id]


_BY_ID = {action.id: action for action in ACTIONS}


def key_of(action_id: str) -> str:
    """The first key of an action as people write it, for a sentence; where it has none, how else it is done."""
    keys = find(action_id).keys
    return key_name(keys[0]) if keys else f"{find(action_id).label} in the commands"


def with_keys(words: str) -> str:
    """A sentence with the reader's keys in the place of `{action}`s, as `key_of` names them."""
    return words.format_map(_KeyNames()) if "{" in words else words


class _KeyNames(dict[str, str]):
    def __missing__(self, action_id: str) -> str:
        return key_of(action_id)


def groups(actions: Iterable[Action] = ACTIONS) -> list[tuple[str, list[Action]]]:
    """Actions by group, for the help screen and the table."""
    by_group: dict[str, list[Action]] = {}
    for action in actions:
        by_group.setdefault(action.group, []).append(action)
    return list(by_group.items())


def keys_text(action: Action) -> str:
    """All keys of an action as people write them, separated by spaces."""
    return " ".join(key_name(key) for key in action.keys)


PLACES: dict[Context, str] = {
    "list": "in the lists", "comparison": "in the comparison", "search": "in the search line",
    "reader": "in the full text", "about": "in About", "view": "in Entity", "origins": "in the origins",
    "matrix": "in the matrix", "timeline": "in the timeline", "disputes": "in the disagreements", "menu": "in menus",
    "searches": "in the list of searches", "palette": "in the commands", "help": "in the help",
    "writing": "where one line is written",
}  # fmt: skip
"""Contexts as people call them."""


def place_words(action: Action) -> str:
    """Where an action can be done, in parentheses, where that is one context alone; else nothing."""
    only = next(iter(action.contexts))
    return f" ({PLACES[only]})" if len(action.contexts) == 1 and only != "list" else ""


def _in_table(name: str) -> str:
    """A table of Markdown reads "|" as the end of a cell, within code too."""
    return name.replace("|", "\\|")


def markdown_table() -> str:
    """The table of keys for README: one row an action, grouped as in the help screen."""
    lines = ["| Keys | What they do |", "|---|---|"]
    for name, actions in groups():
        lines.append(f"| **{name}** | |")
        for action in actions:
            keys = " ".join(f"`{_in_table(key_name(key))}`" for key in action.default_keys)
            lines.append(f"| {keys} | {action.help}{place_words(action)} |")
    return "\n".join(lines) + "\n"
