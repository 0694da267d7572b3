"""The main screen: its lists, filters, search, comparison, and how it comes back as it was left."""
