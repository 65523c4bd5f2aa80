"""Identifiers, bodies, sessions, the tables of named instruments and resolutions. The door: `identifiers`."""
