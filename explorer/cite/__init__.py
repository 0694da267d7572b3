"""Citations of an excerpt, and exports of a whole database."""
