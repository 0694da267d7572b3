"""Readings of a folder become one `Resolution`: entities, claims, origins, derivations, disagreements."""
