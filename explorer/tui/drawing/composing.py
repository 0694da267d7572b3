"""Frames of a screen put together of the lines of its widgets, each part asked for only where nothing lies over it.

Stands on what Textual keeps to itself, read in 8.2.8: look at it again before another version is pinned.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from textual._compositor import ChopsUpdate, Compositor
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import Console
    from textual.geometry import Region


class Written(ChopsUpdate):
    """Parts of lines as a terminal is sent them."""

    def render_segments(self, console: Console) -> str:
        """Each part from where it begins: a terminal that takes a character for wider or narrower goes wrong in one."""
        written: list[str] = []
        for y, start, end in self.spans:
            for stop, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=True):
                if strip is not None and x < end and start < stop:
                    part = strip if stop <= end else strip.crop(0, end - x)
                    written.append(f"\x1b[{y + 1};{x + 1}H{part.render(console)}")
        return "".join(written)


class Composing(Compositor):
    """Cuts lines only where they are seen, and does not have a line remember that it is its own only part.

    Textual cuts every line of every widget, also of the containers below all others. What holds itself stays until
    rubbish is looked for, and whoever types leaves no time for that: measured, a minute at 40 ms a key left 20 MB of
    lines, and two minutes 40.
    """

    def render_partial_update(self) -> ChopsUpdate | None:
        """See `Compositor`."""
        update = super().render_partial_update()
        return None if update is None else Written(update.chops, update.spans, update.chop_ends)

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """The parts of each line by the cell they begin at; those of widgets that lie above come first and win."""
        cuts = self.cuts
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(line[:-1]) for line in cuts]
        open_parts = {y: len(line) for y, line in enumerate(chops) if line and is_rendered_line(y)}
        for region, clip, strips in self._get_renders(crop):
            seen = region.intersection(clip)
            for y, strip in zip(seen.line_range, strips, strict=False):
                if y in open_parts:
                    line = chops[y]
                    inside = [cut for cut in cuts[y] if seen.x <= cut <= seen.right]
                    if any(line[cut] is None for cut in inside[:-1]):
                        for cut, part in zip(inside, _parts(strip, [cut - seen.x for cut in inside[1:]]), strict=False):
                            if line[cut] is None:
                                line[cut] = part
                                open_parts[y] -= 1
                        if not open_parts[y]:
                            del open_parts[y]
            if not open_parts:
                break
        return cast("Sequence[Mapping[int, Strip]]", chops)


def _parts(strip: Strip, cuts: list[int]) -> Sequence[Strip]:
    """A line cut at cells, the last of which is its end."""
    return [strip] if len(cuts) == 1 and cuts[0] == strip.cell_length else strip.divide(cuts)
