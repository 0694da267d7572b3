"""Citations of an excerpt, and exports of a whole database."""

from explorer.cite.styles import STYLES, Citation, cite

__all__ = ["STYLES", "Citation", "cite"]
