"""The views of the screen, a module each with what it draws; `reading.places` knows where they lie."""
