"""The workers' face: proposing from a phone, and reading what became of it."""
