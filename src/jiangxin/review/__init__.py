"""Experts, conflicts of interest, assignment, scoring and inspection."""
