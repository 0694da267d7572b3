"""What each view of a database tells, as plain records: made once, drawn by the screen and printed by the verbs.

A view is a module with `make(database, scope)`, which reads a model; `plain(model, width)`, its lines for a terminal,
inert and without colour; and `record(model)`, its JSON for programs. Nothing here draws, and nothing writes.
"""
