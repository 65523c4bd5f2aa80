"""Commands, options, and what a terminal shows. The door is `main`."""
