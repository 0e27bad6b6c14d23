"""Formats of the Chinese faces."""
