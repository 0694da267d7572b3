"""A file becomes a Source: decoding, text of record, regions, metadata, reference list, flags."""

from explorer.ingest.files import Found, Listing, Skipped, find_files
from explorer.ingest.source import RULES_VERSION, read_source

__all__ = ["RULES_VERSION", "Found", "Listing", "Skipped", "find_files", "read_source"]
