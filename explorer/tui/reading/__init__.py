"""What stands between the database and the widgets: threads, requests, messages, places and steps. Without widgets."""
