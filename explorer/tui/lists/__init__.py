"""The lists and the search line as widgets."""
