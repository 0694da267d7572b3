"""What a reader can do with the comparison: words against words, more or less around them, columns locked or freed."""

from __future__ import annotations

from explorer.tui.comparison.compare import Compare
from explorer.tui.explore.asking import Asking
from explorer.tui.keys.actions import key_of


class Comparing(Asking):
    """The keys of the comparison, from the lists too: it is always that of the row under the cursor."""

    def _seen(self) -> Compare | None:
        """The comparison, if it is on the screen and compares something; else the reader is told what is amiss."""
        compare = self.compare()
        if not (compare.size.width and compare.size.height):
            self.tell(f"The comparison is not in view: {key_of('comparison')} goes to it.", severity="warning")
        elif compare.comparison is None:
            self.tell("There is nothing to compare here.", severity="warning")
        else:
            return compare
        return None

    def do_read_excerpt(self) -> None:
        """The article of the excerpt in focus, opened there."""
        self.do_source()

    def do_word_diff(self) -> None:
        """The other accounts against the one in focus, word by word, and back."""
        compare = self._seen()
        if compare is not None and not compare.toggle_words():
            lone = "Only one article tells this claim: there is no other account to set it against."
            elsewhere = f"Word by word takes two accounts of one claim: {key_of('claims')} goes to the claims."
            self.tell(lone if self.following == "claim" else elsewhere, severity="warning")

    def do_more_context(self) -> None:
        """More around each evidence."""
        compare = self._seen()
        if compare is not None and not compare.widen(1):
            self.tell(f"There is no more to show here: {key_of('source')} reads the article.", severity="warning")

    def do_less_context(self) -> None:
        """Less around each evidence."""
        compare = self._seen()
        if compare is not None and not compare.widen(-1):
            self.tell("There is no less to show.", severity="warning")

    def do_lock(self) -> None:
        """Scroll the columns together, or each on its own."""
        compare = self._seen()
        if compare is None:
            return
        if not compare.toggle_lock():
            self.tell("There is only one column to scroll.", severity="warning")
            return
        self.tell("The columns scroll together." if compare.is_locked else "Each column scrolls on its own.")
