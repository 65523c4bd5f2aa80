"""Text becomes citations: the grammar, one module a language. The door is `extract`."""
