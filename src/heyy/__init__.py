"""Heyy runs a regional learning centre: from a teacher's question to evidence."""

__version__ = "0.1.0"
