"""The screen. Nothing outside this package imports textual, and nothing imports this package before it opens."""
