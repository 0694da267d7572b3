"""A file becomes a `Source`: decoded text of record, labelled regions, metadata with its origin, references, flags."""
