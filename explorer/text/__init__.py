"""Strings in, strings out. Nothing here knows of files, databases or screens."""
