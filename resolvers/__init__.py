"""Instruments become records: one module a source, and the plug-ins. The door is `look_up`."""
