"""Faces: pages only, no rules."""
