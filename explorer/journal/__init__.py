"""The reader's own work on a database: marks, bookmarks and notes, in a file of its own that outlives every rebuild.

Nothing here writes into a database. `entries` are the lines of the journal, `file` reads and appends them, `kept` is
what they amount to, `places` ties them to articles by content and finds them again.
"""

from explorer.journal.entries import Anchor, AnchorKind, Doing, Entry
from explorer.journal.file import Journal, is_journal, journal_path
from explorer.journal.kept import Kept, Noted
from explorer.journal.places import Place, anchor, locate

__all__ = [
    "Anchor",
    "AnchorKind",
    "Doing",
    "Entry",
    "Journal",
    "Kept",
    "Noted",
    "Place",
    "anchor",
    "is_journal",
    "journal_path",
    "locate",
]
