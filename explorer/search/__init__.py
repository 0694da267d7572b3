"""Fuzzy search over what a database holds."""
