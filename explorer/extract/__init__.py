"""A `Source` becomes a `Reading`: who says what in it, and which names stand where."""
