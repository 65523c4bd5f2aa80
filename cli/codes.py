"""The exit codes. Where several hold: 130, 2, 3, 4, 1."""

DONE = 0
SHORT = 1
"""Something fell short of what was asked."""
USAGE = 2
"""Wrong usage or configuration: click's own code for it."""
UNREADABLE = 3
"""Done, but an input could not be read."""
NOT_ASKED = 4
"""`--fail-on not-asked` was met."""
INTERRUPTED = 130
CLOSED_PIPE = 141
"""What a shell reports of a program that a closed pipe ended."""
