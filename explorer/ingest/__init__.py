"""A file becomes a Source: decoding, text of record, regions, metadata, reference list, flags."""

from explorer.ingest.decode import decode
from explorer.ingest.files import Found, Listing, Skipped, find_files, read_bytes, relative_path
from explorer.ingest.source import RULES_VERSION, read_article, read_source

__all__ = [
    "RULES_VERSION",
    "Found",
    "Listing",
    "Skipped",
    "decode",
    "find_files",
    "read_article",
    "read_bytes",
    "read_source",
    "relative_path",
]
