"""Pages about all studios of an area: their files and their money."""
