"""An attribution chain in words: "this article → Reuters → The Information → 4 unnamed: “four people …”"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from explorer.models import Link

ARROW = " → "


def describe_link(link: Link, name_of: Callable[[str], str]) -> str:
    """One step; `name_of` gives the name of an entity id. A pronoun follows the name it stands for."""
    match link.kind:
        case "source":
            return "this article"
        case "unnamed":
            count = f"{link.count} unnamed" if link.count else "unnamed"
            return f"{count}: “{link.text}”"
        case "reference":
            name = f"{name_of(link.id)}, " if link.id and link.id.startswith("e") else ""
            return f"{name}reference {link.text}"
        case "entity":
            name = name_of(link.id) if link.id else link.text
            is_part = set(link.text.casefold().split()) <= set(name.casefold().split())
            return name if is_part else f"{name} (“{link.text}”)"


def describe_chain(links: Sequence[Link], name_of: Callable[[str], str]) -> str:
    """The chain from the nearest to the farthest. The result is not inert."""
    return ARROW.join(describe_link(link, name_of) for link in links)
