"""Tests of the screen: through textual's pilot, on the text that is drawn."""
