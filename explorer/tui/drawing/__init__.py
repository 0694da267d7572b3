"""How everything looks: inert text as styled lines, themes, borders, glyphs and the words around the data."""
