"""The comparison: passages of several sources laid out, painted, marked and joined by notes."""
