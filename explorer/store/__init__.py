"""One SQLite file: `writer` is its only writer, `reader` opens it read-only."""
