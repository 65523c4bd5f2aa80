"""Citations and records become nodes and edges, and those the output formats. The door is `build`."""
