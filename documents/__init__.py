"""Files become documents: text, notes, pages. The door is `read`."""
