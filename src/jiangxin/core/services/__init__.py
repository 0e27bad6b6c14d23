"""Acts of the plumbing itself: saved views, exports."""
