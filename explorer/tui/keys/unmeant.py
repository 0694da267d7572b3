"""What is said of a key that does nothing where it was pressed: who knows it from elsewhere shall not wonder."""

from __future__ import annotations

from explorer.tui.keys.actions import ACTIONS, DIALOGS, PLACES, TYPING, Action, Context, actions_in, find, key_of
from explorer.tui.keys.keynames import is_typed, key_name

_FEW = 3  # places that are named; what works in more has nothing to do here
_NOT_NAMED: frozenset[Context] = DIALOGS | TYPING


def why_nothing(key: str, place: Context) -> str:
    """A sentence on why `key` does nothing in `place`; empty where it is one that nobody presses to have it done.

    Terminals send keys of their own, such as that of a window that got the focus: these are passed over in silence.
    """
    meaning = _meaning_elsewhere(key)
    if meaning is not None:
        places = [words for each, words in PLACES.items() if each in meaning.contexts - _NOT_NAMED]
        told = f"{key_name(key)} ({meaning.label}) works {_listed(places)}, not {PLACES[place]}."
        if len(places) > _FEW:
            return f"{key_name(key)} ({meaning.label}) has nothing to do {PLACES[place]}."
        leads = place not in meaning.contexts and "list" in meaning.contexts and find("explore") in actions_in(place)
        return f"{told} {key_of('explore')} goes to the lists." if leads and place != "comparison" else told
    return f"{key_name(key)} does nothing here: {key_of('help')} finds every key." if is_typed(key) else ""


def _meaning_elsewhere(key: str) -> Action | None:
    """What a key means where something is shown, in the lists before all other places."""
    found = [action for action in ACTIONS if key in action.keys and action.contexts - _NOT_NAMED]
    return next((action for action in found if "list" in action.contexts), found[0] if found else None)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
