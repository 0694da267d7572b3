"""How well the program reads: scorers, and the annotated set that it ships.

Scorers compare what was read with what should have been; they know neither files nor the reader. `items` loads the set
of our own sentences, `accuracy` reads it with the real reader and scores that.
"""
