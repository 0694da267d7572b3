"""Read many accounts of one story: who says what, who got it from whom, and where they differ."""

__version__ = "0.8.0"
