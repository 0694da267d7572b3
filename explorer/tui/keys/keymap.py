"""The keys that a reader's settings give to actions: which of them can be, and which two actions want the same.

Free of textual, because the command line reports the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from explorer.config import nearest
from explorer.text.inert import make_inert
from explorer.tui.keys.actions import ACTIONS, PLACES, TYPING, Action
from explorer.tui.keys.keynames import is_typed, key_name, read_key


class Keymap(NamedTuple):
    """Actions whose keys are not their own, and what is wrong in the settings, a sentence each."""

    keys: dict[str, tuple[str, ...]]
    problems: tuple[str, ...]


def keymap(wanted: Mapping[str, tuple[str, ...]]) -> Keymap:
    """What these settings (action → keys as written) come to.

    A key that is given to an action is taken from those that have it by themselves in the same place; of two actions
    that are both given it, the one that stands first in the help keeps it.
    """
    problems: list[str] = []
    by_id = {action.id: action for action in ACTIONS}
    given: dict[str, tuple[str, ...]] = {}
    for identity, written in wanted.items():
        if identity not in by_id:
            problems.append(f"“{make_inert(identity[:60])}” is no action{nearest(identity, by_id)}")
            continue
        keys = _read(identity, written, problems)
        if by_id[identity].contexts <= TYPING and any(map(is_typed, keys)):
            where = PLACES[next(place for place in PLACES if place in by_id[identity].contexts)]
            problems.append(f"keys.{identity}: {where} a sign is typed; take a key with Ctrl, or F1 to F12")
            keys = tuple(key for key in keys if not is_typed(key))
        if keys:
            given[identity] = keys
    effective = {action.id: given.get(action.id, action.default_keys) for action in ACTIONS}
    first = sorted(ACTIONS, key=lambda action: action.id not in given)
    for place, winner in enumerate(first):
        if winner.id in given:
            for loser in first[place + 1 :]:
                _take(winner, loser, effective, given, problems)
    changed = {each.id: effective[each.id] for each in ACTIONS if effective[each.id] != each.default_keys}
    return Keymap(changed, tuple(problems))


def _read(identity: str, written: tuple[str, ...], problems: list[str]) -> tuple[str, ...]:
    keys: dict[str, None] = {}
    for each in written:
        try:
            keys[read_key(each[:60])] = None
        except ValueError as error:
            problems.append(make_inert(f"keys.{identity}: {error}"))
    if not written:
        problems.append(f"keys.{identity} names no key, and keeps its own")
    return tuple(keys)


def _take(
    winner: Action,
    loser: Action,
    effective: dict[str, tuple[str, ...]],
    given: Mapping[str, tuple[str, ...]],
    problems: list[str],
) -> None:
    """Take from one action the keys that another has in the same place, and say so."""
    shared = winner.contexts & loser.contexts
    lost = [key for key in effective[loser.id] if key in effective[winner.id]] if shared else []
    if not lost:
        return
    left = tuple(key for key in effective[loser.id] if key not in lost)
    effective[loser.id] = left
    where = PLACES[next(place for place in PLACES if place in shared)]
    names = " and ".join(key_name(key) for key in lost)
    now = f"which keeps {' '.join(map(key_name, left))}" if left else "which has no key left"
    was = "wanted by" if loser.id in given else "taken from"
    problems.append(f"{names} is {winner.id} {where}, {was} {loser.id}, {now}")
