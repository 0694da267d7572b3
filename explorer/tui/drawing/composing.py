"""Frames of a screen put together of the lines of its widgets, each part asked for only where nothing lies over it.

Stands on what Textual keeps to itself, read in 8.2.8: look at it again before another version is pinned.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from textual._compositor import ChopsUpdate, Compositor, CompositorMap, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from explorer.tui.drawing.writing import written

if TYPE_CHECKING:
    from rich.console import Console


class Written(ChopsUpdate):
    """Parts of lines as a terminal is sent them."""

    def render_segments(self, console: Console) -> str:
        """Each part from where it begins: a terminal that takes a character for wider or narrower goes wrong in one."""
        parts: list[str] = []
        for y, start, end in self.spans:
            for stop, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=True):
                if strip is not None and x < end and start < stop:
                    part = strip if stop <= end else strip.crop(0, end - x)
                    parts.append(f"\x1b[{y + 1};{x + 1}H{written(part, console)}")
        return "".join(parts)


class WholeWritten(LayoutUpdate):
    """All lines of the screen."""

    def render_segments(self, console: Console) -> str:
        """Each part from where it begins, as in `Written`."""
        parts: list[str] = []
        for y, line in enumerate(self.strips, self.region.y):
            x = self.region.x
            for strip in line:
                parts.append(f"\x1b[{y + 1};{x + 1}H{written(strip, console)}")
                x += strip.cell_length
        return "".join(parts)


class Composing(Compositor):
    """Cuts lines only where they are seen, and does not have a line remember that it is its own only part.

    Textual cuts every line of every widget, also of the containers below all others. What holds itself stays until
    rubbish is looked for, and whoever types leaves no time for that: measured, a minute at 40 ms a key left 20 MB of
    lines, and two minutes 40.
    """

    @property
    def full_map(self) -> CompositorMap:
        """See `Compositor`; what stands elsewhere or is gone since the last frame is drawn in the next.

        Textual works the map out anew where it is asked for after something has scrolled, as when the mouse moves. The
        layout after that compares with it and not with what was drawn: the upper line of a toast stayed for good where
        a shorter one came.
        """
        drawn = self.visible_widgets if self._full_map_invalidated and self.root is not None else None
        found = super().full_map
        if drawn is not None:
            for _, seen in drawn.items() ^ self.visible_widgets.items():
                self._dirty_regions.add(Region.intersection(*seen))
        return found

    def render_partial_update(self) -> ChopsUpdate | None:
        """See `Compositor`; of the lines only what is written is put together."""
        screen, changed = self.size.region, self._dirty_regions.copy()
        self._dirty_regions.clear()
        if not changed:
            return None
        spans = list(self._regions_to_spans(changed))
        wanted: dict[int, tuple[int, int]] = {}
        for y, start, end in spans:
            first, last = wanted.get(y, (start, end))
            wanted[y] = min(first, start), max(last, end)
        chops = self._chops_of(Region.from_union(list(changed)).intersection(screen), wanted)
        return Written(chops, spans, [line[1:] for line in self.cuts])

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """See `Compositor`."""
        update = super().render_full_update(simplify)
        return update if simplify else WholeWritten(update.strips, update.region)  # what is simplified is for a picture

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """The parts of each line by the cell they begin at."""
        return self._chops_of(crop, {y: (0, line[-1]) for y, line in enumerate(self.cuts) if is_rendered_line(y)})

    def _chops_of(self, crop: Region, wanted: Mapping[int, tuple[int, int]]) -> Sequence[Mapping[int, Strip]]:
        """As `_render_chops`, all parts that have cells between the two of a line; of other lines none.

        Those of widgets that lie above come first and win.
        """
        cuts = self.cuts
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(line[:-1]) for line in cuts]
        open_parts = {
            y: {cut for cut, stop in pairwise(cuts[y]) if cut < end and start < stop}
            for y, (start, end) in wanted.items()
            if y < len(cuts)
        }
        open_parts = {y: parts for y, parts in open_parts.items() if parts}
        for region, clip, strips in self._get_renders(crop):
            seen = region.intersection(clip)
            for y, strip in zip(seen.line_range, strips, strict=False):
                if y in open_parts:
                    missing = open_parts[y]
                    inside = [cut for cut in cuts[y] if seen.x <= cut <= seen.right]
                    if not missing.isdisjoint(inside[:-1]):
                        for cut, part in zip(inside, _parts(strip, [cut - seen.x for cut in inside[1:]]), strict=False):
                            if cut in missing:
                                chops[y][cut] = part
                                missing.remove(cut)
                        if not missing:
                            del open_parts[y]
            if not open_parts:
                break
        return cast("Sequence[Mapping[int, Strip]]", chops)


def _parts(strip: Strip, cuts: list[int]) -> Sequence[Strip]:
    """A line cut at cells, the last of which is its end."""
    return [strip] if len(cuts) == 1 and cuts[0] == strip.cell_length else strip.divide(cuts)
