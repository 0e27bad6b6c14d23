"""Formats of the English faces."""
