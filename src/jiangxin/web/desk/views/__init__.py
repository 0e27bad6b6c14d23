"""Pages of this face, one family a file."""
