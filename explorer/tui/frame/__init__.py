"""What all screens have in common: top line, hints, commands, jump mode, the tour, and what is left of a crash."""
