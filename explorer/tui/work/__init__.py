"""What a reader does on any screen: go to another view, mark, note, undo, export, read an article outside."""
