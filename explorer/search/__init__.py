"""Fuzzy search over what a database holds."""

from explorer.search.highlighting import highlight
from explorer.search.searcher import Searcher, index

__all__ = ["Searcher", "highlight", "index"]
