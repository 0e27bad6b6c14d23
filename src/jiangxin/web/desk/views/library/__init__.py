"""Pages of the library: its articles, and their import."""
