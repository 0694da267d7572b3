"""A file becomes a Source: decoding, text of record, regions, metadata, reference list, flags."""

from explorer.ingest.files import Found, Listing, Skipped, find_files
from explorer.ingest.source import read_source

__all__ = ["Found", "Listing", "Skipped", "find_files", "read_source"]
